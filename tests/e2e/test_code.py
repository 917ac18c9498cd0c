"""`vigie code` as a user runs it on a corpus: formats, jobs, what is left beside the output."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def vigie_code(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", "from vigie.cli import main; main()", "code", *words], capture_output=True, check=False, timeout=120)


def test_jobs_and_shards_change_no_byte_and_a_kept_run_is_written_in_another_format(tmp_path: Path) -> None:
    """One process or two, large shards or small; then GDELT from what was kept, without coding again."""
    one, two = tmp_path / "one", tmp_path / "two"
    assert vigie_code(str(EXAMPLES), "-o", str(one), "--jobs", "1").returncode == 0
    assert vigie_code(str(EXAMPLES), "-o", str(two), "--jobs", "2", "--shard-size", "1", "--keep").returncode == 0
    assert one.read_bytes() == two.read_bytes() and one.read_bytes().count(b"\n") == 4
    report = json.loads((tmp_path / "one.run.json").read_text(encoding="utf-8"))
    assert (report["reports"], report["read"], report["taken_over"], report["quarantined"]) == (4, 4, 0, [])
    assert report["versions"]["vigie"] and (tmp_path / "one.run.html").exists() and not (tmp_path / "one.work").exists()

    run = vigie_code(str(EXAMPLES), "-o", str(two), "--format", "gdelt", "--shard-size", "1")
    assert run.returncode == 0 and b"left out" in run.stderr
    report = json.loads((tmp_path / "two.run.json").read_text(encoding="utf-8"))
    assert report["taken_over"] == 4
    assert all(len(line.split("\t")) == 61 for line in two.read_text(encoding="utf-8").splitlines())
    assert (tmp_path / "two.mentions").exists() and not (tmp_path / "two.work").exists()


def test_ctrl_c_says_how_to_go_on_and_leaves_no_half_file(tmp_path: Path) -> None:
    """What was coded is kept for the same command; exit code 130; no output yet."""
    corpus = tmp_path / "corpus.jsonl"
    text = (EXAMPLES / "2022-06-05-bamako.txt").read_text(encoding="utf-8")
    corpus.write_text("".join(json.dumps({"id": str(n), "text": f"{text}\n\nDépêche {n}."}) + "\n" for n in range(400)), encoding="utf-8")
    out = tmp_path / "out.jsonl"
    words = [sys.executable, "-c", "from vigie.cli import main; main()", "code", str(corpus), "-o", str(out), "--jobs", "1"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, start_new_session=True) as process:
        end = time.monotonic() + 60
        while not list(tmp_path.glob("out.jsonl.work/*.done")) and time.monotonic() < end:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, complaints = process.communicate(timeout=30)
    assert process.returncode == 130 and b"give the same command again" in complaints and b"Traceback" not in complaints
    assert not out.exists() and not list(tmp_path.glob("*.part")) and list(tmp_path.glob("out.jsonl.work/*.done"))


def test_wrong_choices_are_told_before_anything_runs(tmp_path: Path) -> None:
    """An engine, a size or an address that cannot be."""
    out = str(tmp_path / "out")
    for words, told in [
        (["--engine", "odd"], b"choose dask, local, ray, spark"),
        (["--limit-memory", "lots"], b"such as 2GB"),
        (["--limit-memory", "10MB"], b"at least 500MB"),
        (["--address", "tcp://127.0.0.1:1"], b"no address"),
    ]:
        run = vigie_code(str(EXAMPLES), "-o", out, *words)
        assert run.returncode == 2 and told in run.stderr and b"Traceback" not in run.stderr
    assert not list(tmp_path.glob("out*.part"))
