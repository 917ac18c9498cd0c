"""Who of a country is meant where a side of an act stands in no slot of its word."""

import pytest

from vigie.events.coding import gather
from vigie.events.participants import Role
from vigie.events.sectors import weighed
from vigie.lexicon.ontology import load_event_types, load_sector_shares
from vigie.pipeline import Reader
from vigie.records import Actor

READER = Reader("fr")
TEXT = "La justice péruvienne a condamné un général, a dit un député péruvien. Les soldats péruviens sont au Pérou."


def side(role: Role, name: str = "recipient", other: Role = Role()) -> Role:  # noqa: B008
    """What becomes of a side of the conviction in the text."""
    reading = READER.read(TEXT, published="2023-05-10", language="fr")
    candidates, report = gather(reading.article, reading.sentences, reading.dates, reading.mentions, reading.statements)
    convicted = next(c for c in candidates if c.trigger.token.text == "condamné")
    return weighed(role, name, convicted, other, report)


def test_a_loose_side_takes_the_mention_whose_sector_fits_its_type() -> None:
    """Of a conviction at home the court is the likelier actor, also where a lawmaker was taken."""
    lawmaker = Role((Actor("PER", "LEG"),), (11,), "sentence")
    found = side(lawmaker, "actor", Role((Actor("PER", "MIL"),), (6,), "obj"))
    assert [(a.code, a.sector) for a in found.actors] == [("PER", "JUD")]


@pytest.mark.parametrize(
    "role",
    [
        Role((Actor("PER", "LEG"),), (11,), "subj"), Role((Actor("---", "LEG"),), (11,), "sentence"),
        Role((Actor("EU", "IGO"),), (), "sentence"), Role((Actor("PER", "LEG"), Actor("BOL", "GOV")), (), "sentence"), Role(),
    ],
    ids=["in a slot", "nobody's", "a body", "two", "empty"],
)  # fmt: skip
def test_other_sides_stay(role: Role) -> None:
    """A side in a slot, organisations, several and nobody are left as they are."""
    assert side(role, "actor") == role


def test_every_type_has_shares_of_sectors() -> None:
    """For both sides, within one country and abroad; none is more than all."""
    for name in load_event_types():
        for where in load_sector_shares()[name].values():
            for shares in where.values():
                assert 0.5 < sum(shares.values()) < 1.05
