"""Is it said to have happened? Status of an event, from the words above it in the tree.

The path from the trigger to the root is read upwards: negation, mood and tense of the verb itself, then each
verb, noun, adjective or conjunction that governs it (status.yaml). The strongest effect wins; `drop` means that the words name no event
of their own ("appelle la Russie à *retirer* ses troupes" is a request, and no withdrawal).
"""

from __future__ import annotations

from dataclasses import dataclass

from vigie.events.clauses import VERBAL, is_charge, is_participle, is_passive
from vigie.lexicon.grammar import Grammar, StatusWords
from vigie.records import Sentence, Token

_RANK = {"occurred": 0, "scheduled": 1, "alleged": 2, "possible": 3, "negated": 4, "drop": 5}
_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis", "conj", "root"})
_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "obj", "obl", "nmod", "acl", "nsubj", "advcl", "iobj"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """The status of an event and the word that decided it."""

    status: str
    reason: str = ""


def _stronger(a: Assertion, b: Assertion) -> Assertion:
    return b if _RANK[b.status] > _RANK[a.status] else a


def _finite(sent: Sentence, token: Token) -> Token:
    """The word that bears the tense of a verb: an auxiliary or the verb itself."""
    for child in sent.dependents(token.index, "aux", "cop"):
        if child.feat("VerbForm") == "Fin":
            return child
    return token


def is_negated(sent: Sentence, token: Token, grammar: Grammar) -> bool:
    """Whether a word is denied: by an adverb on it, by a negative determiner on it, or by a negative subject or object."""
    children = sent.dependents(token.index)
    is_weak = any(t.text.lower() in grammar.weak_negators for t in children)
    for child in children:
        form = child.text.lower()
        if child.relation == "advmod" and form in grammar.negators:
            if form in grammar.paired_negators and not is_weak or _is_limited(sent, child, grammar):
                continue
            return True
        if child.relation in ("det", "advmod") and form in grammar.negative_determiners:
            return True
        if child.relation in ("nsubj", "obj") and token.upos in VERBAL and _is_nobody(sent, child, grammar, is_weak):
            return True
    return False


def _is_limited(sent: Sentence, negator: Token, grammar: Grammar) -> bool:
    """ "*not only* bombed": what follows the negation denies that this is all."""
    after = sent.tokens[negator.index + 1 : negator.index + 2]
    return any(t.text.lower() in grammar.limiting_adverbs for t in after)


def _is_nobody(sent: Sentence, phrase: Token, grammar: Grammar, is_weak: bool) -> bool:
    """ "*no soldier*", "*neither China* nor Russia", "*nobody*"; where the language denies twice, only beside the weak negation."""
    if grammar.weak_negators and not is_weak:
        return False
    if phrase.text.lower() in grammar.negative_pronouns:
        return True
    for child in sent.dependents(phrase.index, "det", "cc", "advmod"):
        form = child.text.lower()
        if form in (grammar.negative_determiners if child.relation == "det" else grammar.negators) and not _is_limited(sent, child, grammar):
            return True
    return False


def _tense(sent: Sentence, token: Token, words: StatusWords) -> Assertion:
    finite = _finite(sent, token)
    mood, tense = finite.feat("Mood"), finite.feat("Tense")
    helpers = sent.dependents(token.index, "aux")
    if mood == "Cnd":
        if finite.deprel != "aux:tense" and _is_reported(sent, token):
            return Assertion("scheduled", f"future of the past in '{finite.text}'")
        modal = any(words.operators.get(a.lemma) for a in helpers) or _has_condition(sent, token, words)
        return Assertion("possible" if modal else "alleged", f"conditional of '{finite.text}'")
    if tense == "Fut":
        return Assertion("scheduled", f"future of '{finite.text}'")
    to_come = any(t.feat("VerbForm") == "Inf" for t in (token, *helpers))
    for child in helpers:
        if child.lemma in words.future_auxiliaries and child.feat("Tense") == "Pres" and to_come:
            return Assertion("scheduled", f"near future with '{child.text}'")
        if child.lemma in words.reported_future and not is_participle(token) and _is_reported(sent, token):
            return Assertion("scheduled", f"future of the past with '{child.text}'")
        if child.deprel != "aux:pass" and words.operators.get(child.lemma):
            return Assertion(words.operators[child.lemma], f"'{child.text}'")
    return Assertion("occurred")


def negation_of(sent: Sentence, token: Token, words: StatusWords, grammar: Grammar) -> str:
    """`willed` where a verb is denied in the future, the conditional or under a modal, `any` where it is otherwise, else empty."""
    if not is_negated(sent, token, grammar):
        return ""
    return "any" if _tense(sent, token, words).status == "occurred" else "willed"


def _is_reported(sent: Sentence, token: Token) -> bool:
    """Whether a clause is what somebody said in the past: "announced that it *would* …"."""
    here = token
    while here.relation == "conj" and sent.tokens[here.head].upos in VERBAL and here.head != here.index:
        here = sent.tokens[here.head]
    speech = [sent.tokens[here.head]] if here.relation == "ccomp" else sent.dependents(here.index, "parataxis")
    return any(v.index != here.index and v.upos in VERBAL and _finite(sent, v).feat("Mood") in ("", "Ind") and _is_past(sent, v) for v in speech)


def _is_past(sent: Sentence, verb: Token) -> bool:
    finite = _finite(sent, verb)
    if any(is_participle(a) for a in sent.dependents(verb.index, "aux")):  # "a *fait* savoir"
        return True
    return finite.feat("Tense") in ("Past", "Imp") or is_participle(verb) and finite.index != verb.index and not is_passive(sent, verb.index)


def _has_condition(sent: Sentence, token: Token, words: StatusWords) -> bool:
    """Whether a verb stands under a condition: "would support it *if* …"."""
    clauses = sent.dependents(token.index, "advcl")
    return any(words.marks.get(m.text.lower()) == "possible" for c in clauses for m in sent.dependents(c.index, "mark"))


def own_status(sent: Sentence, token: Token, words: StatusWords, grammar: Grammar) -> Assertion:
    """What a word's own tense, mood, adverbs and negation say."""
    result = Assertion("occurred")
    if token.upos in VERBAL:
        result = _tense(sent, token, words)
    for child in sent.dependents(token.index, "advmod", "amod", "mark", "acl"):
        for table in (words.adverbs, words.adjectives):
            if child.lemma in table and (table is words.adverbs) == (child.relation == "advmod"):
                result = _stronger(result, Assertion(table[child.lemma], f"'{child.text}'"))
    if is_negated(sent, token, grammar):
        result = _stronger(result, Assertion("negated", "negation"))
    return result


def _mark_effect(sent: Sentence, token: Token, words: StatusWords, grammar: Grammar) -> Assertion:
    if is_charge(sent, token, grammar):
        return Assertion("occurred")
    for child in sent.dependents(token.index, "mark", "case"):
        effect = words.marks.get(child.text.lower())
        if effect and (child.relation == "mark" or token.feat("VerbForm") == "Inf"):
            return Assertion(effect, f"after '{child.text}'")
    return Assertion("occurred")


def assert_status(sent: Sentence, index: int, words: StatusWords, grammar: Grammar, carrier: int = -1) -> Assertion:
    """Status of the event that the word at `index` tells of.

    Args:
        sent: The sentence.
        index: The trigger.
        words: The language's status words.
        grammar: The language's closed-class words.
        carrier: The support verb that carries an event noun, or -1: its tense is the event's.
    """
    token = sent.tokens[index]
    result = own_status(sent, token, words, grammar)
    result = _stronger(result, _mark_effect(sent, token, words, grammar))
    here = token
    seen = {index}
    while here.head != here.index and here.head not in seen:
        head = sent.tokens[here.head]
        seen.add(head.index)
        below = here.relation
        if head.index == carrier and not (head.lemma in words.presupposing and is_negated(sent, head, grammar)):
            result = _stronger(result, own_status(sent, head, words, grammar))
        elif below == "conj":
            if here.upos in VERBAL and head.upos in VERBAL and here.feat("VerbForm") in ("Inf", "Part"):
                result = _stronger(result, _share(own_status(sent, head, words, grammar)))
        elif below in _COMPLEMENT or here.deprel in _CLAUSAL:
            result = _stronger(result, _governed(sent, here, head, words, grammar, token))
        result = _stronger(result, _mark_effect(sent, head, words, grammar)) if below in _COMPLEMENT | {"conj"} else result
        if here.deprel in ("acl:relcl", "parataxis"):
            break
        here = head
    return result


def is_open(sent: Sentence, index: int) -> bool:
    """Whether a word's form leaves open that its act is still to come: a noun, an infinitive, a verb in the present tense."""
    token = sent.tokens[index]
    if token.upos not in VERBAL:
        return not is_participle(token)
    if is_participle(token) and not is_passive(sent, index):
        return False
    return _finite(sent, token).feat("Tense") in ("", "Pres")


def _share(assertion: Assertion) -> Assertion:
    """What a coordinated verb inherits from the first: plans and possibilities, never its negation."""
    return Assertion("occurred") if assertion.status == "negated" else assertion


def _governed(
    sent: Sentence, here: Token, head: Token, words: StatusWords, grammar: Grammar, trigger: Token
) -> Assertion:
    effect = words.operators.get(head.lemma, "")
    nominal = here.relation in ("obj", "obl", "nmod", "nsubj", "iobj")
    if nominal and here.index != trigger.index:
        return Assertion("occurred")
    if here.relation == "nsubj":
        said = _predicated(sent, here, head, words, grammar)
        if said is not None:
            return said
        if head.upos in VERBAL and not is_passive(sent, head.index):  # "rioters *set* fire" plan nothing
            return Assertion("occurred")
    if here.relation == "xcomp" and head.lemma in words.hearsay and is_passive(sent, head.index):
        return Assertion("alleged", f"under '{head.text}'")
    if here.relation == "advcl" and not is_charge(sent, here, grammar) or not effect:
        if here.relation in ("xcomp", "ccomp") and head.upos in VERBAL:
            if is_negated(sent, head, grammar):
                return Assertion("negated", f"'{head.text}' is denied")
            if here.relation == "xcomp" and head.lemma in words.future_auxiliaries and here.feat("VerbForm") == "Inf" and head.feat("Tense") == "Pres":
                return Assertion("scheduled", f"near future with '{head.text}'")
            own = _tense(sent, head, words)
            return own if own.status in ("scheduled",) and here.relation == "xcomp" else Assertion("occurred")
        return Assertion("occurred")
    if effect == "negated" and is_negated(sent, head, grammar):
        return Assertion("occurred")
    return Assertion(effect, f"under '{head.text}'")


def _predicated(sent: Sentence, here: Token, head: Token, words: StatusWords, grammar: Grammar) -> Assertion | None:
    """What is said of an event noun that is the subject: "a meeting *is under consideration*", "the talks *will begin*"; None for nothing."""
    if head.lemma in words.occasions:
        return own_status(sent, head, words, grammar)
    effect = words.predicates.get(head.lemma, "")
    is_predicate = head.upos not in VERBAL and bool(sent.dependents(head.index, "case"))
    is_open = is_passive(sent, head.index) and _finite(sent, head).feat("Tense") == "Pres"
    return Assertion(effect, f"'{head.text}'") if effect and (is_predicate or is_open) else None
