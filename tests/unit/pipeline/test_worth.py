"""Leaving sentences unparsed changes nothing."""

import json
from pathlib import Path

import pytest

from vigie.article import read_article
from vigie.export import to_json_line
from vigie.inputs import iter_pages
from vigie.models import load_model
from vigie.pipeline import read_parsed
from vigie.records import Article, Page
from vigie.syntax import draft_sentences
from vigie.worth import is_worth

ROOT = Path(__file__).parents[3]
SOURCES = [ROOT / "examples", *sorted((ROOT.parent / "shared" / "gold").glob("dev-*.jsonl"))]
IDLE = "Le Mali a expulsé l'ambassadeur du Togo.\n\nAssez tard, hier soir.\n\nLe Togo a protesté."


def outputs(article: Article) -> list[str]:
    parser = load_model(article.language)
    readings = [read_parsed(article, parser, parse_all=parse_all) for parse_all in (False, True)]
    return [json.dumps(json.loads(to_json_line(r)), sort_keys=True) for r in readings]


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.name)
def test_output_is_the_same_both_ways(source: Path) -> None:
    """On the example reports, and on the dev reports where they lie beside the checkout."""
    for page in iter_pages(str(source)):
        assert isinstance(page, Page)
        article = read_article(page)
        assert isinstance(article, Article)
        some, every = outputs(article)
        assert some == every


def test_an_idle_sentence_is_left_out() -> None:
    """There is something to leave out at all."""
    article = read_article(Page(text=IDLE, language="fr"))
    assert isinstance(article, Article)
    assert [is_worth("fr")(d) for d in draft_sentences(article)] == [True, False, True]
    some, every = outputs(article)
    assert some == every
