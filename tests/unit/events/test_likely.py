"""Where the encoder overrules the rules, and where it does not."""

import pytest

from vigie.events.coding import gather
from vigie.events.hints import Way
from vigie.events.likely import likely_modes, likely_place, likely_sectors, likely_status
from vigie.events.modes import Manner
from vigie.pipeline import Reader
from vigie.records import Actor, EventPlace


def way(**told: dict[str, float]) -> Way:
    """What the encoder thinks, of some fields only."""
    return Way(told.get("statuses", {}), told.get("modes", {}), {}, ({}, {}), told.get("places", {}))


def test_without_the_encoder_the_rules_stand() -> None:
    """Of a word that it was not asked about nothing changes."""
    assert likely_status("possible", None) == "possible" and likely_modes(Manner(("strike",)), None) == ("strike",) and likely_modes(Manner(()), None) == ()


@pytest.mark.parametrize(("share", "status"), [(0.6, "occurred"), (0.9, "scheduled")])
def test_a_status_changes_only_where_the_encoder_is_sure(share: float, status: str) -> None:
    """What the rules say has a start."""
    assert likely_status("occurred", way(statuses={"scheduled": share, "occurred": 1 - share})) == status


def test_a_mode_is_added_where_the_rules_tell_none() -> None:
    """The likeliest, if it is likely enough; several that the rules tell stay."""
    sure, unsure = {"arrest": 0.7, "censor": 0.1}, {"arrest": 0.1, "censor": 0.1}
    assert likely_modes(Manner(()), way(modes=sure)) == ("arrest",) and likely_modes(Manner(()), way(modes=unsure)) == ()
    assert likely_modes(Manner(("censor",)), way(modes=unsure)) == ("censor",) and likely_modes(Manner(("censor",), "", "parties"), way(modes={"censor": 0.05})) == ()
    assert likely_modes(Manner(("censor",), "", "words"), way(modes={"censor": 0.05})) == ("censor",)
    assert likely_modes(Manner(("censor",)), way(modes={"arrest": 0.95, "censor": 0.001})) == ("arrest",)
    assert likely_modes(Manner(("a", "b")), way(modes=sure)) == ("a", "b")


def test_a_mode_gives_way_only_to_one_that_is_likelier_than_not() -> None:
    """However unlikely its own is."""
    assert likely_modes(Manner(("visit",), "", "parties"), way(modes={"phone": 0.4, "visit": 0.001})) == ("visit",)
    assert likely_modes(Manner(("visit",), "", "parties"), way(modes={"phone": 0.6, "visit": 0.001})) == ("phone",)


def test_the_sector_of_one_actor_follows_the_context() -> None:
    """Its reason tells so; of several actors none is changed."""
    actor, other = Actor("PER", "GOV", reason="country"), Actor("BOL", "GOV")
    (changed,) = likely_sectors([actor], {"MIL": 0.97, "GOV": 0.02})
    assert (changed.sector, changed.code) == ("MIL", "PER") and changed.reason.startswith("country; MIL")
    assert likely_sectors([actor], {"MIL": 0.5, "GOV": 0.4}) == (actor,)
    assert likely_sectors([actor, other], {"MIL": 0.97}) == (actor, other)


def test_a_place_is_named_where_the_report_names_it_nearest() -> None:
    """A country that is nowhere named gives no place."""
    text = "Un attentat a fait cinq morts à Quetta, au Pakistan. Le gouvernement a réagi. Il a condamné les auteurs."
    reading = Reader("fr").read(text, published="2023-05-10", language="fr")
    _, report = gather(reading.article, reading.sentences, reading.dates, reading.mentions, reading.statements, with_hints=False)
    found = likely_place(None, way(places={"PAK": 2.0, "IND": -3.0}), 2, report, text)
    assert found is not None and (found.name, found.code) == ("Quetta", "PAK")
    assert likely_place(None, way(places={"IND": 2.0}), 2, report, text) is None
    here = EventPlace("Delhi", "IND")
    assert likely_place(here, way(places={"PAK": 1.0, "IND": 0.5}), 2, report, text) is here
