"""Feeds, NewsML-G2, NITF and other XML: what is in them, and what they must not do."""

from pathlib import Path

import pytest

from vigie.inputs import iter_pages
from vigie.inputs.xml import root_of
from vigie.records import Page, Rejection

SAMPLES = Path(__file__).parents[2] / "samples" / "inputs"
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
FILE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ITEM = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><contentMeta><headline>T &a;</headline></contentMeta>'
    "<contentSet><inlineXML><html><body><p>Paris a dit non. &a;</p></body></html></inlineXML></contentSet></newsItem>"
)
RSS = "<rss version='2.0'><channel><title>C</title><item><title>T &a;</title><description>Paris a dit non.</description></item></channel></rss>"


def one(tmp_path: Path, content: str | bytes, name: str = "a.xml") -> list[Page | Rejection]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(iter_pages(str(path)))


@pytest.mark.parametrize("document", [ITEM, RSS])
@pytest.mark.parametrize("prolog", [BOMB.replace("&c;", "&a;"), FILE])
def test_entities_of_its_own_refuse_a_document(tmp_path: Path, document: str, prolog: str) -> None:
    """Nothing is expanded, no file is opened: the document is refused and says why."""
    (rejection,) = one(tmp_path, prolog + document)
    assert isinstance(rejection, Rejection) and rejection.reason == "entities"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_entities_are_seen_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """A wide encoding hides no declaration."""
    (rejection,) = one(tmp_path, ("<?xml version='1.0'?>" + BOMB + ITEM).encode(encoding))
    assert isinstance(rejection, Rejection) and rejection.reason == "entities"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_declared_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """NewsML and feeds are read in the encoding that their first line declares."""
    for document in (ITEM, RSS):
        text = f"<?xml version='1.0' encoding='{encoding}'?>" + document.replace("&a;", "déjà").replace("Paris", "L'Élysée")
        (page,) = one(tmp_path, text.encode(encoding))
        assert isinstance(page, Page) and page.title == "T déjà" and "L'Élysée a dit non." in page.text


def test_a_broken_feed_gives_its_entries_and_says_where_it_breaks(tmp_path: Path) -> None:
    """A feed cut in its second entry is not silently short."""
    data = (SAMPLES / "feed" / "rss.xml").read_bytes()
    results = one(tmp_path, data[: data.index(b"Tokyo") + 3])
    assert isinstance(results[0], Page) and "Ankara" in results[0].text
    assert isinstance(results[-1], Rejection) and results[-1].reason == "xml" and "line" in results[-1].detail


def test_broken_newsml_is_refused_with_its_line(tmp_path: Path) -> None:
    """What is not well-formed is not guessed at."""
    data = (SAMPLES / "newsml" / "message.xml").read_bytes().replace(b"</headline>", b"", 1)
    (rejection,) = one(tmp_path, data)
    assert isinstance(rejection, Rejection) and rejection.reason == "xml" and "line" in rejection.detail


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("<packageItem xmlns='x' guid='p'/>", "packageItem"),
        ("<newsItem xmlns='x' guid='p'><contentSet><remoteContent href='a.jpg'/></contentSet></newsItem>", "picture"),
    ],
)
def test_an_item_without_text_is_a_rejection_with_its_guid(tmp_path: Path, item: str, words: str) -> None:
    """Pictures and packages are counted, and can be found again."""
    (rejection,) = one(tmp_path, item)
    assert isinstance(rejection, Rejection) and (rejection.id, rejection.reason) == ("p", "no_text") and words in rejection.detail


def test_unknown_xml_names_its_root(tmp_path: Path) -> None:
    """XML of no news format is refused by the name of its root."""
    (rejection,) = one(tmp_path, "<?xml version='1.0'?><!-- a --><urlset><url/></urlset>", "sitemap.txt")
    assert isinstance(rejection, Rejection) and "'urlset'" in rejection.detail


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <rss> --><a:Feed xmlns:a='x'>", "feed"),
        (b"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'>\n<HTML>", "html"),
        ("<rss>".encode("utf-16"), "rss"),
        (b"2 < 3", ""),
        (b"<", ""),
        (b"", ""),
    ],
)
def test_the_root_is_found_behind_what_comes_before_it(head: bytes, root: str) -> None:
    """Comments, document types, marks and prefixes do not hide it; a text that holds `<` has none."""
    assert root_of(head) == root


def test_a_feed_keeps_the_day_of_its_place(tmp_path: Path) -> None:
    """A report of the evening in New York is not of the next day in UTC."""
    page = next(iter_pages(str(SAMPLES / "feed" / "rss.xml")))
    assert isinstance(page, Page) and page.published == "2023-02-06T23:15:00-05:00"


def test_a_template_language_does_not_refuse_a_report(tmp_path: Path) -> None:
    """Feeds declare `en-us` by default: it is kept as declared, not asserted."""
    (page,) = one(tmp_path, RSS.replace("<title>C</title>", "<title>C</title><language>en-us</language>").replace("&a;", ""))
    assert isinstance(page, Page) and (page.language, page.declared) == ("", "en-us")
