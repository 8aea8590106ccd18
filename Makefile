# make demo   try it: everything is set up, then served on http://127.0.0.1:8000 (another port: make demo PORT=8080)
# make test   every check and every test, on SQLite and on PostgreSQL
# make check  the checks without the tests
# make cover  the tests with coverage, which takes three times as long
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py

.PHONY: demo test check cover lock

demo: export DEBUG = true
demo: export DEMO = true
demo:
	@contrib/setup.sh demo
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@exec $(MANAGE) demo --port $(PORT)

test: check
	contrib/with_postgres.sh $(BIN)/pytest -q -n auto --dist worksteal -m "engine or postgres"
	$(BIN)/pytest -q -n auto --dist worksteal

cover:
	@contrib/setup.sh test
	$(BIN)/pytest -q -n auto --dist worksteal --cov --cov-report=term:skip-covered

check: export DEBUG = true
check:
	@contrib/setup.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(BIN)/lint-imports
	$(BIN)/mypy kinerja sop
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check_vendor
	DEBUG=false SECRET_KEY=$$(od -An -tx1 -N40 /dev/urandom | tr -d ' \n') MFA_KEY=$$(head -c32 /dev/urandom | base64 | tr '+/' '-_') \
		$(MANAGE) check --deploy --fail-level WARNING

lock:
	uv lock
	uv export --quiet --frozen --no-dev --no-emit-project -o contrib/requirements.txt
	uv export --quiet --frozen --group dev --no-emit-project -o contrib/requirements-dev.txt
