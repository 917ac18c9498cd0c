"""Any corpus in: every sample of every format, in one run, and a page by its address."""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from vigie.inputs import iter_pages
from vigie.records import Page

SAMPLES = Path(__file__).parents[1] / "samples" / "inputs"


def vigie(*words: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**{k: v for k, v in os.environ.items() if "proxy" not in k.lower()}, "XDG_CACHE_HOME": str(home)}
    return subprocess.run([sys.executable, "-c", "from vigie.cli import main; main()", *words], capture_output=True, check=False, env=environment)


def test_a_corpus_of_every_format_balances(tmp_path: Path) -> None:
    """Each record of each sample is a coded report; a broken file beside them is told, counted, and costs nothing else."""
    broken = tmp_path / "broken.warc"
    broken.write_bytes((SAMPLES / "warc" / "news.warc").read_bytes()[:2000])
    out = tmp_path / "out.jsonl"
    run = vigie("code", str(SAMPLES), str(broken), "-o", str(out), home=tmp_path)
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    pages = [p for p in iter_pages(str(SAMPLES)) if isinstance(p, Page)]
    assert len(records) == len(pages) and {r["text"] for r in records} == {p.text for p in pages}
    assert run.returncode == 1 and b"truncated" in run.stderr
    assert f"{len(pages)} reports read, 1 rejected" in run.stderr.decode()
    for record in records:
        for event in record["events"]:
            start, end = event["spans"][0]["span"]
            assert record["text"][start:end] == event["trigger"]
    assert {r.get("author") for r in records} >= {"Awa Keïta", "Ann Otieno"}


def test_a_page_is_read_by_its_address(tmp_path: Path) -> None:
    """The page is fetched, cleaned and coded; what it announces around the report is not."""
    body = (SAMPLES / "html" / "page.html").read_bytes()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        run = vigie("read", "--json", f"http://127.0.0.1:{server.server_port}/a", home=tmp_path)
        server.shutdown()
        thread.join()
    record = json.loads(run.stdout)
    assert run.returncode == 0 and record["published"] == "2023-03-12" and record["outlet"] == "Le Fanal"
    assert any(e["type"] == "REJECT" for e in record["events"])
    assert "Commentaires" not in record["text"] and "cent jours" not in record["text"]
    assert [f["text"] for f in record["furniture"]] == ["Le Fanal avec AFP"]


def test_a_size_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    """One line says which option and what it wants."""
    run = vigie("read", str(SAMPLES / "text"), "--max-size", "beaucoup", home=tmp_path)
    assert run.returncode == 2 and b"--max-size 'beaucoup'" in run.stderr and run.stderr.count(b"\n") == 1
