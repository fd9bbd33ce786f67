.DEFAULT_GOAL := help
COMPILE := .venv/bin/uv pip compile pyproject.toml --generate-hashes --universal \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet
ifneq ($(origin HOST),command line)
HOST := # some shells export it as the machine's own name
endif
.PHONY: help setup run test cover check adding bench breakages messages pages lock wheelhouse clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

setup: ## Install what is missing: system libraries, and .venv with the test tools
	@.ci/setup

run: ## Serve on this machine (PORT=8000 HOST=127.0.0.1) and post an example event; installs what that needs alone
	@.ci/setup run
	@.venv/bin/correspondence example $(if $(PORT),--port $(PORT)) $(if $(HOST),--host $(HOST))

test cover: export PYTHONDONTWRITEBYTECODE := # the tests start many processes, which begin sooner from bytecode
test: setup ## Everything that must be green: all tests and, beside them, check
	@.ci/test

cover: setup ## All tests, and which lines and branches no test has seen
	.venv/bin/pytest -n 2 --dist worksteal --cov

check: setup ## Lint, format, types, and the arrow between the layers
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo --no-cache

adding: setup ## What a new event or letter still lacks (EVENT=type LETTER=code, or one of them); makes what is made
	.venv/bin/python -m tests.adding "$(EVENT)" "$(LETTER)"

bench: setup ## Measure how fast letters are made
	.venv/bin/python -m tests.bench.letter_speed
	.venv/bin/python -m tests.bench.many_cases
	.venv/bin/python -m tests.bench.many_callers
	.venv/bin/python -m tests.bench.work_list

breakages: setup ## Break a copy of the project in every small way of a table, and see whether the tests notice (WORDS=...)
	.venv/bin/python -m tests.breakages $(WORDS)

messages: setup ## Bring the catalogues in locales/ up to the sentences of the templates
	.venv/bin/python -m tests.messages

pages: setup ## Write anew the pages that are made from the code: README's table, docs/letters.md, codes.md, api.md
	.venv/bin/python -m tests.pages

lock: setup ## Write both locks anew from pyproject.toml, and what their packages ask for
	$(COMPILE) --group dev --upgrade -o requirements-dev.txt
	rm requirements.txt
	$(COMPILE) --group build -c requirements-dev.txt -o requirements.txt
	.venv/bin/python -m tests.locks

wheelhouse: setup ## Put every package of the locks into wheelhouse/, for `make setup WHEELS=wheelhouse` without a network
	.venv/bin/python -m pip download -q --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
		-d wheelhouse -r requirements-dev.txt

clean: ## Remove what was made: .venv and the caches (not var/, which holds letters)
	rm -rf .venv .venv-system wheelhouse .coverage htmlcov golden_failures .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
