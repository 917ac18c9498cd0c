"""An article's blocks → sentences with their trees, in two steps.

Sentences are drafted by rules first, which is cheap; only those that somebody wants are parsed. The others
keep their words and positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from vigie.models import Annotation, Parser, Tree
from vigie.records import Article, Sentence, Span, Token
from vigie.syntax.lemmas import LemmaTable, load_lemmas
from vigie.syntax.mending import mended
from vigie.syntax.rules import CuttingRules, load_rules
from vigie.syntax.segments import Draft, split_words
from vigie.syntax.words import find_words
from vigie.text import plain_characters, plain_dashes

Wanted = Callable[[Draft], bool]

_DASH = "-"
_PARTICIPLE = "Tense=Past|VerbForm=Part"
_VERBAL_PLACES = (frozenset({"acl", "amod", "root", "ccomp", "advcl", "parataxis"}), frozenset({"acl", "root", "advcl"}))
"""Relations in which a word that is listed as a verb alone is one: tagged as a noun, tagged as an adjective."""
_FINITE = ("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")
_OPENING = frozenset("«“\"‘")
_CLOSING = frozenset("»”\"’")
_OF_NOUNS = frozenset({"det", "case", "nummod"})
"""What hangs on nouns alone."""
_MISTAKEN = frozenset({"NOUN", "ADJ", "PROPN", "X"})


def read_sentences(article: Article, parser: Parser, wanted: Wanted | None = None) -> tuple[Sentence, ...]:
    """The sentences of an article's readable blocks, in order.

    Args:
        article: Its `language` chooses the cutting rules and lemmas.
        parser: From `vigie.models.load_model`.
        wanted: Which drafts are worth a parse; all when it is not given.
    """
    return parse_sentences(tuple(draft_sentences(article)), parser, wanted, article.text)


def draft_sentences(article: Article) -> Iterator[Draft]:
    """Cut the readable blocks into words and sentences; a sentence never crosses a block."""
    rules = load_rules(article.language)
    plain = plain_characters(article.text)
    index = 0
    for number, block in enumerate(article.blocks):
        if block.role == "furniture":
            continue
        for words, is_dateline in _block_sentences(article, plain, block.span, rules):
            span = Span(words[0].start, words[-1].end)
            yield Draft(index, number, span, words, span.of(article.text), is_dateline)
            index += 1


def _block_sentences(
    article: Article, plain: str, block: Span, rules: CuttingRules
) -> Iterator[tuple[tuple[Span, ...], bool]]:
    start = block.start
    dateline = article.dateline.span if article.dateline else None
    if dateline is not None and block.covers(dateline) and dateline.start < dateline.end:
        before = tuple(find_words(plain, start, dateline.start, rules))
        if before:
            yield before, False
        start = _past_dash(plain, dateline.end, block.end)
        head = tuple(find_words(plain, dateline.start, start, rules))
        if head:
            yield head, True
    words = tuple(find_words(plain, start, block.end, rules))
    for sentence in split_words(article.text, plain, words, rules):
        yield sentence, False


def _past_dash(plain: str, start: int, end: int) -> int:
    while start < end and (plain[start].isspace() or plain_dashes(plain[start]) == _DASH):
        start += 1
    return start


def parse_sentences(
    drafts: Sequence[Draft], parser: Parser, wanted: Wanted | None, text: str
) -> tuple[Sentence, ...]:
    """Parse the drafts that are wanted.

    Args:
        drafts: In order.
        parser: Of the article's language.
        wanted: Which drafts to parse; all when None. Datelines never are.
        text: The article's text as captured.
    """
    chosen = [d for d in drafts if not d.is_dateline and (wanted is None or wanted(d))]
    trees = parser.parse([[span.of(text) for span in d.words] for d in chosen])
    lemmas = load_lemmas(parser.language)
    found = {draft.index: tree for draft, tree in zip(chosen, trees, strict=True)}
    return tuple(
        _parsed(draft, found[draft.index], lemmas, text) if draft.index in found else _unparsed(draft, text)
        for draft in drafts
    )


def _parsed(draft: Draft, tree: Tree, lemmas: LemmaTable, text: str) -> Sentence:
    tokens = []
    for i, (span, word) in enumerate(zip(draft.words, _with_verbs(draft, tree, lemmas, text), strict=True)):
        written = span.of(text)
        lemma = word.lemma or lemmas.lemma(written, word.upos, word.morph)
        tokens.append(
            Token(
                i, span.start, span.end, written, lemma, word.upos, word.morph, word.head, word.deprel,
                word.name, word.name_start,
            )
        )  # fmt: skip
    return Sentence(draft.index, draft.span, tuple(tokens), draft.block)


def _with_verbs(draft: Draft, tree: Tree, lemmas: LemmaTable, text: str) -> Tree:
    """The tree, with verbs that the tagger took for nouns or adjectives.

    A word with an auxiliary and no copula is a participle ("a *félicité*"), and so is a form that is known as a participle alone
    ("*Limogé* lundi, …"). Right behind a quotation or a name, or before a quotation, a finite form that is nothing else is a verb too ("…", *soupire* une voisine).
    """
    predicates = {w.head for w in tree if w.deprel == "cop"}
    marked = {w.head for w in tree if w.deprel.startswith("aux")} - predicates
    nouns = {w.head for w in tree if w.deprel.partition(":")[0] in _OF_NOUNS}

    def morph_of(i: int, word: Annotation) -> str | None:
        """Its features as a verb, or None when it is none."""
        if word.upos not in _MISTAKEN and word.upos != "ADV" or i in predicates:
            return None
        form = draft.words[i].of(text)
        if form.islower() and not word.name and i not in nouns and lemmas.told(form, "VERB") and (form, word.upos) not in lemmas.forms:
            return ""
        if word.upos == "ADV":
            return finite(i, word, form) if form.islower() and not word.name else None
        if i in marked:
            return _PARTICIPLE if lemmas.knows(form, "VERB", _PARTICIPLE) else None
        if word.name or not (i == 0 or form.islower()):
            return None
        if word.deprel in _VERBAL_PLACES[word.upos == "ADJ"] and lemmas.is_only(form, "VERB", _PARTICIPLE, word.upos):
            return _PARTICIPLE if word.deprel in ("acl", "amod") else ""
        return finite(i, word, form)

    def finite(i: int, word: Annotation, form: str) -> str | None:
        if i in nouns or word.deprel == "compound":
            return None
        before = [draft.words[k].of(text) for k in range(max(0, i - 2), i)]
        behind_quote = bool(before) and (before[-1][:1] in _CLOSING or before[-1] == "," and before[0][:1] in _CLOSING)
        before_quote = i + 1 < len(tree) and draft.words[i + 1].of(text) in _OPENING
        behind_name = bool(i) and (tree[i - 1].upos == "PROPN" or bool(tree[i - 1].name))
        if not (behind_quote or before_quote or behind_name):
            return None
        if not behind_quote and word.upos in ("ADJ", "X") and lemmas.is_only(form, "VERB", _PARTICIPLE, "NOUN"):
            return None
        return next((m for m in _FINITE if lemmas.is_verb_alone(form, m, word.upos)), None)

    found = [morph_of(i, w) for i, w in enumerate(tree)]
    words = tuple(w if m is None else replace(w, upos="VERB", morph=m, lemma="") for w, m in zip(tree, found, strict=True))
    spans = [span.of(text) for span in draft.words]
    return mended(tuple(_with_tense(word, form, lemmas) for word, form in zip(words, spans, strict=True)), spans)


def _with_tense(word: Annotation, written: str, lemmas: LemmaTable) -> Annotation:
    """A finite verb with the mood or tense that its ending tells for sure."""
    told = lemmas.told(written, word.upos) if word.upos == "VERB" else ""
    if not told or told in word.morph.split("|") or "VerbForm=Part" in word.morph:
        return word
    others = [f for f in word.morph.split("|") if f.partition("=")[0] not in ("Mood", "Tense", "VerbForm") and f]
    mood = told if told.startswith("Mood=") else "Mood=Ind"
    tense = told if told.startswith("Tense=") else "Tense=Pres"
    return replace(word, morph="|".join(sorted({*others, mood, tense, "VerbForm=Fin"})))


def _unparsed(draft: Draft, text: str) -> Sentence:
    tokens = tuple(
        Token(i, span.start, span.end, span.of(text), "", "", "", i, "") for i, span in enumerate(draft.words)
    )
    return Sentence(draft.index, draft.span, tokens, draft.block, is_parsed=False)
