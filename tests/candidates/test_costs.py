"""What candidates cost, all at once, beside what each costs."""

import pytest

from matchmaker.candidates import find_candidates, pence_of_pairs


def without_rates(whole, role):
    rates = tuple(rate for rate in whole.programme.rates if rate.role != role)
    return whole.replace(programme=whole.programme.model_copy(update={"rates": rates}))


@pytest.mark.parametrize("seed", range(40))
def test_every_candidate_costs_what_its_pairing_would(draw_round, seed):
    whole = draw_round(seed, strict=False, size=(4, 8, 6))
    if seed % 2:
        whole = without_rates(whole, "expert")
    candidates = find_candidates(whole)
    pairs = zip(candidates.request, candidates.supporter, strict=True)
    assert pence_of_pairs(whole, candidates).tolist() == [
        whole.pence_of(whole.requests[r], whole.supporters[s]) or 0 for r, s in pairs
    ]
