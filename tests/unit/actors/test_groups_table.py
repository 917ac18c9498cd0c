"""Armed and political groups: how many, and what they are on a day."""

import pytest

from vigie.actors.compile import load_knowledge
from vigie.lexicon.languages import language_file

ARMED_OR_POLITICAL = {"REB", "PRM", "PRE", "OPP", "PTY", "CRM", "GOV", "MIL"}
DATED = [
    ("fr", "talibans", "2021-08-14", "AFG REB"), ("fr", "talibans", "2021-08-15", "AFG GOV"), ("fr", "FSR", "2022-01-01", "SDN MIL"),
    ("fr", "FSR", "2023-05-01", "SDN REB"), ("fr", "Farc", "2016-01-01", "COL REB"), ("fr", "Farc", "2018-01-01", "COL PTY"),
    ("fr", "M23", "2023-05-01", "COD REB"), ("fr", "Wagner", "2023-05-01", "RUS PRM"), ("en", "HTS", "2024-12-07", "SYR REB"),
    ("en", "HTS", "2024-12-08", "SYR GOV"), ("en", "UNITA", "2001-01-01", "AGO REB"), ("en", "UNITA", "2010-01-01", "AGO OPP"),
    ("en", "TPLF", "2021-06-01", "ETH REB"), ("en", "TPLF", "2019-06-01", "ETH PTY"), ("en", "Renamo", "2014-06-01", "MOZ REB"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name", "day", "wanted"), DATED, ids=[f"{n} {d}" for _, n, d, _ in DATED])
def test_a_group_is_what_it_is_that_day(language: str, name: str, day: str, wanted: str) -> None:
    """Rebels who take power are the government, parties that take up arms are rebels."""
    known = next(v for v in load_knowledge(language).names.exact(name) if v.kind == "group")
    assert " ".join(known.on(day)) == wanted


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_language_names_200_groups(language: str) -> None:
    """Names of armed and political groups."""
    rows = [x.split("\t") for x in language_file(language, "groups.tsv").read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    names = {name for _, sector, listed in rows if sector.split(":")[0] in ARMED_OR_POLITICAL for name in listed.split(",")}
    assert len(names) >= 200
