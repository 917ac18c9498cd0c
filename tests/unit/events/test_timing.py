"""Which date is an event's, or that it has none."""

from pathlib import Path

import pytest

from vigie.dates import find_dates
from vigie.errors import ModelError
from vigie.events.timing import Calendar, Moment, Told, choose, load_weights, precision
from vigie.models import load_model
from vigie.pipeline import Reader
from vigie.records import Article, Block, Span
from vigie.syntax import read_sentences

WEDNESDAY = "2023-09-20"
READERS = {"fr": Reader("fr"), "en": Reader("en")}


def dates(text: str, language: str) -> dict[str, str]:
    """The date of each event of a text, by trigger."""
    events = READERS[language].read(text, published=WEDNESDAY, language=language).events
    return {e.evidence.text: e.date for e in events}


@pytest.mark.parametrize(
    ("text", "trigger", "date"),
    [
        ("Le Tchad a condamné mardi l'attaque lancée par le Soudan.", "a condamné", "2023-09-19"),
        ("Le Tchad a rappelé lundi son ambassadeur et fermé sa frontière avec le Soudan.", "a rappelé", "2023-09-18"),
        ("Lundi, l'armée soudanaise a bombardé un village tchadien, tuant neuf civils.", "a bombardé", "2023-09-18"),
    ],
)
def test_the_date_of_the_clause(text: str, trigger: str, date: str) -> None:
    """The expression of an event's own clause is its date."""
    assert dates(text, "fr")[trigger] == date


def test_an_act_that_the_report_does_not_date_has_no_date() -> None:
    """No day is made up for a lasting attitude."""
    assert set(dates("The European Union supports Moldova.", "en").values()) == {""}


def test_an_events_date_says_where_it_was_read() -> None:
    """The reason names the rule and the verb, and the span holds the words."""
    text = "La Turquie a expulsé mardi l'ambassadeur de Suède."
    (event,) = READERS["fr"].read(text, published=WEDNESDAY, language="fr").events
    assert event.date == "2023-09-19" and event.date_span is not None and event.date_span.of(text) == "mardi"
    assert event.date_reason == "weekday, past: 'a expulsé'"


def test_options_are_distinct_and_begin_with_none() -> None:
    """One option a value: no date first, then expressions here and before; the report's own day only where the text tells it or the encoder takes it so."""
    text = "Le maire a été enlevé lundi. Il a été libéré lundi, puis soigné mardi."
    article = Article(text, "fr", (Block(Span(0, len(text)), "paragraph"),), published=WEDNESDAY)
    sentences = read_sentences(article, load_model("fr"))
    calendar = Calendar(article, sentences, find_dates(article, sentences))
    token = next(t for t in sentences[1].tokens if t.text == "libéré")
    moments = calendar.moments(Told(sentences[1], token, "RETREAT", "occurred"))
    assert [m.value for m in moments] == ["", "2023-09-18", "2023-09-19"]
    told = calendar.moments(Told(sentences[1], token, "RETREAT", "occurred", days={WEDNESDAY: 0.5}))
    assert [m.value for m in told] == ["", "2023-09-18", "2023-09-19", WEDNESDAY]


def test_a_date_far_from_the_word_is_an_option_where_the_encoder_takes_it_so() -> None:
    """It is told with its words, and every option with the encoder's share."""
    text = "Le maire a été enlevé lundi. Il se tait. Elle se tait. On se tait. Vous vous taisez. Il a été libéré."
    article = Article(text, "fr", (Block(Span(0, len(text)), "paragraph"),), published=WEDNESDAY)
    sentences = read_sentences(article, load_model("fr"))
    token = next(t for t in sentences[-1].tokens if t.text == "libéré")
    calendar = Calendar(article, sentences[:1] + sentences[-1:], find_dates(article, sentences))
    calendar.lead = None
    plain, told = (
        calendar.moments(Told(sentences[-1], token, "RETREAT", "occurred", days=days)) for days in ({}, {"": 0.3, "2023-09-18": 0.6, "1999": 0.1})
    )
    assert [m.value for m in plain] == [""] and [m.value for m in told] == ["", "2023-09-18"]
    assert told[-1].date is not None and told[-1].date.span.of(text) == "lundi" and "told elsewhere" in told[-1].reason
    assert [m.features["context share"] for m in told] == [0.3, 0.6] and "context share" not in plain[0].features


def test_no_date_must_be_likelier_by_far() -> None:
    """The reserve lowers the first option alone."""
    none, day = Moment(""), Moment("2023-09-18")
    assert choose([none, day], [0.6, 0.5], 0.5) is day and choose([none, day], [0.6, 0.5], 1.0) is none


@pytest.mark.parametrize(
    ("value", "kind"),
    [("2023-09-18", "day"), ("2023-W38", "week"), ("2023-09", "month"), ("2023", "year"), ("2023-09-17/2023-09-18", "nights"),
     ("2023-04/2023-06", "range"), ("2014/..", "since"), ("../2030", "until")],
)  # fmt: skip
def test_precision(value: str, kind: str) -> None:
    """The size of a value is read from its form."""
    assert precision(value) == kind


def test_missing_weights_are_told_in_a_line(tmp_path: Path) -> None:
    """The error says what, where and what to do."""
    with pytest.raises(ModelError, match="no weights of dates"):
        load_weights(tmp_path / "none.json")
