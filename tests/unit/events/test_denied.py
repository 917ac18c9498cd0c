"""Words that tell of a refusal because they are denied."""

import pytest

from vigie.errors import LexiconError
from vigie.events.assertion import negation_of
from vigie.lexicon.entries import read_entry
from vigie.lexicon.grammar import load_grammar, load_status_words
from vigie.lexicon.ontology import load_modes
from vigie.records import Sentence, Span, Token


def sentence(*words: tuple[str, str, str, int, str, str]) -> Sentence:
    """A sentence from text, lemma, part of speech, head, relation and morphology of each word."""
    tokens = tuple(Token(i, 20 * i, 20 * i + len(w[0]), w[0], w[1], w[2], w[5], w[3], w[4]) for i, w in enumerate(words))
    return Sentence(0, Span(0, 20 * len(tokens)), tokens)


NOT = ("not", "not", "PART", 0, "advmod", "")
WILL = ("will", "will", "AUX", 0, "aux", "VerbForm=Fin")
DOES = ("does", "do", "AUX", 0, "aux", "Mood=Ind|Tense=Pres|VerbForm=Fin")
SIGN = ("sign", "sign", "VERB", 0, "root", "VerbForm=Inf")


@pytest.mark.parametrize(("words", "found"), [((SIGN, NOT, WILL), "willed"), ((SIGN, NOT, DOES), "any"), ((SIGN, WILL), "")])
def test_a_verb_is_denied_for_now_or_for_good(words: tuple[tuple[str, str, str, int, str, str], ...], found: str) -> None:
    """"will not sign" says what somebody will not do, "does not sign" what is not so, "will sign" neither."""
    sent = sentence(*words)
    assert negation_of(sent, sent.tokens[0], load_status_words("en"), load_grammar("en")) == found


def test_a_lemma_for_every_word_needs_a_denial() -> None:
    """An entry for every verb would make each of them an event."""
    with pytest.raises(LexiconError, match="only with 'negated'"):
        read_entry({"verb": "*", "code": "REJECT", "actor": "subj"}, {}, load_modes(), "en", "here")
