"""What a statement's line tells of the events around it."""

from __future__ import annotations

import json

from vigie import Reader
from vigie.export.jsonl import to_json_line


def test_a_statement_names_the_events_that_it_performs_and_reports() -> None:
    """Denouncing is the act of the word of speech; the attack that the quoted words tell of is reported."""
    text = "La Jordanie a condamné « l'attaque d'Israël contre le Liban »."
    record = json.loads(to_json_line(Reader(language="fr").read(text, published="2024-03-06")))
    types = {event["id"]: event["type"] for event in record["events"]}
    (statement,) = record["statements"]
    assert [types[i] for i in statement["performs"]] == ["ACCUSE"]
    assert [types[i] for i in statement["reports"]] == ["ASSAULT"]


def test_a_statement_about_nothing_coded_has_no_links() -> None:
    """Words that hold no event link to none."""
    text = "« Le ciel est clair aujourd'hui », a dit le ministre grec."
    record = json.loads(to_json_line(Reader(language="fr").read(text, published="2024-03-06")))
    (statement,) = record["statements"]
    assert statement["performs"] == [] and statement["reports"] == []


def test_an_addressee_stands_beside_the_speaker() -> None:
    """To whom it is said is an entity like the others."""
    text = "Berlin a averti Moscou d'une « réponse ferme »."
    record = json.loads(to_json_line(Reader(language="fr").read(text, published="2024-03-06")))
    (statement,) = record["statements"]
    assert statement["code"] == "DEU" and statement["addressee"]["code"] == "RUS"


def test_a_statement_names_the_event_that_it_is_about() -> None:
    """What the reporter says the words are about stands outside the marks."""
    text = "Le président chilien a qualifié l'invasion du Liban par Israël de « faute très grave »."
    record = json.loads(to_json_line(Reader(language="fr").read(text, published="2024-03-06")))
    types = {event["id"]: event["type"] for event in record["events"]}
    (statement,) = record["statements"]
    assert [types[i] for i in statement["topics"]] == ["ASSAULT"] and statement["reports"] == []


def test_a_denied_act_keeps_both_who_tells_of_it_and_who_denies_it() -> None:
    """One event, two attributions: the claim and the denial."""
    text = "La Syrie accuse Israël d'avoir bombardé le Liban mardi. Israël dément avoir bombardé le Liban."
    record = json.loads(to_json_line(Reader(language="fr").read(text, published="2024-03-06")))
    (attack,) = [event for event in record["events"] if event["type"] == "ASSAULT"]
    assert [(a["code"], a["status"]) for a in attack["attributions"]] == [("SYR", "alleged"), ("ISR", "negated")]
