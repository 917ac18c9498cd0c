"""The JSON API."""

from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from served import fill

from vigie.evaluate import evaluate, read_coding
from vigie.export import to_json_line
from vigie.store import Store
from vigie.store.corrected import corrected_readings
from vigie.web import Settings, create_app
from vigie.web.guards import _MOST_QUERY_BYTES

BASE = "http://127.0.0.1"
V1 = "/api/v1"
HOST = {"host": "127.0.0.1"}
_EXAMPLES = 8


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The quarrel and the hostile report."""
    with fill(str(tmp_path_factory.mktemp("api") / "store.db"), with_hostile=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(store: Store) -> FastAPI:
    """The API over it."""
    return create_app(store, Settings())


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A program that asks."""
    return TestClient(app, base_url=BASE)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_question_breaks_it(app: FastAPI, mode: GenerationMode) -> None:
    """Every operation, with arguments that fit its description and that do not: the answer fits the description, and is no fault of ours."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HOST)
    asked = []
    for operation in schema.get_all_operations():
        @given(case=operation.ok().as_strategy(generation_mode=mode))
        @settings(max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            response = case.call(headers={**(case.headers or {}), **HOST})
            if response.status_code == 414:  # refused before it is looked at
                assert len(str(response.request.url)) > _MOST_QUERY_BYTES
            else:
                case.validate_response(response, excluded_checks=[positive_data_acceptance])
            asked.append(case.operation.label)

        ask()
    assert len(set(asked)) > 10


def test_pages_follow_one_another(client: TestClient) -> None:
    """`next` of one answer is `after` of the next; the last has none; ids are those of the pages."""
    seen, after = [], ""
    while after is not None:
        answer = client.get(f"{V1}/events", params={"size": 1, "after": after}).json()
        seen += [row["id"] for row in answer["rows"]]
        after = answer["next"]
    assert seen == [row["id"] for row in client.get(f"{V1}/events").json()["rows"]] and len(seen) == 5
    assert client.get(f"{V1}/measures", params={"size": 1, "after": "1"}).json()["next"] is None


def test_an_event_is_whole(client: TestClient) -> None:
    """With participants taken apart, its mentions, the reports they stand in, and contradictions."""
    number = client.get(f"{V1}/events", params={"type": "CONSULT", "until": "2031-03"}).json()["rows"][0]["id"]
    answer = client.get(f"{V1}/events/{number}").json()
    assert answer["event"]["actors"] == [{"code": "DZA", "sector": "GOV", "name": ""}, {"code": "TUN", "sector": "GOV", "name": ""}]
    assert [m["status"] for m in answer["mentions"]] == ["scheduled", "occurred"]
    assert {c["what"] for c in answer["contradictions"]} == {"status"}
    report = client.get(f"{V1}/reports/{answer['mentions'][0]['report_id']}").json()
    assert report["text"] == "Alger et Tunis se verront le 20 mars à Malte." and report["events"][0]["spans"]


def test_nothing_new_is_not_sent(client: TestClient) -> None:
    """An ETag answers for every address."""
    for address in ("/events", "/reports/1", "/calendar", "/network?since=2031&until=2031"):
        first = client.get(V1 + address)
        assert client.get(V1 + address, headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_correction_is_made_and_withdrawn(client: TestClient, store: Store, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """And while it stands, the coding is scored against it as gold."""
    made = client.post(f"{V1}/corrections", json={"event": 1, "field": "type", "value": "REJECT", "reason": "no ban", "author": "Ada"})
    assert made.status_code == 201 and made.json()["before"] == "SANCTION"
    gold, coded = tmp_path / "gold.jsonl", tmp_path / "coded.jsonl"
    gold.write_text("\n".join(store.view(lambda c: [to_json_line(r) for r in corrected_readings(c)])), encoding="utf-8")
    coded.write_text("\n".join(to_json_line(r) for r in store.readings()), encoding="utf-8")
    scored = evaluate(read_coding(gold), read_coding(coded))
    assert scored.reports == 1 and dict(scored.scores)["triple"].right == 0
    number = made.json()["id"]
    assert client.get(f"{V1}/corrections?standing=true").json()["rows"][0]["id"] == number
    assert client.post(f"{V1}/corrections/{number}/withdraw", json={"author": "Ada"}).json()["withdrawn_by"] == "Ada"
    assert client.get(f"{V1}/corrections?standing=true").json()["rows"] == []
    assert client.post(f"{V1}/corrections/{number}/withdraw", json={"author": "Ada"}).status_code == 400
    assert client.post(f"{V1}/corrections", json={"event": 99, "reason": "x", "author": "y"}).status_code == 404
