"""Pages that are made from code and data are as they would be made now, and every licence is told."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATE = runpy.run_path(str(ROOT / "docs" / "generate.py"))
_FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|Mozilla|MPL|Unlicense|CNRI|CC0|Zlib|LGPL|Lesser")
_DATA = (
    "weights/*", "gazetteer/*.tsv", "ontology/crosswalks/*.tsv", "ontology/opposites.yaml", "languages/*/countries.tsv", "languages/*/syntax/lemmas.tsv",
    "store/merging.json",
)  # fmt: skip


@pytest.mark.parametrize("name", ["codebook.md", "api.md", "screen.svg", "way.svg"])
def test_a_made_page_is_up_to_date(name: str) -> None:
    """`make docs` would change nothing."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == GENERATE["PAGES"][name](), "run `make docs`"


def test_pictures_fetch_nothing() -> None:
    """No picture names a font, a style or an image elsewhere."""
    for path in (ROOT / "docs").glob("*.svg"):
        assert re.findall(r"(?:href|src|url)\s*[=(]\s*[\"']?http[^\"')]*", path.read_text(encoding="utf-8")) == []


def test_every_package_that_is_needed_has_a_free_licence_and_is_listed() -> None:
    """What pip pulls in for `vigie` and its extras, each with a licence that lets it be used by anybody."""
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", page, re.M))
    packages = GENERATE["runtime_packages"](GENERATE["EXTRAS"])
    assert len(packages) > 40
    assert sorted(set(packages) - set(listed)) == [], "run `make docs`"
    assert sorted(name for name in packages if not _FREE.search(GENERATE["licence_of"](packages[name]))) == []


def test_every_package_that_is_needed_has_a_fixed_version() -> None:
    """constraints.txt names each, so that two installations are the same."""
    fixed = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert sorted(set(GENERATE["runtime_packages"](GENERATE["EXTRAS"])) - fixed - {"setuptools"}) == []


def test_every_table_and_weight_is_in_the_notice() -> None:
    """Whatever is made of the works of others, or might be, says of what and under which licence."""
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = set(re.findall(r"[\w*./-]+/[\w*.-]+|[\w-]+\.tsv", notice))
    missing = [
        str(path.relative_to(ROOT))
        for pattern in _DATA
        for path in sorted((ROOT / "src" / "vigie").glob(pattern))
        if "_template" not in path.parts and not any(path.match(n) or path.relative_to(ROOT).match(n) or path.name == n for n in named)
    ]
    assert missing == []


def test_every_page_that_is_named_is_there() -> None:
    """Paths under docs/ in README, CONTRIBUTING and the pages lead somewhere."""
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    named = {path for page in pages for path in re.findall(r"\bdocs/[\w/.-]+\.(?:md|svg|py)\b|\bdocs/[\w/-]+/(?=[`)\s])", page.read_text(encoding="utf-8"))}
    assert len(named) > 10 and sorted(n for n in named if not (ROOT / n).exists()) == []
