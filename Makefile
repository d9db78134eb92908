# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet --prefer-binary -c constraints.txt
HOST ?= 127.0.0.1
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install run test lint types contracts eval bench check clean

help: ## liste les commandes
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F ':.*?## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est nécessaire (PYTHON=/chemin/vers/python3.11 make run)."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installation des dépendances (quelques minutes la première fois)…"
	@$(PIP) -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "Installation des outils de test…"
	@$(PIP) -e '.[dev]'
	@touch $@

install: $(VENV)/.installed ## installe l’assistant dans .venv

run: $(VENV)/.installed ## prépare l’index s’il le faut et sert l’assistant sur http://127.0.0.1:8000
	@$(BIN)/python -m assistant serve --host $(HOST) --port $(PORT)

test: $(VENV)/.tested ## installe ce que les tests demandent et les exécute
	@$(BIN)/python -m pytest

lint: $(VENV)/.tested ## ruff : style et format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.tested ## mypy strict
	@$(BIN)/mypy

contracts: $(VENV)/.tested ## import-linter : qui peut importer qui
	@$(BIN)/lint-imports

eval: $(VENV)/.tested ## évalue recherche et réponses, écrit evaluation/reports/
	@$(BIN)/python -m evaluation report $(EVAL)

bench: $(VENV)/.tested ## mesure durées et mémoire, en rapport à une chaîne LangChain ordinaire
	@$(BIN)/python -m evaluation bench

check: lint types contracts test ## tout ce que la CI vérifie, sauf l’évaluation

clean: ## efface .venv et les caches, garde .data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
