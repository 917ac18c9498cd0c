"""Where sentences end: quotation marks, abbreviations, inverted attributions, bullets, capitals."""

import pytest

from vigie.article import read_article
from vigie.records import Article, Page
from vigie.syntax import draft_sentences


def sentences(text: str) -> list[str]:
    article = read_article(Page(text="Un titre de rapport\n\n" + text), "fr")
    assert isinstance(article, Article)
    return [d.span.of(article.text) for d in draft_sentences(article) if d.span.start >= len("Un titre de rapport")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Akar a dit non à Mme Dupont et au Gén. Traoré. Le débat est clos.", 2),
        ('"Nous partons." Le ministre a quitté la salle.', 2),
        ('"Nous voulons la paix", a-t-il dit, "et vite". Il est parti lundi.', 2),
        ("« Que faire ? » a demandé le ministre. Nul n'a répondu.", 2),
        ("Le pays compte 3,5 millions d'habitants et 12.000 soldats. La paix tient.", 2),
        ("Le texte prévoit :\n- un retrait des troupes ;\n- un échange de prisonniers.", 3),
        ("L'accord du 5 janv. 2022 a tenu. Il expire demain.", 2),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, count: int) -> None:
    """Marks and abbreviations that end nothing do not cut."""
    assert len(sentences(text)) == count, sentences(text)


def test_a_dateline_in_capitals_is_no_sentence_of_its_own() -> None:
    """BAMAKO, 5 juin (Reuters) - is set aside, the sentence behind it is whole."""
    found = sentences("BAMAKO, 5 juin (Reuters) - Le Mali a rappelé lundi son ambassadeur au Burundi.")
    assert found == ["Le Mali a rappelé lundi son ambassadeur au Burundi."]
