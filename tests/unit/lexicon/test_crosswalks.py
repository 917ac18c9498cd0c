"""Crosswalks say something of every type and mode, and nothing of others."""

from pathlib import Path

import pytest

from vigie.errors import OntologyError
from vigie.lexicon import crosswalks
from vigie.lexicon.crosswalks import load_cameo, load_countries, load_folding
from vigie.lexicon.ontology import load_event_types


def test_every_type_and_mode_has_a_code_and_a_class() -> None:
    """A mode without a code of its own has its type's; the class goes by the root."""
    cameo = load_cameo()
    for kind in load_event_types().values():
        for modes in [(), *((m.name,) for m in kind.modes)]:
            code = cameo.code(kind.name, modes)
            assert code.isdigit() and 1 <= int(code[:2]) <= 20 and cameo.quad(code) in (1, 2, 3, 4)
    assert [cameo.quad(c) for c in ("010", "057", "060", "0874", "090", "139", "140", "204")] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_the_first_listed_mode_gives_the_code() -> None:
    """A raid by aircraft that kills a chosen person is the latter."""
    assert load_cameo().code("ASSAULT", ("aerial", "targeted")) == "186"


def test_future_cooperation_is_folded() -> None:
    """As CODING.md section 2 and PLOVER have it."""
    assert load_folding().future == {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def test_countries_have_a_name_and_mostly_a_fips_code() -> None:
    """Those that CODING.md names apart are there."""
    found = load_countries()
    assert {code: found[code].fips for code in ("FRA", "TUR", "XKX", "PSE", "TWN", "ESH")} == {
        "FRA": "FR", "TUR": "TU", "XKX": "KV", "PSE": "WE", "TWN": "TW", "ESH": "WI"}  # fmt: skip
    numbers = [country.cow for country in found.values() if country.cow]
    assert len(set(numbers)) == len(numbers) == 195 and all(n.isdigit() for n in numbers) and found["DEU"].cow == "255"


@pytest.mark.parametrize(("old", "new"), [("third-party:", "fourth-party:"), ('"045"', '"45"'), ("SUPPORT:", "SUPORT:")])
def test_a_crosswalk_with_a_slip_is_refused(old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file."""
    text = (crosswalks.CROSSWALKS / "cameo.yaml").read_text(encoding="utf-8")
    (tmp_path / "cameo.yaml").write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(crosswalks, "CROSSWALKS", tmp_path)
    load_cameo.cache_clear()
    try:
        with pytest.raises(OntologyError, match="cameo.yaml"):
            load_cameo()
    finally:
        load_cameo.cache_clear()
