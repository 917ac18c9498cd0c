"""Status of an event, from negation, mood, tense, what is said of it and its day."""

import pytest

from vigie.pipeline import Reader

READERS = {language: Reader(language) for language in ("fr", "en")}


def status_of(language: str, text: str, kind: str) -> str:
    """The status of the first event of a type; empty when there is none."""
    events = READERS[language].read(text, published="2023-09-16", language=language).events
    return next((e.status for e in events if e.type == kind), "")


@pytest.mark.parametrize(
    ("language", "text", "kind", "status"),
    [
        ("fr", "Aucun navire turc n'a été attaqué par la marine grecque.", "ASSAULT", "negated"),
        ("fr", "Ni le Pérou ni le Chili n'ont condamné la Bolivie.", "ACCUSE", "negated"),
        ("en", "No Turkish ship was attacked by the Greek navy.", "ASSAULT", "negated"),
        ("en", "Neither Peru nor Chile condemned Bolivia.", "ACCUSE", "negated"),
        ("fr", "La Syrie n'a pas seulement attaqué la Jordanie, elle a menacé le Liban.", "ASSAULT", "occurred"),
        ("fr", "Le Ghana n'a pas manqué de condamner le Togo.", "ACCUSE", "occurred"),
        ("fr", "La Grèce a failli bombarder la Turquie.", "ASSAULT", "negated"),
        ("en", "Greece nearly bombed Turkey.", "ASSAULT", "negated"),
        ("fr", "L'attaque de la Syrie contre la Jordanie n'a pas été revendiquée.", "ASSAULT", "occurred"),
    ],
)
def test_negation_reaches_what_it_denies_and_no_more(language: str, text: str, kind: str, status: str) -> None:
    """Negative subjects deny; "not only", a denied denial and an attack that nobody claims do not."""
    assert status_of(language, text, kind) == status


@pytest.mark.parametrize(
    ("language", "text", "kind", "status"),
    [
        ("fr", "La Colombie a annoncé qu'elle romprait ses relations avec le Pérou.", "SANCTION", "scheduled"),
        ("fr", "La Colombie romprait ses relations avec le Pérou si celui-ci expulsait son ambassadeur.", "SANCTION", "possible"),
        ("fr", "La marine grecque aurait bombardé un port turc.", "ASSAULT", "alleged"),
        ("en", "The Danish prime minister said she would travel to Ottawa in October.", "CONSULT", "scheduled"),
        ("en", "The Danish and Greek ministers are to meet in Athens on Monday.", "CONSULT", "scheduled"),
        ("en", "Greece is said to have armed Libyan militias.", "AID", "alleged"),
    ],
)
def test_conditionals_plans_and_hearsay_are_told_apart(language: str, text: str, kind: str, status: str) -> None:
    """The same conditional is a plan in reported speech, a possibility under a condition, hearsay elsewhere."""
    assert status_of(language, text, kind) == status


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("fr", "Une rencontre entre les présidents péruvien et chilien est à l'étude.", "possible"),
        ("en", "A meeting between the Peruvian and Chilean presidents is under consideration.", "possible"),
        ("fr", "La visite du président péruvien au Chili commencera le 3 octobre.", "scheduled"),
        ("en", "The Peruvian president meets his Chilean counterpart on October 3.", "scheduled"),
        ("en", "The Peruvian president met his Chilean counterpart on September 3.", "occurred"),
    ],
)
def test_what_is_said_of_a_meeting_and_its_day_count(language: str, text: str, status: str) -> None:
    """A predicate, the verb whose subject the meeting is, and a day that is still to come."""
    assert status_of(language, text, "CONSULT") == status
