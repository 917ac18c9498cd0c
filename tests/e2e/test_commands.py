"""The commands as a user runs them: what comes out, and one line when something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
REPORT = EXAMPLES / "2022-06-05-bamako.txt"


def vigie(*words: str, stdin: bytes = b"", home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home)} if home else None
    return subprocess.run(
        [sys.executable, "-c", "from vigie.cli import main; main()", *words], input=stdin, capture_output=True, check=False, env=environment
    )


def test_read_shows_events_quotations_and_what_is_scheduled(tmp_path: Path) -> None:
    """A report for a person: who did what to whom, who said what."""
    run = vigie("read", str(EXAMPLES / "2023-03-12-ankara-athenes.txt"), home=tmp_path)
    shown = run.stdout.decode()
    assert run.returncode == 0
    assert "CONSULT" in shown and "Scheduled" in shown and "GRC GOV Stavros Melanidis" in shown
    assert "newsletter" not in shown


def test_json_of_two_runs_is_the_same_bytes(tmp_path: Path) -> None:
    """Same input, same bytes, and every span slices back to its words."""
    one, two = (vigie("read", "--json", str(EXAMPLES), home=tmp_path) for _ in range(2))
    assert one.stdout == two.stdout and one.returncode == 0
    records = [json.loads(line) for line in one.stdout.decode().splitlines()]
    assert len(records) == len(list(EXAMPLES.glob("*.txt")))
    for record in records:
        for event in record["events"]:
            start, end = event["spans"][0]["span"]
            assert record["text"][start:end] == event["trigger"]


def test_explain_tells_the_entry_and_the_words(tmp_path: Path) -> None:
    """What was read last can be explained by the beginning of an id."""
    record = json.loads(vigie("read", "--json", str(REPORT), home=tmp_path).stdout)
    event = record["events"][0]
    shown = vigie("explain", event["id"][:8], home=tmp_path).stdout.decode()
    assert event["why"]["entry"] in shown and event["trigger"] in shown


def test_the_page_holds_the_text_and_no_foreign_markup(tmp_path: Path) -> None:
    """The page is self-contained, and what a report says is escaped."""
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("Un titre\n\nLe Mali a accusé lundi le Burundi de <script>alert(1)</script> violences.", encoding="utf-8")
    page = tmp_path / "page.html"
    assert vigie("read", str(hostile), "--lang", "fr", "--html", str(page), home=tmp_path).returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text and "&lt;script&gt;" in text and "http" not in text


def test_code_keeps_going_over_bad_records(tmp_path: Path) -> None:
    """A bad record is told in one line; the others are coded; the exit code says so."""
    corpus = tmp_path / "corpus.jsonl"
    good = json.dumps({"id": "a", "text": "Le Mali a accusé lundi le Burundi de violences.", "published": "2022-06-06", "desk": 7})
    corpus.write_text("\n".join([good, "not json", json.dumps({"id": "b", "text": ""}), good.replace('"a"', '"c"')]), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    run = vigie("code", str(corpus), "-o", str(out), "--lang", "fr", home=tmp_path)
    coded = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [c["id"] for c in coded] == ["a", "c"] and coded[0]["desk"] == 7
    assert run.returncode == 1 and b"Traceback" not in run.stderr
    assert coded[0]["events"][0]["type"] == "ACCUSE"


@pytest.mark.parametrize(
    ("words", "stdin", "status"),
    [
        (["read", "-"], b"", 1),
        (["read", "-"], bytes(range(256)) * 8, 1),
        (["read", "-"], "Die Regierung hat am Dienstag neue Gespräche mit allen Nachbarn angekündigt.".encode(), 1),
        (["read", "-"], "Le gouvernement a annoncé la reprise des pourparlers. ".encode("utf-16-be")[1:], 1),
        (["read", "--lang", "xx", "-"], b"Le Mali a dit non.", 1),
        (["read", "--date", "demain", "-"], b"Le Mali a dit non.", 2),
        (["read", "no/such/file.txt"], b"", 1),
        (["read"], b"", 2),
        (["code", "-", "-o", "/no/such/folder/out.jsonl"], b"Le Mali a dit non.", 2),
        (["code", "-", "-o", "x", "--format", "odd"], b"", 2),
        (["evaluate", "no/such/gold.jsonl", "no/such/coded.jsonl"], b"", 1),
        (["explain", "0000"], b"", 1),
        (["frobnicate"], b"", 2),
    ],
)
def test_bad_input_is_told_without_a_traceback(words: list[str], stdin: bytes, status: int, tmp_path: Path) -> None:
    """Whatever is wrong, the exit code is 1 or 2 and nothing looks like a crash."""
    run = vigie(*words, stdin=stdin, home=tmp_path)
    assert run.returncode == status, run.stderr
    assert b"Traceback" not in run.stderr and run.stderr.strip()


def test_one_endless_line_is_refused(tmp_path: Path) -> None:
    """20 MB in one line: one clear line, exit code 1."""
    run = vigie("read", "-", stdin=b"mot " * 5_000_000, home=tmp_path)
    assert run.returncode == 1 and b"Traceback" not in run.stderr and run.stderr.count(b"\n") == 1


def test_doctor_and_languages_answer(tmp_path: Path) -> None:
    """Both tell what is installed."""
    assert b"all well" in vigie("doctor", home=tmp_path).stdout
    assert b"fr:" in vigie("languages", home=tmp_path).stdout
    assert b"ACCUSE" in vigie("lexicon", "search", "condamner", "--lang", "fr", home=tmp_path).stdout
