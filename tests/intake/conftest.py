"""A small clean round, as the files people keep, to be spoilt one cell at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.domain.problem import Problem
from matchmaker.intake import Reading, read_round

ROUND = """\
programme = "early-years"
term = "Summer term 2022"
start = 2022-04-25
end = 2022-07-22
anchor_date = 2022-04-01
"""
SETTINGS = """\
id,name,setting_type,region,authority,postcode,judgement,inspected_on,group
S1,Sunny,private nursery,North West,Lancashire,PR1 8XJ,requires improvement,14/03/2022,Steps
S2,Moon,preschool,North West,Lancashire,PR2,good,20/06/2019,
"""
REQUESTS = """\
id,setting,role,needs,demand,minimum
R1,S1,expert,send,1,0
R2,S1,mentor,eal,1,0
R3,S2,mentor,send,1,0
"""
SUPPORTERS = """\
id,name,roles,postcode,capacity_days,employer
P1,One,expert,PR1 1AA,10,
P2,Two,mentor,PR2 2AA,5,S2
"""
GIVEN = {
    "round.toml": 'programme = "given-scores"\nanchor_date = 2022-04-01\n',
    "requests.csv": "id\nA\nB\n",
    "supporters.csv": "id,capacity\nX,1\nY,2\n",
    "pairs.csv": "request,supporter,points\nB,X,5\nA,Y,-3\nA,X,10\n",
}
EARLY_YEARS = {
    "round.toml": ROUND,
    "settings.csv": SETTINGS,
    "requests.csv": REQUESTS,
    "supporters.csv": SUPPORTERS,
}


class Desk:
    """A folder with the files of a round; reads it and finds problems in it."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        self.folder = folder
        for name, text in files.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Desk:
        data = text if isinstance(text, bytes) else text.encode()
        (self.folder / name).write_bytes(data)
        return self

    def change(self, name: str, old: str, new: str) -> Desk:
        path = self.folder / name
        text = path.read_bytes().decode()
        assert old in text
        return self.write(name, text.replace(old, new))

    def add(self, name: str, *rows: str) -> Desk:
        path = self.folder / name
        return self.write(name, path.read_bytes().decode() + "\n".join(rows) + "\n")

    def read(self) -> Reading:
        return read_round(self.folder)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.read().problems

    @property
    def problem(self) -> Problem:
        """The only problem that there is."""
        (problem,) = self.read().problems
        return problem


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A clean early years round: two settings, three requests, two people."""
    return Desk(tmp_path, EARLY_YEARS)


@pytest.fixture
def given(tmp_path: Path) -> Desk:
    """A clean round with given scores: two requests, two people, three pairs."""
    return Desk(tmp_path, GIVEN)


GALLERY = {
    "round.toml": 'programme = "gallery.toml"\nanchor_date = 2026-04-01\n',
    "gallery.toml": Path(__file__).with_name("gallery.toml").read_text("utf-8"),
    "galleries.csv": "id,name,postcode,badge\nG1,Old Hall,LS1,brick\nG2,New Hall,LS2,\n",
    "newcomers.csv": (
        "id,newcomer,topics wanted,stage,share,postcode\n"
        "N1,Ann,coins; pots,1,60,LS6\n"
        "N2,Ben,paintings,2,,LS7\n"
    ),
    "guides.csv": (
        "id,guide,topics offered,capacity hours,gallery\n"
        "P1,Cy,paintings; pottery,3,G1\n"
        'P2,Di,"coins, medals",2,G2\n'
    ),
}


@pytest.fixture
def gallery(tmp_path: Path) -> Desk:
    """A clean round of newcomers and guides; see gallery.toml."""
    return Desk(tmp_path, GALLERY)
