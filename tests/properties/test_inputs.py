"""Whatever the bytes, a source gives pages or reasons, the same each time."""

import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.inputs import Limits, iter_pages
from vigie.records import Page, Rejection

SAMPLES = [p.read_bytes() for p in sorted((Path(__file__).parents[1] / "samples" / "inputs").rglob("*")) if p.is_file()]
OPENINGS = st.sampled_from(
    [b"", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PAR1", b"WARC/1.0\r\n", b"<html>", b"<rss>", b"<newsItem ", b'{"text": "', b"[{", b"id,text\n", b"\xff\xfe"]
)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A sample with a piece taken out and another put in."""
    data = draw(st.sampled_from(SAMPLES))
    start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    return data[:start] + draw(st.binary(max_size=30)) + data[end:]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.builds(bytes.__add__, OPENINGS, st.binary(max_size=300)), mangled()))
def test_nothing_raises_and_nothing_disappears(data: bytes) -> None:
    """Any bytes give at least one result, none of them a fault of ours, and twice the same ones."""
    first, second = (list(iter_pages("-", stdin=io.BytesIO(data), limits=Limits(packed_bytes=1_000_000))) for _ in range(2))
    assert first == second and first
    for result in first:
        assert isinstance(result, Page | Rejection)
        if isinstance(result, Page):
            assert result.id and result.text.encode("utf-8")
        else:
            assert result.reason != "failure" and "\n" not in result.detail
