# One command each: `make run` reads the example reports, `make test` passes every test, `make lint` is what CI adds.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run demo test lint train encoder ranker clean fuzz docs

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	touch $@

$(VENV)/.ready-web: $(VENV)/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[web]"
	touch $@

run: $(VENV)/.ready
	$(BIN)/vigie read examples

# The tutorial's forty reports in a store of their own, served on http://127.0.0.1:8000
demo: $(VENV)/.ready-web
	mkdir -p build
	$(BIN)/vigie add docs/tutorial/first-batch.jsonl docs/tutorial/second-batch.jsonl --store build/demo.db --quiet
	$(BIN)/vigie serve --store build/demo.db

test: $(VENV)/.ready-test
	$(BIN)/pytest

lint: $(VENV)/.ready-test
	$(BIN)/ruff check src tests training benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy

# Needs the open data beside the checkout (shared/training) and about 25 minutes of one core a language.
train: $(VENV)/.ready
	$(BIN)/pip install --quiet -c constraints.txt -e ".[train]"
	$(BIN)/python -m training.gazetteer
	OMP_NUM_THREADS=1 $(BIN)/python -m training.train fr --data ../shared/training
	OMP_NUM_THREADS=1 $(BIN)/python -m training.train en --data ../shared/training
	$(MAKE) ranker

GOLD := ../shared/gold/train-fr.jsonl ../shared/gold/train-en.jsonl training/codings/wikinews-1.jsonl
LIKE := $(wildcard training/reports/like-gold/*.jsonl)
WRITTEN := $(wildcard training/reports/*.jsonl)
HELD_OUT := training/codings/wikinews-2.jsonl training/codings/timebank.jsonl $(wildcard training/reports/held-out/*.jsonl)

TREES := $(wildcard ../shared/training/ud/*/*.conllu ../shared/training/ud/*/*/*.conllu)

# Needs the gold beside the checkout and some four hours of two cores: which words tell of which events, who stands where, and the rest. Then `make ranker`.
encoder: $(VENV)/.ready
	$(BIN)/pip install --quiet -c constraints.txt -e ".[train,encoder]"
	$(BIN)/python -m training.encoder $(GOLD) --like $(LIKE) --written $(WRITTEN) --examples fr en --treebanks $(TREES)

# Needs the gold beside the checkout; some twenty minutes. What is shipped was learned otherwise and is a point better (docs/adr/0013). Learns anew which readings are meant and which date is an event's: after every change of a lexicon, of a
# stage before events or of the encoder, which must not know the reports that are learned from here.
ranker: $(VENV)/.ready
	$(BIN)/pip install --quiet -c constraints.txt -e ".[train]"
	$(BIN)/python -m training.ranker $(HELD_OUT) --known $(GOLD) $(LIKE) $(WRITTEN) --examples fr en --check ../shared/gold/dev-*.jsonl --threshold 0.2
	$(BIN)/python -m training.dates $(HELD_OUT) --check ../shared/gold/dev-*.jsonl

clean:
	rm -rf $(VENV) build src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Codebook, API reference, licences and pictures, from code and data.
docs: $(VENV)/.ready-test
	$(BIN)/python docs/generate.py

# The long run against hostile bytes, a minute a parser; `make test` has a short one.
fuzz: $(VENV)/.ready-test
	$(BIN)/python -m tests.fuzz
