# Two commands do everything on a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BASE_URL ?=
NEWEST ?=
BIN := .venv/bin
LOG := .venv/setup.log
# NEWEST=1 takes the newest torch and Matplotlib that pyproject.toml allows; all else is as pinned.
CONSTRAINTS := $(if $(NEWEST),.venv/newest.txt,constraints.txt)

.PHONY: help setup serve test mutants theory build zip weave results audit
.DEFAULT_GOAL := help

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*## */  make \1	/p' Makefile

setup: .venv/ready  ## create .venv and install what is pinned (the others do this by themselves)

serve: .venv/ready  ## build the book, serve it at http://127.0.0.1:8000/, reload on change (PORT=8001 for another port)
	@$(BIN)/book serve --port $(PORT)

test: .venv/ready  ## run every check
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

theory: .venv/ready  ## train with many seeds and all hyperparameters, compare with the theory, write and print tests/results/theory.md (minutes)
	@$(BIN)/python tests/monte_carlo.py
	@cat tests/results/theory.md

mutants: .venv/mutants  ## change the lesson in hundreds of ways, and see each change caught (takes many minutes)
	@$(BIN)/python tests/mutants.py

build: .venv/ready  ## write the site to site/ (BASE_URL=https://example.org/book/ where it will stand)
	@$(BIN)/book build --base-url "$(BASE_URL)"

zip: .venv/ready  ## pack the book into one zip in dist/, to read without a server and without a network
	@$(BIN)/book zip

weave: .venv/ready  ## put code, outputs, figures and notebooks into the chapters
	@$(BIN)/book weave

results: .venv/ready  ## try every fault again and write the tables of what caught it to tests/results/
	@$(BIN)/python -m pytest -q --write-results tests/test_faults.py tests/test_wrong_code.py
	@cat tests/results/wrong-pages.md tests/results/harmless-edits.md tests/results/wrong-code.md

audit: .venv/ready audit/node_modules/ready  ## print each page's weight, Lighthouse scores and axe findings (minutes)
	@$(BIN)/python tests/audit.py

audit/node_modules/ready: audit/package.json audit/package-lock.json
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix audit --no-audit --no-fund >$(LOG) 2>&1 || \
	  { echo "npm could not install Lighthouse: is there a network? $(LOG) has what npm said"; exit 1; }
	@touch $@

.venv/ready: pyproject.toml constraints.txt package.json package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || \
	  { echo "Python 3.11, 3.12 or 3.13 is needed, and $(PYTHON) is not: install it, or name one, as in 'make serve PYTHON=python3.12'"; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python cannot make a virtual environment: install its venv module (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	@$(if $(NEWEST),sed -E '/^(torch|matplotlib|numpy|contourpy|networkx|setuptools)==/d' constraints.txt >$(CONSTRAINTS),:)
	@echo "setting up .venv: the first time this downloads some hundred megabytes and takes minutes"
	@$(BIN)/python -m pip install --quiet --retries 2 --constraint $(CONSTRAINTS) --editable '.[book,test]' >$(LOG) 2>&1 || \
	  { echo "pip could not install the packages: is there a network? $(LOG) has what pip said"; exit 1; }
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund >$(LOG) 2>&1 || \
	  { echo "npm could not install KaTeX and iframe-worker: is there a network? $(LOG) has what npm said"; exit 1; }
	@touch $@

.venv/mutants: .venv/ready
	@$(BIN)/python -m pip install --quiet --retries 2 --constraint constraints.txt --editable '.[mutants]' >$(LOG) 2>&1 || \
	  { echo "pip could not install cosmic-ray: is there a network? $(LOG) has what pip said"; exit 1; }
	@touch $@
