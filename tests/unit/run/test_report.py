"""The account of a run."""

import json
from pathlib import Path

from vigie.cli.progress import to_words
from vigie.records import Rejection
from vigie.run import Outcome, Progress, report_of, write_report
from vigie.run.shards import Done

BAD = Rejection("b<script>", "corpus line 2", "run", "quarantined", "its process died")
NO = Rejection("c", "corpus line 3", "inputs", "json", "not JSON")


def test_the_account_balances_and_names_what_was_set_aside(tmp_path: Path) -> None:
    """Reports = read + rejected + set aside; the page escapes what reports say."""
    outcome = Outcome(tmp_path, (Done("d", 5, (BAD,), 2.0, 1.9, 0.0, 3.0), Done("e", 2, (NO,), 1.0, 0.9, 0.0, 1.5)), (6, 3), 3, 4.0, 2)
    report = report_of(outcome, ["corpus"], tmp_path / "out", "csv", "local", 2, 12, {"negated": 1}, 4.5)
    assert report.reports == report.read + report.rejected + report.set_aside == 9
    assert report.quarantined == (BAD,) and report.reasons == {"json": 1, "quarantined": 1} and report.coding_seconds == 3.0
    data, page = write_report(report, tmp_path / "out")
    assert json.loads(data.read_text(encoding="utf-8"))["rejections"][0]["id"] == BAD.id
    shown = page.read_text(encoding="utf-8")
    assert "<script" not in shown and "b&lt;script&gt;" in shown and "http" not in shown and "1 negated" in shown


def test_progress_tells_rate_and_time_left_once_it_is_known_how_much_there_is() -> None:
    """Reports taken over from an earlier run do not count for the rate."""
    assert to_words(Progress(150, 50, 400, False, 10.0)) == "150 of 400+ reports, 10.0/s"
    assert to_words(Progress(1150, 150, 4000, True, 100.0)) == "1,150 of 4,000 reports, 10.0/s, 4:45 left"
    assert to_words(Progress(10, 0, 36010, True, 2.0)) == "10 of 36,010 reports, 5.0/s, 2:00:00 left"
    assert to_words(Progress(0, 0, 0, False, 0.0)) == "0 reports, 0.0/s"
