"""What stands where around a word: predicates, infinitives, relatives without a relative word."""

import pytest

from vigie.events.slots import slots_of
from vigie.lexicon.grammar import load_grammar
from vigie.records import Sentence, Span, Token


def sentence(tree: str) -> Sentence:
    """A sentence from `text/lemma/UPOS/relation/head[/morph]` for each word."""
    tokens, at = [], 0
    for index, word in enumerate(tree.split()):
        text, lemma, upos, deprel, head, *morph = word.split("/")
        tokens.append(Token(index, at, at + len(text), text, lemma, upos, "".join(morph), int(head), deprel))
        at += len(text) + 1
    return Sentence(0, Span(0, at), tuple(tokens))


def slots(tree: str, index: int) -> dict[str, list[str]]:
    """The slots of a word with their fillers as words."""
    sent = sentence(tree)
    return {slot: [sent.tokens[i].text for i in fillers] for slot, fillers in slots_of(sent, index, load_grammar("en")).items()}


@pytest.mark.parametrize(
    ("tree", "predicate"),
    [
        ("Chile/Chile/PROPN/nsubj/1 called/call/VERB/root/1 it/it/PRON/obj/1 an/a/DET/det/4 outrage/outrage/NOUN/xcomp/1", "outrage"),
        ("Men/man/NOUN/nsubj/1 walked/walk/VERB/root/1 free/free/ADJ/xcomp/1", "free"),
    ],
)
def test_a_predicate_has_a_slot_of_its_own(tree: str, predicate: str) -> None:
    """What a verb says of somebody is a `pred`, and no clause."""
    found = slots(tree, 1)
    assert found["pred"] == [predicate]
    assert "comp" not in found


def test_an_infinitive_is_told_from_a_clause() -> None:
    """Who is told to do something is asked, who is told that something is so is not."""
    start = "They/they/PRON/nsubj/1 told/tell/VERB/root/1 Paris/Paris/PROPN/obj/1 "
    order = slots(start + "to/to/PART/mark/4 leave/leave/VERB/xcomp/1/VerbForm=Inf", 1)
    report = slots(start + "he/he/PRON/nsubj/4 left/leave/VERB/ccomp/1/VerbForm=Fin", 1)
    assert order["inf"] == order["comp"] == ["leave"]
    assert report["comp"] == ["left"]
    assert "inf" not in report


def test_a_relative_clause_without_relative_word_has_its_noun_as_object() -> None:
    """"the reforms he sought": the reforms are what he sought."""
    noun = "the/the/DET/det/1 reforms/reform/NOUN/root/1 "
    assert slots(noun + "he/he/PRON/nsubj/3 sought/seek/VERB/acl:relcl/1/VerbForm=Fin", 3)["obj"] == ["reforms"]


def test_a_relative_word_keeps_its_own_place() -> None:
    """"the day when he left": the day is not what he left."""
    tree = "the/the/DET/det/1 day/day/NOUN/root/1 when/when/ADV/advmod/4/PronType=Rel he/he/PRON/nsubj/4 left/leave/VERB/acl:relcl/1/VerbForm=Fin"
    assert "obj" not in slots(tree, 4)


def test_what_somebody_is_blamed_for_he_has_done() -> None:
    """"Chile blamed Peru for closing the port": the port was closed by Peru."""
    tree = (
        "Chile/Chile/PROPN/nsubj/1 blamed/blame/VERB/root/1 Peru/Peru/PROPN/obj/1 for/for/SCONJ/mark/4 closing/close/VERB/advcl/1/VerbForm=Ger "
        "ports/port/NOUN/obj/4"
    )
    assert slots(tree, 4)["subj"] == ["Peru"]


def test_what_somebody_promises_he_does_himself() -> None:
    """"Chile promised Peru to open the port": Chile opens it."""
    tree = (
        "Chile/Chile/PROPN/nsubj/1 promised/promise/VERB/root/1 Peru/Peru/PROPN/obj/1 to/to/PART/mark/4 open/open/VERB/xcomp/1/VerbForm=Inf "
        "ports/port/NOUN/obj/4"
    )
    assert slots(tree, 4)["subj"] == ["Chile"]


def test_a_name_owns_nothing_by_the_genitive() -> None:
    """"the visit to Hanoi of the minister", where a parser hangs the minister on the town: it is his visit."""
    tree = (
        "visit/visit/NOUN/root/0 to/to/ADP/case/2 Hanoi/Hanoi/PROPN/nmod/0 of/of/ADP/case/4 minister/minister/NOUN/nmod/2"
    )
    assert slots(tree, 0)["of"] == ["minister"]
