"""What must hold of dates, whatever the day of the report."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.dates import find_dates
from vigie.models import load_model
from vigie.records import Article, Block, Sentence, Span
from vigie.syntax import read_sentences

RELATIVE = {
    "fr": [
        "Le convoi a été attaqué lundi.", "Le convoi partira jeudi.", "Le convoi est parti hier.", "Le convoi partira après-demain.",
        "Le convoi est parti il y a trois jours.", "Le convoi est parti mardi. Il a été attaqué le lendemain.", "Le convoi est bloqué depuis lundi.",
        "Le convoi partira d'ici vendredi.", "Le convoi a été pillé dans la nuit de lundi à mardi.", "Le convoi est parti le week-end dernier.",
        "Le convoi partira la semaine prochaine.", "Le convoi est arrivé ces derniers jours.",
    ],
    "en": [
        "The convoy was attacked on Monday.", "The convoy will leave on Thursday.", "The convoy left yesterday.", "The convoy left three days ago.",
        "The convoy left on Tuesday. It was attacked the next day.", "The convoy has been stuck since Monday.", "The convoy will leave by Friday.",
        "The convoy will leave next week.", "The convoy was shelled overnight.",
    ],
}  # fmt: skip


def _parsed(text: str, language: str) -> tuple[Article, tuple[Sentence, ...]]:
    article = Article(text, language, (Block(Span(0, len(text)), "paragraph"),))
    return article, tuple(read_sentences(article, load_model(language)))


PARSED = [_parsed(text, language) for language, texts in RELATIVE.items() for text in texts]


def _on(number: int, day: date) -> list[str]:
    article, sentences = PARSED[number]
    dated = Article(article.text, article.language, article.blocks, published=day.isoformat())
    return [d.value for d in find_dates(dated, sentences)]


def _a_week_later(value: str) -> str:
    def moved(edge: str) -> str:
        if "W" in edge:
            year, week, _ = (date.fromisocalendar(int(edge[:4]), int(edge[6:]), 1) + timedelta(7)).isocalendar()
            return f"{year}-W{week:02d}"
        return edge if edge == ".." else (date.fromisoformat(edge) + timedelta(7)).isoformat()

    return "/".join(moved(edge) for edge in value.split("/"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(PARSED) - 1), st.dates(date(1999, 1, 1), date(2060, 12, 31)))
def test_a_report_a_week_later_tells_of_days_a_week_later(number: int, day: date) -> None:
    """Relative days, nights, weeks and open intervals move with the report."""
    values = _on(number, day)
    assert values and all(values)
    assert _on(number, day + timedelta(7)) == [_a_week_later(v) for v in values]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1999, 1, 1), date(2060, 12, 31)))
def test_a_weekday_lies_within_a_week_of_the_report(day: date) -> None:
    """A past weekday is the report's own day or one of the six before; a future one its own or one of the six after."""
    past, future = (date.fromisoformat(_on(i, day)[0]) for i in (0, 1))
    assert 0 <= (day - past).days < 7 and past.isoweekday() == 1
    assert 0 <= (future - day).days < 7 and future.isoweekday() == 4
