"""The cleaning benchmark: its pages are those that its layouts make, and what is promised of cleaning holds on them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "benchmarks" / "cleaning" / "pages"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


def test_cleaning_keeps_its_promise() -> None:
    """Word F1 of at least 0.97 and at most 2 % of furniture left, on at least 40 pages: the command fails below that."""
    done = run("-m", "benchmarks.cleaning.measure")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(PAGES.glob("*.html"))) >= 40


def test_pages_match_their_layouts() -> None:
    """Nobody edits a page by hand: layouts and articles give it, with its text and its furniture, byte for byte."""
    code = (
        "from benchmarks.cleaning.pages import samples\n"
        "from pathlib import Path\n"
        "import sys\n"
        "folder = Path(sys.argv[1])\n"
        "for s in samples():\n"
        "    for ending, content in (('html', s.html), ('txt', s.text), ('furniture.txt', '\\n'.join(s.furniture))):\n"
        "        assert (folder / f'{s.name}.{ending}').read_text(encoding='utf-8') == content + '\\n', (s.name, ending)\n"
    )
    done = run("-c", code, str(PAGES))
    assert done.returncode == 0, done.stderr
