"""Organisations: facts by day, and names that resolve to them in every language."""

import pytest

from vigie.actors.compile import load_knowledge
from vigie.actors.organisations import load_memberships, load_organisations, members_of, periods_of_size
from vigie.lexicon.languages import language_file

SIZES = [
    ("NATO", "2022-06-01", 30), ("NATO", "2023-06-01", 31), ("NATO", "2024-06-01", 32), ("NATO", "1990-01-01", 16), ("EU", "1990-01-01", 12),
    ("EU", "2003-01-01", 15), ("EU", "2005-01-01", 25), ("EU", "2015-01-01", 28), ("EU", "2020-02-01", 27), ("CoE", "2021-01-01", 47),
    ("CoE", "2023-01-01", 46), ("AU", "2018-01-01", 55), ("GCC", "2020-01-01", 6), ("ASEAN", "2020-01-01", 10), ("LAS", "2020-01-01", 22),
    ("G7", "2020-01-01", 7), ("G8", "2010-01-01", 8), ("SCO", "2024-08-01", 10), ("CSTO", "2020-01-01", 6),
]  # fmt: skip


@pytest.mark.parametrize(("code", "day", "size"), SIZES, ids=[f"{c} {d}" for c, d, _ in SIZES])
def test_an_organisation_has_its_members_of_the_day(code: str, day: str, size: int) -> None:
    """The number that is known of that day."""
    assert len(members_of(code, day)) == size


@pytest.mark.parametrize("country", ["MLI", "NER", "BFA"])
def test_the_sahel_states_leave_ecowas(country: str) -> None:
    """They are members until the end of January 2025, and of their own alliance before."""
    assert country in members_of("ECOWAS", "2025-01-28") & members_of("AES", "2025-01-28")
    assert country not in members_of("ECOWAS", "2025-01-29")


def test_every_membership_is_of_a_known_organisation() -> None:
    """No membership without an organisation, and none that ends before it begins."""
    codes = {o.code for o in load_organisations().values()}
    assert {m.organisation for m in load_memberships()} <= codes
    assert not [m for m in load_memberships() if m.until and m.until <= m.since]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_language_names_150_organisations(language: str) -> None:
    """Each name leads to the code that the table of facts gives its organisation."""
    names = load_knowledge(language).names
    rows = [
        line.split("\t") for line in language_file(language, "organisations.tsv").read_text(encoding="utf-8").splitlines() if line[:1] not in "#"
    ]
    states = [row for row in rows if load_organisations()[row[0]].sector in ("IGO", "LEG")]
    assert len(states) >= 150
    for name, listed in rows:
        for title in listed.split(","):
            assert load_organisations()[name].code in {v.code for v in names.exact(title)}, title


@pytest.mark.parametrize(("number", "day", "code"), [(27, "2010-05-10", "EU"), (28, "2015-09-01", "EU"), (30, "2021-06-14", "NATO"), (15, "2016-05-10", "UN"), (15, "2003-02-17", "EU")])
def test_a_number_of_members_names_an_organisation(number: int, day: str, code: str) -> None:
    """"Les Vingt-Sept", "les Trente", "les Quinze" are whoever has so many members that day."""
    assert next(p.code for p in periods_of_size(number) if p.covers(day)) == code
