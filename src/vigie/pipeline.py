"""The whole reading in one screen: a page becomes an article, sentences, mentions, statements, events.

    page → article → sentences → dates, quantities, places → mentions → statements → events, relations
"""

from __future__ import annotations

from collections.abc import Mapping

from vigie.actors import find_mentions
from vigie.article import read_article
from vigie.dates import find_dates
from vigie.errors import InputError, ModelError
from vigie.events import code_contexts, find_events, find_relations
from vigie.models import Parser, load_model
from vigie.places import find_places
from vigie.quantities import find_quantities
from vigie.quotations import find_attributions, find_quotations
from vigie.records import Article, Event, Mention, Page, Quotation, Reading, Rejection
from vigie.stretches import iter_stretches
from vigie.syntax import read_sentences
from vigie.worth import is_worth


class Reader:
    """Reads reports in any installed language.

    Args:
        language: Reads everything as this language (BCP 47); detected for each report when empty.
        models: For a language, another source of parses than the embedded weights: `spacy:NAME` or `conllu:FILE`.

    >>> reader = Reader()
    >>> reader.read("La Turquie a condamné lundi le coup d'État.", published="2022-01-08").events[0].type
    'ACCUSE'
    """

    def __init__(self, language: str = "", models: Mapping[str, str] | None = None) -> None:
        self._language = language
        self._models = dict(models or {})

    def read(
        self, text: str, *, published: str = "", language: str = "", title: str = "", outlet: str = "", url: str = ""
    ) -> Reading:
        """Read one report.

        Args:
            text: The report as captured, furniture and all.
            published: ISO day or instant of publication, where it is known.
            language: BCP 47 code; detected when empty.
            title: Its headline, where the container gives one.
            outlet: Who published it.
            url: Where.

        Raises:
            InputError: The text cannot be read; says why.
        """
        result = self.read_page(
            Page(text=text, published=published, language=language, title=title, outlet=outlet, url=url)
        )
        if isinstance(result, Rejection):
            raise InputError(f"{result.reason}: {result.detail}")
        return result

    def read_page(self, page: Page) -> Reading | Rejection:
        """Read one page: everything that it says, or why it cannot be read."""
        article = read_article(page, self._language)
        if isinstance(article, Rejection):
            return article
        try:
            parser = load_model(article.language, self._models.get(article.language, "embedded"))
        except ModelError as error:
            return Rejection(page.id, page.origin, "models", "language", str(error))
        return read_parsed(article, parser)


def read_parsed(article: Article, parser: Parser, *, parse_all: bool = False) -> Reading:
    """The stages in their order; sentences that no stage can use are not parsed unless `parse_all`."""
    sentences = read_sentences(article, parser, None if parse_all else is_worth(article.language))
    dates = find_dates(article, sentences)
    quantities = find_quantities(article, sentences)
    places = find_places(article, sentences)
    mentions: list[Mention] = []
    statements: list[Quotation] = []
    coded: list[Event] = []
    for part in iter_stretches(article, sentences, dates, quantities, places):
        named = find_mentions(part.article, part.sentences, part.places)
        quoted = find_quotations(part.article, part.sentences, named)
        reported = find_attributions(part.article, part.sentences, named)
        coded += find_events(part.article, part.sentences, part.dates, part.quantities, named, (*quoted, *reported))
        mentions += named
        statements += (*quoted, *reported)
    events, contexts = code_contexts(article, sentences, coded)
    relations = find_relations(article, sentences, mentions)
    return Reading(article, sentences, dates, quantities, tuple(mentions), tuple(statements), events, relations, contexts)
