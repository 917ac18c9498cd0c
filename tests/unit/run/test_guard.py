"""What the guard leaves of a process that it ended."""

import subprocess
import sys
from pathlib import Path

from vigie.run.guard import place_in

CODE = """
import sys, threading, time
from pathlib import Path
from vigie.run.guard import time_limit

def work():
    while True:
        time.sleep(0.01)

def _code_page():
    with time_limit(0.2, Path(sys.argv[1])):
        work()

threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
_code_page()
"""


def test_time_over_ends_the_process_and_tells_where_it_was(tmp_path: Path) -> None:
    """The stack of the thread that codes is found among the others."""
    script = tmp_path / "script.py"
    script.write_text(CODE, encoding="utf-8")
    run = subprocess.run([sys.executable, str(script), str(tmp_path / "trace")], check=False, timeout=30)
    assert run.returncode == 1
    assert place_in(tmp_path / "trace").endswith(f"{tmp_path.name}/script.py:8")
    assert place_in(tmp_path / "none") == ""
