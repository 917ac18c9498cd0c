"""The pages as a reader without JavaScript gets them."""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from icalendar import Calendar
from served import fill

from vigie.store import open_store
from vigie.web import Settings, create_app

BASE = "http://127.0.0.1"
PAGES = ("/", "/?on=2031-03-06", "/search", "/search?q=bl%C3%A9&type=SANCTION", "/reports", "/reports/1", "/events/1", "/actors/DZA", "/dyads/DZA/TUN", "/calendar",
         "/measures", "/network", "/map", "/corrections", "/login")  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The pages of the quarrel."""
    with fill(str(tmp_path_factory.mktemp("web") / "store.db")) as store:
        yield create_app(store, Settings())


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A fresh browser."""
    return TestClient(app, base_url=BASE)


def shown(html: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_page_is_whole_in_every_language(client: TestClient) -> None:
    """Each answers, in the language asked for, and every link within the pages leads somewhere."""
    links: set[str] = set()
    for page, language in product(PAGES, ("fr", "en")):
        answer = client.get(page, headers={"accept-language": f"{language}-XX,{language};q=0.9"})
        assert answer.status_code == 200, page
        assert f'<html lang="{language}">' in answer.text and "{{" not in answer.text
        links |= {link.replace("&amp;", "&").split("#")[0] for link in re.findall(r'(?:href|src|srcset)="(/[^"]*)"', answer.text)}
    links = {link for link in links if "theme=dark" not in link and not re.match("/charts.*lang=fr", link)}
    broken = [link for link in sorted(links) if client.get(link).status_code != 200]
    assert len(links) > 40 and broken == []


def test_today_tells_what_changed(client: TestClient) -> None:
    """Of the last day by default, with what is to come and the latest reports; on an earlier one, of that day alone."""
    last = shown(client.get("/").text)
    assert "Concession" in last and "20 Apr 2031 Talks due" in last and "Rome recevra Tunis" in last
    earlier = shown(client.get("/?on=2031-03-03").text)
    assert "Concession" not in earlier and "3 March 2031" in earlier and "since 3 Mar 2031" in earlier


def test_a_report_shows_its_words_as_captured(client: TestClient) -> None:
    """The text comes back whole, with the trigger marked and joined to its event."""
    page = client.get("/reports/1").text
    captured = re.search(r'<div class="captured" lang="fr">(.*?)</div>', page, re.S)
    assert captured and shown(captured[1]).replace(" .", ".") == "Alger a interdit le blé de Tunis."
    assert re.search(r'<span class="w trigger" data-events="1" data-roles="1:trigger">a interdit</span>', captured[1])
    assert 'id="e1" data-event="1"' in page and 'href="#w1"' in page and 'id="w1"' in captured[1]


def test_an_event_shows_all_mentions_and_its_history(client: TestClient) -> None:
    """The meeting that was scheduled and then held, told by two reports, with the entry that coded it."""
    number = json.loads(client.get("/search.json?type=CONSULT&until=2031-03").content)[0]["id"]
    page = shown(client.get(f"/events/{number}").text)
    assert "se verront le 20 mars" in page and "se sont vus" in page and "xx.consult.verb.se verront.1" in page
    assert re.search(r"History 6 Mar 2031 scheduled Le Cap 20 Mar 2031 took place La Rade", page)


def test_dossiers_show_measures_calendar_and_tension(client: TestClient) -> None:
    """Of one actor, by name or code; of a dyad, with the index taken apart."""
    actor = shown(client.get("/actors?code=Alg%C3%A9rie", headers={"accept-language": "fr"}).text)
    assert "Algérie DZA" in actor and "Mesures en vigueur" in actor and "Sanction" in actor
    dyad = shown(client.get("/dyads/DZA/TUN?on=2031-03-03").text)
    assert "Tension 3 March 2031: -6.0" in dyad
    assert client.get("/actors/ZZZ").status_code == 404


def test_measures_on_a_day(client: TestClient) -> None:
    """The ban stands from its day on."""
    assert "blé" not in shown(client.get("/measures?on=2031-03-02").text)
    assert "since 3 Mar 2031" in shown(client.get("/measures?on=2031-03-10").text)


def test_the_calendar_goes_into_other_programs(client: TestClient) -> None:
    """As iCalendar, with the reader's filter."""
    entries = Calendar.from_ical(client.get("/calendar.ics").content).walk("VEVENT")
    assert [str(e["dtstart"].dt) for e in entries] == ["2031-03-20", "2031-04-20"]
    assert Calendar.from_ical(client.get("/calendar.ics?actor=FRA").content).walk("VEVENT") == []


def test_what_is_shown_can_be_saved(client: TestClient) -> None:
    """The links of the page keep its filters; CSV and JSON hold the same rows."""
    page = client.get("/search?actor=Algeria&type=SANCTION&since=2031-03-01").text
    link = re.search(r'href="(/search\.csv[^"]*)"', page)
    assert link and "type=SANCTION" in link[1] and "actor=Algeria" in link[1]
    rows = list(csv.DictReader(io.StringIO(client.get(link[1].replace("&amp;", "&")).text)))
    assert [r["type"] for r in rows] == ["SANCTION"] and rows[0]["actors"] == "DZA GOV"
    assert [r["type"] for r in client.get(link[1].replace("&amp;", "&").replace(".csv", ".json")).json()] == ["SANCTION"]


def test_the_language_is_kept_once_chosen(client: TestClient) -> None:
    """By the link in the footer, whatever the browser prefers."""
    client.get("/?lang=fr")
    assert '<html lang="fr">' in client.get("/search", headers={"accept-language": "en"}).text


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    """The browser's ETag is answered with 304 and nothing else."""
    for page in ("/reports/1", "/search.csv", "/static/vigie.css"):
        tag = client.get(page).headers["etag"]
        again = client.get(page, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("page", "status"),
    [("/nothing", 404), ("/events/0", 404), ("/events/999999", 404), ("/events/99999999999999999999", 404), ("/reports/-1", 404), ("/search?type=WAR", 400), ("/?on=soon", 400),
     ("/search?after=x", 400), ("/search?q=%00", 400), ("/search?q=" + "a" * 5000, 414), ("/static/../app.py", 404), ("/static/%2e%2e%2fapp.py", 404)],
)  # fmt: skip
def test_what_is_amiss_is_told_in_words(client: TestClient, page: str, status: int) -> None:
    """With the right status, and without a trace of the program."""
    answer = client.get(page)
    assert answer.status_code == status and "Traceback" not in answer.text and 'File "' not in answer.text


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    """Every page of it answers."""
    with open_store(str(tmp_path / "empty.db"), create=True) as store:
        browser = TestClient(create_app(store, Settings()), base_url=BASE)
        assert "vigie add" in browser.get("/").text
        assert [p for p in ("/search", "/calendar", "/calendar.ics", "/measures", "/network", "/map", "/reports", "/corrections") if browser.get(p).status_code != 200] == []
