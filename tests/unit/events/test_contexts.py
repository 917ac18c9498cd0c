"""What events and reports are about, and what that rests on."""

import json
from pathlib import Path

import pytest

from vigie.cli.explain import explain
from vigie.errors import LexiconError
from vigie.export import to_json_line, to_record
from vigie.lexicon import contexts as lexicon
from vigie.pipeline import Reader
from vigie.records import Reading

READER = Reader("fr")
REPORT = """\
Le Burundi expulse l'ambassadeur de Norvège

Le Burundi a expulsé lundi l'ambassadeur de Norvège.

La police burundaise a dispersé mardi à Bujumbura des manifestants avec des gaz lacrymogènes.
"""


def read(text: str) -> Reading:
    return READER.read(text, published="2023-09-16", language="fr")


def test_an_event_has_the_contexts_of_its_own_sentences() -> None:
    """What another sentence is about is not the event's."""
    events = {e.type: [c.name for c in e.contexts] for e in read(REPORT).events}
    assert "diplomatic" in events["SANCTION"] and "repression" not in events["SANCTION"]
    assert "repression" in events["ASSAULT"] and "diplomatic" not in events["ASSAULT"]


def test_a_context_names_the_words_or_the_code_that_it_rests_on() -> None:
    """Words by their span, a mode by its code on the trigger."""
    reading = read(REPORT)
    (assault,) = (e for e in reading.events if e.type == "ASSAULT")
    (repression,) = (c for c in assault.contexts if c.name == "repression")
    assert {(e.text, e.reason) for e in repression.evidence} >= {("gaz lacrymogènes", "words")}
    assert "ASSAULT/crowd-control" in {e.reason for e in repression.evidence}
    assert all(e.span.of(reading.article.text) == e.text for e in repression.evidence)


def test_a_report_is_about_what_several_sentences_tell() -> None:
    """One sentence of the body alone makes no context of the report; the title counts double."""
    assert [c.name for c in read(REPORT).contexts] == ["diplomatic"]


def test_contexts_and_score_are_in_the_json() -> None:
    """Names on the event, evidence beside it, the score of type and mode."""
    record = to_record(read(REPORT))
    assert [c["name"] for c in record["contexts"]] == ["diplomatic"]
    (event,) = (e for e in record["events"] if e["type"] == "SANCTION")
    assert event["contexts"] == [c["name"] for c in event["why"]["contexts"]] and event["mode"] == ["expel"] and event["score"] == -5.5


def test_explain_tells_contexts_and_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person sees the words that a context rests on."""
    reading = read(REPORT)
    coded = tmp_path / "coded.jsonl"
    coded.write_text(to_json_line(reading) + "\n", encoding="utf-8")
    (event,) = (e for e in json.loads(coded.read_text(encoding="utf-8"))["events"] if e["type"] == "SANCTION")
    explain(event["id"], [coded])
    said = capsys.readouterr().out
    assert "context    diplomatic: « ambassadeur »" in said and "score      -5.5" in said


def test_every_context_has_words_in_every_language_of_ours() -> None:
    """No context can only be told in one language."""
    assert len(lexicon.load_contexts()) == 37
    for language in ("fr", "en"):
        assert set(lexicon.load_context_words(language).labels) == set(lexicon.load_contexts())


def test_a_language_without_words_has_no_contexts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is not needed; a label that is no context is refused with the file's name."""
    path = tmp_path / "contexts.yaml"
    monkeypatch.setattr(lexicon, "language_file", lambda language, name: path)
    assert not lexicon.load_context_words.__wrapped__("xx").labels
    path.write_text("strange: [word]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="contexts.yaml.*strange"):
        lexicon.load_context_words.__wrapped__("xx")
