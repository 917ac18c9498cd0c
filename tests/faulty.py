"""A reader for tests of runs: it codes nothing, and does what the text of a report tells it.

    raise    fails as a bug of ours would
    kill     kills its own process, as a crash in C would
    hang     never ends, and holds Python's lock all the while
    grab     asks for more memory than there is
    slow     takes a while
Every report that is begun is noted in the file that VIGIE_TEST_BEGUN names.
"""

import os
import re
import signal
import time
from collections.abc import Mapping

from vigie.article import read_article
from vigie.records import Page, Reading, Rejection


class FaultyReader:
    """Reads nothing but the order at the beginning of a text."""

    def __init__(self, language: str = "", models: Mapping[str, str] | None = None) -> None:
        pass

    def read_page(self, page: Page) -> Reading | Rejection:
        """Obey; then an empty reading of the page."""
        with open(os.environ["VIGIE_TEST_BEGUN"], "a", encoding="utf-8") as begun:
            begun.write(f"{page.id} {os.getpid()}\n")
        order = page.text.split()[0]
        if order == "raise":
            raise ValueError("as told")
        if order == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if order == "hang":
            re.match(r"(a+)+$", "a" * 60 + "b")
        if order == "grab":
            bytearray(64_000_000_000)
        time.sleep(float(found[1]) if (found := re.match(r"slow ([\d.]{1,6})", page.text)) else 0.0)
        article = read_article(page, "fr")
        return article if isinstance(article, Rejection) else Reading(article, (), (), (), (), (), (), ())


class DeadReader(FaultyReader):
    """Ends its process before it reads anything."""

    def __init__(self, language: str = "", models: Mapping[str, str] | None = None) -> None:
        os._exit(1)
