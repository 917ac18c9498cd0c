"""What keeps a report, a visitor or another site from doing what only a reader may do."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from served import ATTRIBUTE, HOSTILE, SPEECH, TEMPLATE, fill

from vigie.errors import ConfigError
from vigie.store import Store
from vigie.web import Settings, create_app
from vigie.web.accounts import add_account, read_accounts
from vigie.web.guards import Guards
from vigie.web.limits import Limiter

BASE = "http://127.0.0.1"
PASSWORD = "corne de brume"
OWN_SCRIPT = re.compile(r"/static/vigie\.js\?v=\w+")
BROKEN_VIEW = "SELECT secret FROM nowhere"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The quarrel and the hostile report."""
    with fill(str(tmp_path_factory.mktemp("web") / "store.db"), with_hostile=True) as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> TestClient:
    """A fresh browser."""
    return TestClient(create_app(store, Settings()), base_url=BASE)


def fields(page: str, action: str) -> dict[str, str]:
    """The filled-in fields of the first form that goes to an address."""
    form = next(f for f in html.fromstring(page).forms if f.action and action in f.action)
    return dict(form.form_values())


def with_accounts(store: Store, folder: Path, **more: object) -> tuple[TestClient, str]:
    """A browser on pages that ask for a login, and the API token of the one account."""
    token = add_account(folder / "accounts.json", "Ada", PASSWORD)
    settings = Settings(host="0.0.0.0", accounts=read_accounts(folder / "accounts.json"), **more)  # type: ignore[arg-type]
    return TestClient(create_app(store, settings), base_url="http://vigie.example", follow_redirects=False), token


def test_a_hostile_report_is_only_text(client: TestClient) -> None:
    """On every page that shows it: no element, attribute or link comes from it, and all of its text is there to be read."""
    for page in ("/", "/search", "/reports", "/reports/7", "/events/5", "/actors/DZA", "/dyads/DZA/TUN", "/map", "/network", "/corrections", f"/search?q={HOSTILE}&place={ATTRIBUTE}"):
        answer = client.get(page)
        tree = html.fromstring(answer.text)
        assert [s.get("src") or "inline" for s in tree.iter("script") if not OWN_SCRIPT.fullmatch(s.get("src") or "")] == [], page
        assert [e.tag for e in tree.iter() if any(a.startswith("on") or a == "style" for a in e.attrib)] == [], page
        assert [a.get("href") for a in tree.iter("a") if (a.get("href") or "").lower().startswith("javascript")] == [], page
        assert [i.get("src") for i in tree.iter("img") if not i.get("src").startswith("/")] == [] and not list(tree.iter("svg", "style", "b")), page
    text = html.fromstring(client.get("/reports/7").text).xpath("string(//div[@class='captured'])")
    assert all(piece in text for piece in (HOSTILE, ATTRIBUTE, TEMPLATE, SPEECH)) and "49" not in text


def test_a_hostile_report_stays_text_in_files(client: TestClient) -> None:
    """No cell of the CSV is a formula; the JSON and the API give it unchanged, never as a page."""
    assert not re.search(r"(^|,)\"?[=+@]", client.get("/search.csv").text, re.M)
    for address in ("/search.json", "/api/v1/reports/7", "/api/v1/events"):
        answer = client.get(address)
        assert answer.headers["content-type"].startswith("application/json") and answer.headers["x-content-type-options"] == "nosniff"


def test_headers_forbid_what_pages_do_not_need(client: TestClient) -> None:
    """On pages, files, refusals and the API alike: no inline script or style, no frame, no foreign source."""
    for page in ("/", "/nothing", "/static/vigie.js", "/api/v1/events", "/search?q=%00"):
        headers = client.get(page).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_no_fault_shows_its_trace(client: TestClient, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither of the store nor of ours, in pages and in the API."""
    browser = TestClient(client.app, base_url=BASE, raise_server_exceptions=False)

    def fail(*_: object) -> None:
        raise RuntimeError(BROKEN_VIEW)

    monkeypatch.setattr(store, "view", fail)
    for address in ("/", "/reports/1", "/api/v1/events"):
        answer = browser.get(address)
        assert answer.status_code == 500 and BROKEN_VIEW not in answer.text and "Traceback" not in answer.text


def test_a_name_pointed_at_this_machine_is_refused(client: TestClient) -> None:
    """A web site that gives its own name this machine's address reads nothing."""
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8000"}).status_code == 200


def test_a_form_needs_the_page_it_comes_from(client: TestClient) -> None:
    """Without its proof, with another browser's, from another site or in another form it changes nothing."""
    good = {**fields(client.get("/events/1").text, "/events/1/corrections"), "reason": "no", "author": "Ada"}
    other = fields(TestClient(client.app, base_url=BASE).get("/events/1").text, "/events/1/corrections")
    refused = [
        client.post("/events/1/corrections", data={k: v for k, v in good.items() if k != "proof"}),
        client.post("/events/1/corrections", data={**good, "proof": other["proof"]}),
        client.post("/events/1/corrections", data=good, headers={"origin": "https://evil.example"}),
        client.post("/events/1/corrections", data=good, headers={"sec-fetch-site": "cross-site"}),
        client.post("/events/1/corrections", json=good),
        client.post("/events/1/corrections", data={**good, "reason": "x" * 70_000}),
        client.post("/api/v1/corrections", content='{"event": 1, "reason": "no", "author": "Ada"}', headers={"content-type": "text/plain"}),
    ]
    assert [r.status_code for r in refused] == [403, 403, 403, 403, 415, 413, 422]
    assert client.get("/corrections.json").json() == []


def test_a_body_without_a_length_has_a_bound(client: TestClient) -> None:
    """What comes in pieces is read no further than what is told; nothing of it is kept, and it is no fault of ours."""
    browser = TestClient(client.app, base_url=BASE, raise_server_exceptions=False)
    for address, kind in (("/events/1/corrections", "application/x-www-form-urlencoded"), ("/login", "application/x-www-form-urlencoded"), ("/api/v1/corrections", "application/json")):
        answer = browser.post(address, content=(b"x" * 1000 for _ in range(100)), headers={"content-type": kind})
        assert 400 <= answer.status_code < 500, address


def test_beyond_loopback_somebody_must_answer_for_it(store: Store, tmp_path: Path) -> None:
    """It does not start without accounts unless it is read-only; then nothing can be changed."""
    with pytest.raises(ConfigError, match="--add-account"):
        Settings(host="0.0.0.0")
    reader = TestClient(create_app(store, Settings(host="0.0.0.0", is_read_only=True)), base_url="http://vigie.example")
    assert reader.get("/reports/1").status_code == 200 and "<form method=\"post\"" not in reader.get("/events/1").text
    assert reader.post("/api/v1/corrections", json={"event": 1, "reason": "no", "author": "Ada"}).status_code == 403
    visit = fields(reader.get("/login").text, "/login")
    assert reader.post("/events/1/corrections", data={**visit, "event": "1", "reason": "no", "author": "Ada"}).status_code == 403


def test_readers_log_in(store: Store, tmp_path: Path) -> None:
    """Before, there is nothing but the form; after, corrections bear the account's name whatever the form says."""
    browser, token = with_accounts(store, tmp_path)
    assert browser.get("/reports/1").headers["location"] == "/login?next=/reports/1"
    assert browser.get("/api/v1/events").status_code == 401 and browser.get("/search.csv").status_code == 303
    form = fields(browser.get("/login?next=/reports/1").text, "/login")
    assert browser.post("/login", data={**form, "name": "Ada", "password": "wrong password"}).status_code == 403
    entered = browser.post("/login", data={**form, "name": "Ada", "password": PASSWORD})
    assert (entered.status_code, entered.headers["location"]) == (303, "/reports/1")
    assert "httponly" in entered.headers["set-cookie"].lower() and "samesite=strict" in entered.headers["set-cookie"].lower()
    assert browser.get("/reports/1").status_code == 200
    made = {**fields(browser.get("/events/1").text, "/events/1/corrections"), "reason": "no", "author": "Somebody else"}
    assert browser.post("/events/1/corrections", data=made).status_code == 303
    assert browser.get("/corrections.json").json()[0]["author"] == "Ada"
    browser.post("/logout", data=fields(browser.get("/").text, "/logout"))
    assert browser.get("/").status_code == 303
    assert browser.get("/api/v1/events", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert browser.get("/api/v1/events", headers={"authorization": "Bearer guess"}).status_code == 401


def test_after_the_login_no_other_site_is_opened(store: Store, tmp_path: Path) -> None:
    """`next` only leads to pages of ours."""
    browser, _ = with_accounts(store, tmp_path)
    for foreign in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        form = {**fields(browser.get("/login").text, "/login"), "next": foreign, "name": "Ada", "password": PASSWORD}
        assert browser.post("/login", data=form).headers["location"] == "/"


def test_passwords_cannot_be_tried_for_long(store: Store, tmp_path: Path) -> None:
    """After ten failures an address waits, even with the right one."""
    browser, _ = with_accounts(store, tmp_path)
    browser.app.state.site.tries = Limiter(per_second=1 / 30, burst=10, now=lambda: 0.0)
    form = fields(browser.get("/login").text, "/login")
    tried = [browser.post("/login", data={**form, "name": f"n{n}", "password": "wrong password"}).status_code for n in range(11)]
    assert tried[0] == 403 and tried[-1] == 429


def test_one_client_cannot_take_all(store: Store) -> None:
    """A burst is answered, a flood is not."""
    app = create_app(store, Settings())
    browser = TestClient(Guards(app, limiter=Limiter(per_second=20, burst=120, now=lambda: 0.0)), base_url=BASE)
    answers = [browser.get("/static/vigie.svg").status_code for _ in range(200)]
    assert answers == [200] * 120 + [429] * 80


def test_accounts_are_kept_safely(tmp_path: Path) -> None:
    """Only hashes, in a file that its owner alone may read; short passwords are refused."""
    path = tmp_path / "accounts.json"
    token = add_account(path, "Ada", PASSWORD)
    assert PASSWORD not in path.read_text() and token not in path.read_text() and "$argon2id$" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    known = read_accounts(path)
    assert known.has_password("Ada", PASSWORD) and not known.has_password("Ada", "other words") and not known.has_password("Ben", PASSWORD)
    assert known.of_token(token) == "Ada" and known.of_token("") == ""
    with pytest.raises(ConfigError, match="at least 10"):
        add_account(path, "Ben", "short")
    path.write_text("[]")
    with pytest.raises(ConfigError, match="not a file of accounts"):
        read_accounts(path)
