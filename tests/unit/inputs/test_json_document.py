"""JSON that is not one record a line: documents, lists, ninjs of all versions."""

import json
from pathlib import Path

import pytest

from vigie.inputs import iter_pages
from vigie.records import Page, Rejection

TEXT = "Oslo a gelé vendredi les avoirs d'une société biélorusse."


def results(tmp_path: Path, document: object, indent: int | None = 2) -> list[Page | Rejection]:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document, indent=indent), encoding="utf-8")
    return list(iter_pages(str(path)))


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_records_are_found_however_they_are_laid_out(tmp_path: Path, indent: int | None) -> None:
    """One record, a list of them, or a list under a name, on one line or on many."""
    one = {"text": TEXT, "id": "1"}
    for document in (one, [one], {"items": [one]}) if indent is not None else (one, [one]):
        (page,) = results(tmp_path, document, indent)
        assert isinstance(page, Page) and (page.id, page.text) == ("1", TEXT)


def test_what_is_no_record_in_a_list_is_told(tmp_path: Path) -> None:
    """The others are read."""
    page, number, empty = results(tmp_path, [{"text": TEXT}, 5, {}])
    assert isinstance(page, Page)
    assert isinstance(number, Rejection) and number.reason == "json" and number.origin.endswith("record 2")
    assert isinstance(empty, Rejection) and empty.reason == "no_text"


@pytest.mark.parametrize(
    "body",
    [
        {"headline": "Oslo sévit", "body_text": TEXT},
        {"headline": "Oslo sévit", "body_xhtml": f"<div><p>{TEXT}</p></div>"},
        {"headlines": [{"value": "Oslo sévit"}], "bodies": [{"contentType": "application/xhtml+xml", "value": f"<p>{TEXT}</p>"}]},
        {"headlines": [{"role": "main", "value": "Oslo sévit"}], "bodies": [{"contenttype": "text/plain", "value": TEXT}]},
    ],
)
def test_ninjs_of_every_version(tmp_path: Path, body: dict[str, object]) -> None:
    """The headline, a blank line and the body, whatever their names."""
    (page,) = results(tmp_path, {"uri": "urn:x:1", "language": "fr", "versioncreated": "2022-03-30T10:00:00Z", **body})
    assert isinstance(page, Page)
    assert (page.id, page.text, page.title, page.published) == ("urn:x:1", f"Oslo sévit\n\n{TEXT}", "Oslo sévit", "2022-03-30T10:00:00Z")


def test_ninjs_without_text_is_a_rejection(tmp_path: Path) -> None:
    """A picture has a headline and no body."""
    (rejection,) = results(tmp_path, {"uri": "urn:x:1", "type": "picture", "headline": "Oslo"})
    assert isinstance(rejection, Rejection) and rejection.reason == "no_text"


def test_ninjs_on_lines_is_read_too(tmp_path: Path) -> None:
    """A wire's dump of one item a line; a day that is none does not refuse it."""
    path = tmp_path / "wire"
    item = {"uri": "urn:x:1", "headline": "Oslo sévit", "body_text": TEXT, "versioncreated": "soon"}
    path.write_text("\n".join(json.dumps({**item, "uri": f"urn:x:{n}"}) for n in range(3)), encoding="utf-8")
    pages = list(iter_pages(str(path)))
    assert [p.id for p in pages if isinstance(p, Page)] == ["urn:x:0", "urn:x:1", "urn:x:2"] and pages[0].published == ""


def test_html_in_a_record_is_read_as_a_page(tmp_path: Path) -> None:
    """What the record says goes before what its markup says."""
    markup = f"<html><head><meta name='author' content='Awa'><meta property='og:site_name' content='Fanal'></head><body><article><h1>Oslo sévit contre Minsk</h1><p>{TEXT}</p><p>{TEXT} La mesure prend effet immédiatement, selon le gouvernement norvégien.</p></article></body></html>"
    (page,) = results(tmp_path, {"html": markup, "outlet": "Boréal", "desk": "x"})
    assert isinstance(page, Page) and page.outlet == "Boréal" and page.title == "Oslo sévit contre Minsk"
    assert dict(page.extra) == {"desk": "x", "author": "Awa"} and TEXT in page.text
