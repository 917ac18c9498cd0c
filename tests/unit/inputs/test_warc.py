"""Web archives: every record accounted for, none silently lost."""

import io
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vigie.inputs import Limits, iter_pages
from vigie.records import Page, Rejection

SAMPLE = Path(__file__).parents[2] / "samples" / "inputs" / "warc" / "news.warc"
HTML = b"<html><body><article><h1>Accra expels envoy</h1><p>Ghana expelled a diplomat on Thursday and asked Togo to explain itself within a week.</p></article></body></html>"


def archive(path: Path, *records: tuple[str, str, bytes, str, str]) -> str:
    """Write records of (kind, address, content, content type, status)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    for kind, uri, content, content_type, status in records:
        http = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1") if kind in ("response", "revisit") else None
        more = {} if http else {"warc_content_type": content_type}
        writer.write_record(writer.create_warc_record(uri, kind, payload=io.BytesIO(content), http_headers=http, **more))
    path.write_bytes(out.getvalue())
    return str(path)


@pytest.mark.parametrize(
    ("kind", "content", "content_type", "status", "reason"),
    [
        ("response", b"\x89PNG\r\n\x1a\n\x00\x00", "image/png", "200 OK", "format"),
        ("response", HTML, "text/html", "404 Not Found", "http_status"),
        ("response", HTML, "text/html", "301 Moved", "http_status"),
        ("response", b"", "text/html", "200 OK", "empty"),
        ("response", b"<html><body><script>x()</script></body></html>", "text/html", "200 OK", "no_text"),
        ("revisit", b"", "text/html", "200 OK", "revisit"),
    ],
)
def test_a_record_without_report_is_a_rejection(tmp_path: Path, kind: str, content: bytes, content_type: str, status: str, reason: str) -> None:
    """Pictures, errors, empty answers and repetitions are told one by one, and the next record is read."""
    path = archive(
        tmp_path / "a.warc", (kind, "https://a.example/1", content, content_type, status), ("response", "https://a.example/2", HTML, "text/html", "200 OK")
    )
    rejection, page = iter_pages(path)
    assert isinstance(rejection, Rejection) and rejection.reason == reason and "https://a.example/1" in rejection.origin
    assert isinstance(page, Page) and page.url == "https://a.example/2"


@pytest.mark.parametrize("cut", range(0, 3788, 97))
def test_a_cut_is_reported_wherever_it_falls(tmp_path: Path, cut: int) -> None:
    """Of a file cut at any byte inside a record what is whole is read, and the cut is told."""
    data = SAMPLE.read_bytes()
    starts = [i for i in range(len(data)) if data.startswith(b"WARC/1.", i)]
    path = tmp_path / "cut.warc"
    path.write_bytes(data[:cut])
    results = list(iter_pages(str(path)))
    inside = not any(start - 4 <= cut <= start for start in starts)
    assert any(isinstance(r, Rejection) for r in results) or not inside
    whole = sum(1 for start, end in zip(starts, [*starts[1:], len(data)], strict=True) if end - 4 <= cut and start)
    assert sum(isinstance(r, Page) for r in results) >= whole - 1


def test_the_charset_of_the_answer_is_used(tmp_path: Path) -> None:
    """A page that declares nothing is read as the server says."""
    html = HTML.replace(b"Thursday", "Thursday in Köln".encode("latin-1"))
    (page,) = iter_pages(archive(tmp_path / "a.warc", ("response", "https://a.example/", html, "text/html; charset=ISO-8859-1", "200 OK")))
    assert isinstance(page, Page) and "Köln" in page.text


def test_a_record_over_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    """Size is judged record by record: the archive itself may be of any size."""
    big = HTML.replace(b"Ghana", b"Ghana " + b"x" * 5000)
    path = archive(tmp_path / "a.warc", ("response", "https://a.example/1", big, "text/html", "200 OK"), ("response", "https://a.example/2", HTML, "text/html", "200 OK"))
    rejection, page = iter_pages(path, limits=Limits(line_bytes=2000))
    assert isinstance(rejection, Rejection) and rejection.reason == "too_long" and isinstance(page, Page)


def test_an_archive_of_requests_is_empty(tmp_path: Path) -> None:
    """Records about the crawl are no documents; an archive of nothing else says that it is empty."""
    (rejection,) = iter_pages(archive(tmp_path / "a.warc", ("metadata", "https://a.example/", b"fetchTimeMs: 3", "application/warc-fields", "")))
    assert isinstance(rejection, Rejection) and rejection.reason == "empty"
