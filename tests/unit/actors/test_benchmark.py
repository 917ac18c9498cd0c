"""The short sentences of benchmarks/actors: one phenomenon each, all right."""

import importlib.util
from pathlib import Path

import pytest

MEASURE = Path(__file__).resolve().parents[3] / "benchmarks" / "actors" / "measure.py"
SPEC = importlib.util.spec_from_file_location("measure_actors", MEASURE)
assert SPEC is not None and SPEC.loader is not None
measure = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(measure)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_of_the_benchmark_is_right(language: str) -> None:
    """At least 300 sentences a language; each failure is told with its phenomenon."""
    lines = (MEASURE.parent / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert sum(" => " in line for line in lines) >= 300
    _, _, failures = measure.run(language)
    assert not failures, "\n".join(failures)
