# Two commands do everything on a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BASE_URL ?=
NEWEST ?=
BIN := .venv/bin
# Hundreds of Pythons start in a run of the tests: what one has compiled, the next need not.
unexport PYTHONDONTWRITEBYTECODE
# A Python that was named is heeded, even if .venv has another. NEWEST=1 takes the newest torch and Matplotlib that pyproject.toml allows.
SETUP := $(PYTHON) tools/bootstrap.py $(if $(filter file,$(origin PYTHON)),,--this-python) $(if $(NEWEST),--newest)

# `make check-chapter NAME`: the name is no target.
ifeq (check-chapter,$(firstword $(MAKECMDGOALS)))
CHAPTER ?= $(word 2,$(MAKECMDGOALS))
$(CHAPTER):
	@:
endif

.PHONY: help setup serve test test-fork check-chapter mutants theory scale build zip weave results audit lock
.DEFAULT_GOAL := help

help:  ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## */  make \1	/p' Makefile

setup:  ## create .venv and install what is pinned (the others do this by themselves)
	@$(SETUP)

serve: setup  ## build the book, serve it at http://127.0.0.1:8000/, reload on change (PORT=8001 for another port)
	@$(BIN)/book serve --port $(PORT)

test: setup  ## run every check
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-fork: setup  ## make a fork as README says, and run every check in it
	@rm -rf .cache/fork
	@$(BIN)/python tools/fork.py .cache/fork
	@$(MAKE) --no-print-directory -C .cache/fork test

check-chapter: setup  ## what an author needs after a change: `make check-chapter loss` runs, builds and looks at one chapter, in both languages
	@$(BIN)/book check $(CHAPTER)
	@$(BIN)/book weave --check $(CHAPTER)
	@$(BIN)/python -m pytest --quiet --chapter $(CHAPTER) tests/site/test_site.py tests/browser/test_looks.py $(wildcard docs/*/$(CHAPTER).md)

theory: setup  ## train with many seeds and all hyperparameters, compare with the theory, write and print tests/results/theory.md (minutes)
	@$(BIN)/python tools/monte_carlo.py
	@cat tests/results/theory.md

scale: setup  ## measure what chapters `scale` and `processes` tell: ways to train, memory, processes; write src/linreg/measured.py (some minutes, 1.2 GB of disk)
	@$(BIN)/python tools/scale.py

mutants: setup  ## change the lesson in hundreds of ways, and see each change caught (takes many minutes)
	@$(BIN)/python tools/mutants.py

build: setup  ## write the site to site/ (BASE_URL=https://example.org/book/ where it will stand)
	@$(BIN)/book build --base-url "$(BASE_URL)"

zip: setup  ## pack the book into one zip in dist/, to read without a server and without a network
	@$(BIN)/book zip

weave: setup  ## put code, outputs, figures and notebooks into the chapters
	@$(BIN)/book weave

results: setup  ## try every fault again and write the tables of what caught it to tests/results/
	@$(BIN)/python -m pytest -q --write-results tests/checks/test_faults.py tests/lesson/test_wrong_code.py
	@cat tests/results/wrong-pages.md tests/results/harmless-edits.md tests/results/wrong-code.md

audit: setup  ## print each page's weight, Lighthouse scores and axe findings (minutes)
	@$(SETUP) --audit
	@$(BIN)/python tools/audit.py

lock:  ## pin anew what pyproject.toml and package.json ask for (what is pinned stays, unless it must move)
	@test -x $(BIN)/uv || $(SETUP)  # no set-up goes through while the pins lag behind
	@grep '^torch==' requirements-torch.txt >.venv/torch-pin.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --all-extras --generate-hashes \
	  --no-emit-package torch --constraint .venv/torch-pin.txt --custom-compile-command 'make lock' --output-file requirements.txt pyproject.toml
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only --ignore-scripts --no-audit --no-fund
