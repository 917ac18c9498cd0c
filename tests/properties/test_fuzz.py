"""A short, repeatable run of the fuzzer at every parser of foreign bytes; the long run is `python -m tests.fuzz`."""

import faulthandler
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.fuzz.targets import TARGETS, mutate  # noqa: E402

_SLOW = {"report": 12, "html": 25, "expressions": 25}
_HANG_SECONDS = 120
"""Only a true hang takes so long, on any machine."""


@pytest.fixture(autouse=True)
def no_hang() -> Iterator[None]:
    """A test that hangs ends with the place where it does."""
    faulthandler.dump_traceback_later(_HANG_SECONDS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_earlier_findings_do_no_harm(name: str) -> None:
    """What was found once is found no more, and good bytes are taken."""
    seeds = TARGETS[name].seeds(name)
    assert seeds
    for seed in seeds[: 2 * _SLOW.get(name, 50)] if name != "report" else seeds[:: max(1, len(seeds) // 12)]:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", TARGETS)
def test_mangled_bytes_are_taken_or_refused(name: str) -> None:
    """Some bytes or other give results or a refusal in our own words, never another error."""
    target, chance = TARGETS[name], random.Random(name)
    seeds = target.seeds(name)
    for _ in range(_SLOW.get(name, 60)):
        target.run(mutate(chance.choice(seeds), chance))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
@pytest.mark.parametrize("name", ["capture", "expressions", "yaml", "config", "feeds", "json"])
def test_any_text_is_taken_or_refused(name: str, text: str) -> None:
    """Characters of any kind do no harm."""
    TARGETS[name].run(text.encode("utf-8", "surrogatepass"))
