"""Long texts in stretches, and the bounds of everything that a stretch is made of."""

from itertools import pairwise

from vigie.article import read_article
from vigie.article.blocks import LONGEST_BLOCK
from vigie.lexicon.numerals import Numerals
from vigie.pipeline import Reader
from vigie.records import Article, DateExpression, Page, Sentence, Span
from vigie.stretches import iter_stretches

TEXT = "\n\n".join(f"Le Mali a condamné mardi la Turquie pour la {n}e fois. Le Niger a voté." for n in range(30))


def article_of(text: str) -> Article:
    """A report in French."""
    article = read_article(Page(text=text, published="2022-01-08", language="fr"))
    assert isinstance(article, Article)
    return article


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """One unparsed sentence a block that is read."""
    rows = [(i, b.span) for i, b in enumerate(article.blocks) if b.role != "furniture"]
    return tuple(Sentence(n, span, (), block, is_parsed=False) for n, (block, span) in enumerate(rows))


def test_a_report_of_ordinary_length_is_one_stretch() -> None:
    """It is the article itself, so that nothing changes."""
    article = article_of(TEXT)
    (only,) = iter_stretches(article, sentences_of(article), (), (), ())
    assert only.article is article


def test_stretches_hold_every_sentence_and_every_finding_once() -> None:
    """Each of whole blocks and bounded length; what lies outside is furniture at its own position."""
    article = article_of(TEXT)
    sentences = sentences_of(article)
    dates = [DateExpression(Span(s.span.start + 3, s.span.start + 8), "2022", "x") for s in sentences]
    parts = list(iter_stretches(article, sentences, dates, (), (), longest=500))
    assert len(parts) > 3
    assert tuple(s for p in parts for s in p.sentences) == sentences
    assert [d for p in parts for d in p.dates] == dates
    for part in parts:
        assert part.sentences[-1].span.end - part.sentences[0].span.start <= 500
        read = {i for i, b in enumerate(part.article.blocks) if b.role != "furniture"}
        assert read == {s.block for s in part.sentences} and len(part.article.blocks) == len(article.blocks)
        assert all(b.span == o.span for b, o in zip(part.article.blocks, article.blocks, strict=True))


def test_a_long_text_is_coded_as_its_parts_are() -> None:
    """Every sentence of a text of several stretches tells its event, with the words of the text."""
    text = "\n\n".join(f"Le Mali a condamné mardi la Turquie pour les {n} attaques de Gao. " + 900 * "Oui. " for n in range(1, 12))
    reading = Reader("fr").read(text, published="2022-01-08")
    assert len(text) > 45_000
    told = [e for e in reading.events if e.type == "ACCUSE"]
    assert len(told) >= 2 and all(e.evidence.span.of(text) == e.evidence.text for e in told)


def test_a_paragraph_without_end_becomes_several() -> None:
    """Pieces of bounded length follow one another without a gap, cut behind a sentence where there is one."""
    for unit in ("Le Mali a voté. ", "mali ", "m"):
        text = unit * (35_000 // len(unit))
        blocks = [b for b in article_of(text).blocks if b.role != "furniture"]
        assert len(blocks) > 3 and all(b.span.end - b.span.start <= LONGEST_BLOCK for b in blocks)
        assert all(one.span.end == two.span.start for one, two in pairwise(blocks))
        if unit.startswith("Le"):
            assert all(text[b.span.end - 1] == "." or text[b.span.end - 2] == "." for b in blocks)


def test_a_spelled_number_has_an_end() -> None:
    """Number words without end give a bounded number of readings from each."""
    numerals = Numerals({"mille": 1000, "deux": 2}, [])
    assert len(list(numerals.read(["deux", "mille"] * 500, 0))) < 50
