"""Pictures of the pages, for docs/web.md: `python docs/screenshots.py [STORE] [OUT]`.

Needs Debian's chromium and chromium-driver and `pip install 'vigie[test]'`. Without a store, the tutorial's forty reports are read into one. What is
served and photographed stays on loopback.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

HERE = Path(__file__).resolve().parent
VIGIE = str(Path(sys.executable).with_name("vigie"))
PAGES = (
    ("today", "/", "en"), ("report", "/reports/27", "en"), ("event", "/events/1", "en"), ("actor", "/actors/TUR", "fr"), ("dyad", "/dyads/TUR/RUS", "en"),
    ("search", "/search?actor=TUR&q=cargo", "fr"), ("calendar", "/calendar?on=2031-10-19", "en"), ("measures", "/measures?ended=yes", "fr"), ("network", "/network", "en"),
    ("map", "/map", "en"), ("corrections", "/corrections", "fr"),
)  # fmt: skip
_WIDE, _PHONE = (1280, 960), (420, 860)


def main() -> None:
    """Make them all, and three in the dark and on a phone."""
    with tempfile.TemporaryDirectory() as folder:
        store = sys.argv[1] if len(sys.argv) > 1 else _tutorial(f"{folder}/demo.db")
        out = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "screenshots"
        out.mkdir(exist_ok=True)
        with served(store) as address, browser() as chrome:
            for name, page, language in PAGES:
                _shoot(chrome, f"{address}{page}{'&' if '?' in page else '?'}lang={language}", out / f"{name}.png", _WIDE)
            for name, page, _ in PAGES[:2]:
                _shoot(chrome, address + page + "?lang=fr", out / f"{name}-phone.png", _PHONE)
            chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
            for name, page, _ in (PAGES[1], PAGES[4]):
                _shoot(chrome, address + page + "?lang=fr", out / f"{name}-dark.png", _WIDE)


@contextmanager
def served(store: str) -> Iterator[str]:
    """`vigie serve` over a store on a free port; its address."""
    server = subprocess.Popen([VIGIE, "serve", "--store", store, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield server.stderr.readline().split()[0].rstrip("/")
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def browser() -> Iterator[Chrome]:
    """Debian's Chromium without a window."""
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for option in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(option)
    chrome = Chrome(options, Service("/usr/bin/chromedriver"))
    chrome.set_page_load_timeout(60)
    try:
        yield chrome
    finally:
        chrome.quit()


def _tutorial(store: str) -> str:
    batches = [str(HERE / "tutorial" / f"{name}-batch.jsonl") for name in ("first", "second")]
    subprocess.run([VIGIE, "add", *batches, "--store", store, "--quiet"], check=True)
    return store


def _shoot(chrome: Chrome, address: str, out: Path, size: tuple[int, int]) -> None:
    width, height = size
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
    chrome.get(address)
    coded = chrome.find_elements(By.CSS_SELECTOR, ".coded [data-event]")
    if coded and width > 600:
        ActionChains(chrome).move_to_element(coded[0]).perform()
    chrome.save_screenshot(str(out))


if __name__ == "__main__":
    main()
