"""Shards: the cut, the mark, and what an earlier attempt leaves."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from vigie.errors import ConfigError, LexiconError, VigieError
from vigie.records import Page, Rejection
from vigie.run import Run
from vigie.run.coding import Settings, ShardTask, code_shard
from vigie.run.ledger import Ledger, settled_in
from vigie.run.shards import Done, ShardFiles, digest_of, iter_shards, to_bytes


class Idle:
    """An engine that is never given anything."""

    slots = 1
    deaths: tuple[type[BaseException], ...] = ()

    def submit(self, task: ShardTask) -> Future[int]:
        """Nothing is submitted."""
        raise AssertionError

    def close(self) -> None:
        """Nothing to end."""


PAGES = [Page("Le Mali a dit non.", f"p{n}", extra=(("desk", {"a": [1, None]}),)) for n in range(3)]
NO = Rejection("x", "here line 1", "inputs", "json", "not JSON")


def test_first_shards_are_small_and_none_is_larger_than_asked() -> None:
    """Eight of 25, then they double; nothing is lost and the order stays."""
    pages = [Page("t", str(n)) for n in range(2000)]
    shards = list(iter_shards(pages, 150))
    assert [len(s) for s in shards[:9]] == [25] * 8 + [50] and max(map(len, shards)) == 150
    assert [p for shard in shards for p in shard] == pages
    assert list(iter_shards([], 10)) == []


def test_inputs_come_back_as_they_were(tmp_path: Path) -> None:
    """Pages with what their containers passed on, and rejections, through the file of a shard."""
    files = ShardFiles(tmp_path, 0)
    odd = Page('a\u2028b\x00"é', published="2022-01-08")
    files.write_inputs(to_bytes([*PAGES, NO, odd]))
    assert files.read_inputs() == [*PAGES, NO, odd]


def test_a_mark_counts_only_for_what_was_coded(tmp_path: Path) -> None:
    """Other pages or other settings make another digest; a mark without its file is none."""
    files = ShardFiles(tmp_path, 7)
    digest = digest_of(to_bytes(PAGES), "settings")
    assert digest != digest_of(to_bytes(PAGES[:2]), "settings") and digest != digest_of(to_bytes(PAGES), "others")
    files.path("part").write_bytes(b"{}\n")
    done = Done(digest, 1, (NO,), 0.5, 0.4, 0.0, 1.0)
    files.finish(done)
    assert files.done(digest) == done and files.done("other") is None
    files.path("jsonl").unlink()
    assert files.done(digest) is None


def ledger(folder: Path, digest: str = "d") -> Ledger:
    """The ledger of a shard in a folder."""
    return Ledger(folder / "log", folder / "part", digest)


def test_a_ledger_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was settled stays so; what was only begun counts against the page; a torn line is dropped."""
    (tmp_path / "part").write_bytes(b"x" * 10)
    first = ledger(tmp_path)
    first.begin(0)
    first.read(0, 10)
    first.reject(1, NO)
    first.begin(2)
    first.close()
    with (tmp_path / "log").open("ab") as log:
        log.write(b"= 2 99")
    second = ledger(tmp_path)
    assert second.is_settled(0) and second.is_settled(1) and not second.is_settled(2)
    assert second.rejections == {1: NO} and second.size == 10 and not second.is_spent(2) and settled_in(tmp_path / "log") == 2
    second.begin(2)
    second.close()
    assert ledger(tmp_path).is_spent(2)


def test_an_attempt_that_the_page_did_not_end_is_taken_back(tmp_path: Path) -> None:
    """A full disk, twice, quarantines nothing."""
    for _ in range(2):
        attempt = ledger(tmp_path)
        attempt.begin(0)
        attempt.take_back(0)
        attempt.close()
    assert not ledger(tmp_path).is_spent(0)


def test_two_runs_do_not_work_in_one_folder(tmp_path: Path) -> None:
    """The second is told so, and touches nothing."""
    first, second = Run(tmp_path / "work", Settings()), Run(tmp_path / "work", Settings())

    def inputs() -> Iterator[Page]:
        with pytest.raises(ConfigError, match="another run"):
            second.code([], Idle())
        yield from ()

    assert first.code(inputs(), Idle()).shards == ()


@pytest.mark.parametrize(("error", "told"), [(OSError(28, "No space left on device"), "No space left.*same command"), (LexiconError("verbs.yaml line 3"), "line 3")])
def test_what_stops_a_worker_stops_the_run_with_one_line(error: Exception, told: str, tmp_path: Path) -> None:
    """A full disk or bad data is no death: it is told, and what is coded is kept."""

    class Failing(Idle):
        """An engine whose workers all fail."""

        def submit(self, task: ShardTask) -> Future[int]:
            """Fail at once."""
            future: Future[int] = Future()
            future.set_exception(error)
            return future

    with pytest.raises(VigieError, match=told) as caught:
        Run(tmp_path / "work", Settings()).code(PAGES, Failing())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("fault", ["digest", "part"])
def test_a_ledger_of_something_else_is_begun_anew(fault: str, tmp_path: Path) -> None:
    """Another digest, or coded reports that are shorter than the log says."""
    (tmp_path / "part").write_bytes(b"x" * 10)
    first = ledger(tmp_path)
    first.begin(0)
    first.read(0, 11 if fault == "part" else 10)
    first.close()
    second = ledger(tmp_path, "other" if fault == "digest" else "d")
    assert not second.is_settled(0) and second.size == 0 and second.readings == 0


def test_a_shard_that_is_done_is_not_coded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The function may be called any number of times; the pages are read once."""
    monkeypatch.setenv("VIGIE_TEST_BEGUN", str(tmp_path / "begun"))
    data = to_bytes([*PAGES, NO])
    settings = Settings(reader="tests.faulty:FaultyReader")
    task = ShardTask(str(tmp_path), 3, digest_of(data, ""), settings)
    files = ShardFiles(tmp_path, 3)
    files.write_inputs(data)
    assert [code_shard(task) for _ in range(3)] == [3, 3, 3]
    done = files.done(task.digest)
    assert done is not None and done.readings == 3 and done.rejections == (NO,)
    assert len((tmp_path / "begun").read_text().splitlines()) == 3
    assert files.path("jsonl").read_bytes().count(b'"desk": {"a": [1, null]}') == 3
    assert not files.path("log").exists() and not files.path("pages").exists()
