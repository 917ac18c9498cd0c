"""Trees put right where they contradict themselves, and verbs whose ending tells their tense."""

from vigie.models import Annotation
from vigie.pipeline import Reader
from vigie.syntax.lemmas import load_lemmas
from vigie.syntax.mending import mended


def tree(*rows: tuple[str, str, int, str]) -> tuple[tuple[Annotation, ...], list[str]]:
    """A tree and its words from (word, part of speech, head, relation)."""
    words = tuple(Annotation(upos=upos, morph="", head=head, deprel=relation) for _, upos, head, relation in rows)
    return words, [row[0] for row in rows]


def test_a_phrase_that_the_tree_made_a_subject_is_joined() -> None:
    """"the accord between A and B provides": B hangs on A, the accord on the verb."""
    words, forms = tree(
        ("accord", "NOUN", 0, "root"), ("between", "ADP", 2, "case"), ("Peru", "PROPN", 0, "nmod"), ("and", "CCONJ", 5, "cc"),
        ("Chile", "PROPN", 5, "nsubj"), ("provides", "VERB", 0, "conj"),
    )  # fmt: skip
    found = mended(words, forms)
    assert [(w.head, w.deprel) for w in found] == [(5, "nsubj"), (2, "case"), (0, "nmod"), (4, "cc"), (2, "conj"), (5, "root")]


def test_a_joined_clause_keeps_its_subject() -> None:
    """"A condemns and B backs": nothing is wrong, nothing is changed."""
    words, forms = tree(
        ("Peru", "PROPN", 1, "nsubj"), ("condemns", "VERB", 1, "root"), ("and", "CCONJ", 4, "cc"), ("Chile", "PROPN", 4, "nsubj"),
        ("backs", "VERB", 1, "conj"),
    )  # fmt: skip
    assert mended(words, forms) == words


def test_the_subject_behind_an_opening_participle_is_the_verbs() -> None:
    """"Denouncing the coup, France suspended aid": France suspends."""
    words, forms = tree(
        ("Denouncing", "VERB", 4, "csubj"), ("coup", "NOUN", 0, "obj"), (",", "PUNCT", 0, "punct"), ("France", "PROPN", 0, "obj"),
        ("suspended", "VERB", 4, "root"),
    )  # fmt: skip
    found = mended(words, forms)
    assert (found[3].head, found[3].deprel, found[0].deprel) == (4, "nsubj", "advcl")


def test_an_ending_tells_the_mood() -> None:
    """A conditional is one although the tagger says imperfect; an imperfect in -rait is none."""
    lemmas = load_lemmas("fr")
    assert lemmas.told("adopterait", "VERB") == "Mood=Cnd" and lemmas.told("signerons", "VERB") == "Tense=Fut"
    assert lemmas.told("tirait", "VERB") == "" and lemmas.told("livrait", "VERB") == ""
    sentence = Reader("fr").read("L'Europe adopterait des sanctions contre le Pérou.", published="2023-09-16", language="fr").sentences[0]
    assert next(t for t in sentence.tokens if t.text == "adopterait").feat("Mood") == "Cnd"
