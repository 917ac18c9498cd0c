"""Who said what: marks and their mixtures, inverted attributions, speakers known from elsewhere in the report."""

from __future__ import annotations

import pytest

from vigie import Reader
from vigie.records import Quotation


def quoted(language: str, text: str) -> list[Quotation]:
    """The direct and partial statements of a text."""
    reading = Reader(language=language).read(text, published="2024-03-06")
    return [s for s in reading.statements if s.kind != "indirect"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("« Nous disons “non” à ce traité », a dit le ministre grec.", "Nous disons “non” à ce traité"),
        ("« Le mot \"trêve\" est faux », a dit le ministre grec.", "Le mot \"trêve\" est faux"),
        ("« Cette trêve est morte\", a dit le ministre grec.", "Cette trêve est morte"),
        ("“Cette trêve est morte», a dit le ministre grec.", "Cette trêve est morte"),
        ("Le ministre grec a conclu : « Nous fermerons le port, quoi qu'il en coûte.", "Nous fermerons le port, quoi qu'il en coûte."),
        (
            "Le ministre grec a écrit : « Notre île tient.\n\n« Elle a toujours tenu.\n\n« Elle tiendra. »",
            "Notre île tient. Elle a toujours tenu. Elle tiendra.",
        ),
    ],
)
def test_marks_of_every_mixture_enclose_one_statement(text: str, wanted: str) -> None:
    """Nested, mixed, unclosed and reopened marks give one statement with its words and its speaker."""
    (statement,) = quoted("fr", text)
    assert statement.text == wanted
    assert statement.speaker is not None and statement.speaker.code == "GRC"


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "« Le pays tient », a confié sous couvert d'anonymat un négociateur égyptien.", "EGY"),
        ("fr", "« Le pays tient », a averti devant les députés le ministre polonais, reçu par son homologue letton.", "POL"),
        ("fr", "« Le pays tient », annonce un communiqué de l'armée tchadienne.", "TCD"),
        ("fr", "\"Le pays\", a ajouté le président rwandais, \"tient bon\".", "RWA"),
        ("fr", "« Le pays tient », a fait valoir le médiateur qatari.", "QAT"),
        ("fr", "« Une page se tourne », estime-t-on à Rabat.", "MAR"),
        ("fr", "L'Egypte, pour qui le barrage est « une question de survie », a saisi l'ONU.", "EGY"),
        ("en", "\"We saw it all,\" the Latvian minister, himself a lawyer, told reporters.", "LVA"),
        ("en", "\"They stole it,\" thundered Cameroon's opposition leader.", "CMR"),
    ],
)
def test_the_speaker_is_read_from_where_it_stands(language: str, text: str, code: str) -> None:
    """Subjects behind the verb, bodies behind a communiqué, places behind "-t-on", antecedents of "pour qui"."""
    (statement,) = quoted(language, text)
    assert statement.speaker is not None and statement.speaker.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le ministre malien a rencontré son homologue italien. Ce dernier s'est dit « très satisfait ».", "ITA"),
        ("La France suit l'affaire.\n\nBogota a contesté les faits. La ministre Ana Ruiz a parlé d'« un simple malentendu ».", "COL"),
        ("« Le port est ouvert », a dit une source diplomatique turque. « Il le restera », a ajouté cette même source.", "TUR"),
    ],
)
def test_a_speaker_is_known_from_what_stands_before(text: str, code: str) -> None:
    """The latter, the government of the paragraph, the source told of again."""
    statement = quoted("fr", text)[-1]
    assert statement.speaker is not None and statement.speaker.code == code


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "La Ligue a protesté. Une mesure « contraire au droit », a jugé le ministre tunisien.", "TUN"),
        ("fr", "Le ministre letton a répondu à Riga dans une lettre au journal suédois, évoquant des coupures « parfaitement évitables ».", "LVA"),
        ("fr", "La rue a conduit la junte guinéenne à exprimer ses « regrets les plus sincères ».", "GIN"),
        ("fr", "Le ministre serbe a expliqué que, selon lui, « le pont pouvait être sauvé ».", "SRB"),
        ("fr", "La Commission européenne attend. « Le délai est passé », a averti la commissaire Helga Thomsen.", "EU"),
        ("fr", "Le président égyptien Mounir el-Chami a parlé. « Le canal est à nous », a dit M. Chami.", "EGY"),
        ("fr", "Le ministre libanais Karim Haddad a quitté Tripoli. « Je ne fuis pas », a-t-il lâché devant la presse.", "LBN"),
        ("fr", "Au Malawi, le fleuve a emporté deux ponts. « Nous dormons dehors », raconte un instituteur.", "MWI"),
        ("en", 'Lima waits. The toll is a "national shame" for the whole region, the Zambian governor added.', "ZMB"),
        ("en", 'US special representative for Nepal Carl Munro said "the roads are open".', "USA"),
        ("en", 'Ana Lopes, who heads the WHO, promised "vaccines for all".', "WHO"),
    ],
)
def test_the_speaker_is_found_where_the_tree_or_the_name_hides_him(language: str, text: str, code: str) -> None:
    """Nouns that are part of what is said, participles behind commas, whoever is made to speak, posts, surnames without their particle."""
    statement = quoted(language, text)[-1]
    assert statement.speaker is not None and statement.speaker.code == code


def test_who_is_of_no_country_stays_so() -> None:
    """A diplomat without a name is not of the country that the report is about."""
    (statement,) = quoted("en", 'Chile voted on Sunday. "The plan is dead on arrival," a diplomat said.')
    assert statement.speaker is not None and statement.speaker.code == "---"


def test_names_and_titles_are_no_statements() -> None:
    """Marks around the name of an operation, a film or a ship say nothing."""
    assert quoted("fr", "L'opération « Bouclier du nord » a commencé lundi.") == []
    assert quoted("fr", "Le navire « Étoile du Sud » a été saisi par la marine grecque.") == []


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "« Le pont est coupé », a dit à la Turquie le ministre grec.", "TUR"),
        ("fr", "Berlin a averti Moscou d'une « réponse ferme ».", "RUS"),
        ("en", "\"The bridge is cut,\" the Greek minister told Turkey.", "TUR"),
        ("en", "\"The bridge is cut,\" the Greek minister said.", ""),
    ],
)
def test_an_addressee_is_kept_where_it_is_told(language: str, text: str, code: str) -> None:
    """Whom a verb speaks to by preposition or as its object; nobody where nobody is named."""
    (statement,) = quoted(language, text)
    assert (statement.addressee.code if statement.addressee else "") == code
