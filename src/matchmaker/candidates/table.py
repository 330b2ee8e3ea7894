"""A round's records as columns, so that rules look at thousands of pairs at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import numpy as np

from matchmaker import geo
from matchmaker.candidates.coded import UNKNOWN, Bools, Ints, Membership, at
from matchmaker.domain.request import Request
from matchmaker.domain.round import Round
from matchmaker.domain.setting import Setting
from matchmaker.domain.supporter import Supporter

EARLIEST = date.min.toordinal()
LATEST = date.max.toordinal()

FACE_TO_FACE, VIRTUAL, EITHER = 0, 1, 2
_MODES = {"face-to-face": FACE_TO_FACE, "virtual": VIRTUAL, "either": EITHER}


class Table:
    """
    The records of a round in columns.

    Attributes:
        round: The round.
        requests: Its requests, R of them.
        settings: The setting of each request, or `None`.
        supporters: Its supporters, S of them.
    """

    def __init__(self, matching_round: Round) -> None:
        self.round = matching_round
        self.requests: tuple[Request, ...] = matching_round.requests
        self.supporters: tuple[Supporter, ...] = matching_round.supporters
        self.settings: tuple[Setting | None, ...] = tuple(
            matching_round.setting_of(request) for request in self.requests
        )

    @cached_property
    def starts(self) -> Ints:
        """int64[R]: first day of support; the latest day where it is open."""
        return _days([request.start for request in self.requests], LATEST)

    @cached_property
    def ends(self) -> Ints:
        """int64[R]: last day of support; the earliest day where it is open."""
        return _days([request.end for request in self.requests], EARLIEST)

    @cached_property
    def wanted_modes(self) -> Ints:
        """int64[R]: how support is wanted, the role's usual way where unsaid."""
        roles = self.round.programme.roles
        return np.array(
            [_MODES[r.mode or roles[r.role].delivery] for r in self.requests],
            dtype=np.int64,
        )

    @cached_property
    def usual_modes(self) -> Ints:
        """int64[R]: how the request's role usually works."""
        roles = self.round.programme.roles
        return np.array(
            [_MODES[roles[request.role].delivery] for request in self.requests],
            dtype=np.int64,
        )

    @cached_property
    def supporter_modes(self) -> Ints:
        """int64[S]: how each supporter works."""
        return np.array(
            [_MODES[s.mode or "either"] for s in self.supporters], dtype=np.int64
        )

    def on_site(self, r: Ints, s: Ints) -> Bools:
        """Whether each pair would meet face to face (`Round.delivery_of`)."""
        wanted, usual = at(self.wanted_modes, r), at(self.usual_modes, r)
        if not (wanted == EITHER).any():
            return np.asarray(wanted == FACE_TO_FACE)
        theirs = self.supporter_modes[s]
        chosen = np.where(theirs == EITHER, usual, theirs)
        return np.asarray(np.where(wanted == EITHER, chosen, wanted) == FACE_TO_FACE)

    def minutes(self, r: Ints, s: Ints) -> Ints:
        """Travel minutes of each pair, one way; `UNKNOWN` where a place is missing."""
        metres = geo.distance_metres(
            self._request_east[r],
            self._request_north[r],
            self._supporter_east[s],
            self._supporter_north[s],
        )
        known = self._request_placed[r] & self._supporter_placed[s]
        minutes = np.where(known, geo.travel_minutes(metres), UNKNOWN)
        return self._override(minutes, r, s) if self.round.travel else minutes

    @cached_property
    def travel_limits(self) -> Ints:
        """int64[S]: each supporter's own limit; no limit is the largest number."""
        return _limits(supporter.travel_limit for supporter in self.supporters)

    @cached_property
    def request_travel_limits(self) -> Ints:
        """int64[R]: each request's own limit; no limit is the largest number."""
        return _limits(request.travel_limit for request in self.requests)

    @cached_property
    def region_membership(self) -> Membership:
        """The regions in which each supporter works."""
        return Membership([supporter.works_in for supporter in self.supporters])

    @cached_property
    def region_rows(self) -> Ints:
        """int64[R]: the row of each request's region in `region_membership`."""
        return self.region_membership.rows(
            setting.region if setting else None for setting in self.settings
        )

    def _override(self, minutes: Ints, r: Ints, s: Ints) -> Ints:
        keys, values = self._travel_overrides
        wanted = self._setting_codes[r] * len(self.supporters) + s
        found = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        return np.where(keys[found] == wanted, values[found], minutes)

    @cached_property
    def _setting_position(self) -> dict[str, int]:
        return {setting.id: i for i, setting in enumerate(self.round.settings)}

    @cached_property
    def _setting_codes(self) -> Ints:
        # A request without a setting gets a code beyond all settings', so that it
        # never meets the key of a real journey.
        beyond = len(self.round.settings)
        codes = [
            beyond
            if request.setting is None
            else self._setting_position[request.setting]
            for request in self.requests
        ]
        return np.array(codes, dtype=np.int64)

    @cached_property
    def _travel_overrides(self) -> tuple[Ints, Ints]:
        index, size = self.round.supporter_index, len(self.supporters)
        known = sorted(
            (self._setting_position[setting] * size + index[supporter], minutes)
            for (setting, supporter), minutes in self.round.travel.items()
            if setting in self._setting_position and supporter in index
        )
        # The guard keeps the look-up in bounds where nothing matches.
        keys = np.array([key for key, _ in known] or [-1], dtype=np.int64)
        return keys, np.array([m for _, m in known] or [UNKNOWN], dtype=np.int64)

    @cached_property
    def _request_placed(self) -> Bools:
        placed = [p is not None and p.easting is not None for p in self.settings]
        return np.array(placed, dtype=bool)

    @cached_property
    def _supporter_placed(self) -> Bools:
        return np.array([s.easting is not None for s in self.supporters], dtype=bool)

    @cached_property
    def _request_east(self) -> Ints:
        return _metres([p.easting if p else None for p in self.settings])

    @cached_property
    def _request_north(self) -> Ints:
        return _metres([p.northing if p else None for p in self.settings])

    @cached_property
    def _supporter_east(self) -> Ints:
        return _metres([s.easting for s in self.supporters])

    @cached_property
    def _supporter_north(self) -> Ints:
        return _metres([s.northing for s in self.supporters])


def _metres(values: Iterable[int | None]) -> Ints:
    return np.array([value or 0 for value in values], dtype=np.int64)


def _limits(values: Iterable[int | None]) -> Ints:
    unlimited = np.iinfo(np.int64).max
    return np.array(
        [unlimited if value is None else value for value in values], dtype=np.int64
    )


def _days(values: Iterable[date | None], missing: int) -> Ints:
    return np.array(
        [missing if day is None else day.toordinal() for day in values], dtype=np.int64
    )
