"""The pages in a real browser: a reader's way from today to a file, corrections, the keyboard, contrast, and a hostile report."""

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from browsing import chromium, listening
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait
from served import HOSTILE, fill

from vigie.web import Settings, create_app

PAGES = ("/", "/search?q=bl%C3%A9", "/reports", "/reports/1", "/events/1", "/actors/DZA", "/dyads/DZA/TUN?on=2031-03-21", "/calendar", "/measures", "/network", "/map",
         "/corrections", "/login", "/nothing")  # fmt: skip
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
STANDARD = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the browser saves files."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def chrome(folder: Path) -> Iterator[Chrome]:
    """One browser for all tests."""
    with chromium(folder) as browser:
        yield browser


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the quarrel and the hostile report are served."""
    with fill(str(folder / "store.db"), with_hostile=True) as store, listening(create_app(store, Settings())) as where:
        yield where


def one(chrome: Chrome, selector: str):  # type: ignore[no-untyped-def]
    """The first element that a selector finds."""
    return WebDriverWait(chrome, 20, ignored_exceptions=[NoSuchElementException]).until(lambda browser: browser.find_element(By.CSS_SELECTOR, selector))


def press(chrome: Chrome, selector: str) -> None:
    """Press what leads to another page, and wait for that page."""
    old = one(chrome, "html")
    one(chrome, selector).click()
    WebDriverWait(chrome, 20).until(staleness_of(old))


def lit(chrome: Chrome) -> list[tuple[str, str]]:
    """The words that are lit, with their roles."""
    found = chrome.find_elements(By.CSS_SELECTOR, ".captured .lit")
    return [(e.text, next(c for c in e.get_attribute("class").split() if c.startswith("as-"))) for e in found]


def complaints(chrome: Chrome) -> list[str]:
    """What the browser complained of since it was last asked."""
    return [entry["message"] for entry in chrome.get_log("browser") if entry["level"] == "SEVERE"]


def test_a_reader_goes_from_today_to_a_file(chrome: Chrome, address: str, folder: Path) -> None:
    """Today, a report, its evidence lights under the pointer and the keyboard, the event, the dossier, all of it, CSV."""
    chrome.get(address + "/?on=2031-03-03")
    assert "3 March 2031" in one(chrome, "h1").text
    press(chrome, ".headings a")
    assert lit(chrome) == []
    ActionChains(chrome).move_to_element(one(chrome, ".coded [data-event]")).perform()
    assert lit(chrome) == [("a interdit", "as-trigger")]
    ActionChains(chrome).move_to_element(one(chrome, "h1")).perform()
    assert lit(chrome) == []
    one(chrome, "body").send_keys("j")
    assert lit(chrome) == [("a interdit", "as-trigger")]
    chrome.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert lit(chrome) == []
    press(chrome, ".coded a[href^='/events/']")
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".telling")) == 2
    press(chrome, ".dossiers a")
    assert "Algeria – Tunisia" in one(chrome, "h1").text
    assert chrome.execute_script("return document.querySelector('.chart img').naturalWidth") > 500
    press(chrome, ".more a")
    one(chrome, ".exports a").click()
    saved = folder / "vigie.csv"
    WebDriverWait(chrome, 20).until(lambda _: saved.is_file())
    assert {row["type"] for row in csv.DictReader(saved.read_text(encoding="utf-8").splitlines())} == {"SANCTION", "CONSULT", "CONCEDE", "ASSAULT"}
    assert complaints(chrome) == []


def test_a_correction_is_made_and_withdrawn(chrome: Chrome, address: str) -> None:
    """It is shown beside the event, marked on the report, listed, and stays on record once it is withdrawn."""
    chrome.get(address + "/events/1")
    one(chrome, ".correct summary").click()
    Select(one(chrome, "select[name=field]")).select_by_value("status")
    one(chrome, "input[name=value]").send_keys("maybe")
    one(chrome, "input[name=reason]").send_keys("the radio only <b>claims</b> it")
    one(chrome, "input[name=author]").send_keys("Ada")
    press(chrome, ".correct button")
    assert "'maybe' is no status" in one(chrome, ".problem").text
    one(chrome, ".correct summary").click()
    Select(one(chrome, "select[name=field]")).select_by_value("status")
    for name, value in (("value", "alleged"), ("reason", "the radio only <b>claims</b> it"), ("author", "Ada")):
        one(chrome, f"input[name={name}]").send_keys(value)
    press(chrome, ".correct button")
    shown = one(chrome, ".correction").text
    assert "occurred → alleged" in shown and "<b>claims</b>" in shown and "Ada" in shown
    chrome.get(address + "/reports/1")
    assert one(chrome, ".badge.corrected").text == "corrected"
    chrome.get(address + "/corrections")
    one(chrome, ".correction input[name=author]").send_keys("Ben")
    press(chrome, ".correction button")
    assert "Withdrawn Ben" in one(chrome, ".correction").text
    chrome.get(address + "/reports/1")
    assert chrome.find_elements(By.CSS_SELECTOR, ".badge.corrected") == []


def test_a_hostile_report_executes_nothing(chrome: Chrome, address: str) -> None:
    """On every page that shows it; what it would run is there to be read; the browser had nothing to forbid."""
    complaints(chrome)
    for page in ("/", "/search", "/reports", "/reports/7", "/events/5", "/actors/TUN", "/dyads/DZA/TUN", "/map"):
        chrome.get(address + page)
        time.sleep(0.1)
        assert chrome.title.endswith("Vigie") and chrome.title != "owned"
        assert chrome.execute_script("return document.scripts.length") == 1
    assert complaints(chrome) == []
    chrome.get(address + "/reports/7")
    assert HOSTILE in one(chrome, ".captured").text
    chrome.execute_script("const s = document.createElement('script'); s.textContent = 'document.title = \"owned\"'; document.body.append(s);")
    assert chrome.title != "owned" and any("Content Security Policy" in c for c in complaints(chrome))


@pytest.mark.parametrize(("scheme", "rules"), [("light", STANDARD), ("dark", CONTRAST)])
def test_pages_can_be_used_by_all(chrome: Chrome, address: str, scheme: str, rules: dict[str, object]) -> None:
    """No page breaks a rule of WCAG 2.1 A or AA that axe can check; in the dark, none of contrast."""
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    broken = {}
    for page in PAGES:
        chrome.get(address + page)
        chrome.execute_script("for (const closed of document.querySelectorAll('details')) closed.open = true")
        found = Axe().run(chrome, options=rules)["violations"]
        if found:
            broken[page] = [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")[:200]) for v in found]
    assert broken == {}


def test_pages_fit_a_phone(chrome: Chrome, address: str) -> None:
    """Nothing makes a page wider than the screen; the words come before what was read of them."""
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        wide = []
        for page in PAGES:
            chrome.get(address + page)
            if chrome.execute_script("return document.documentElement.scrollWidth") > 380:
                wide.append(page)
        assert wide == []
        chrome.get(address + "/reports/1")
        assert one(chrome, ".captured").rect["y"] < one(chrome, ".coded").rect["y"]
    finally:
        chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_it_reads_without_javascript(chrome: Chrome, address: str) -> None:
    """With scripts switched off: the words are marked, and each event leads to its words and back."""
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get(address + "/reports/1")
        assert one(chrome, ".captured .trigger").text == "a interdit" and one(chrome, ".coded a[href='#w1']").text == "its words"
        old = one(chrome, "html")
        one(chrome, ".find input").send_keys("Malte" + Keys.ENTER)
        WebDriverWait(chrome, 20).until(staleness_of(old))
        assert "1 event" in one(chrome, "[role=status]").text
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
