"""Triggers by which the database itself keeps a finished evaluation of an SOP, for SQLite and PostgreSQL.

Once `finished_at` stands, neither the evaluation nor any of its answers is changed, added to or removed. `lift` and
`install` exist for the flush of test databases, and for a later migration that lets SQLite build one of these tables
anew: it must lift before and install afterwards.
"""

EVALUATION, ANSWER = "kinerja_evaluation", "kinerja_answer"
FINISHED = "Evaluasi yang sudah selesai tidak diubah atau dihapus."
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def install(connection):
    """Create every trigger of this connection's database."""
    statements = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lift(connection):
    """Drop every trigger, so that a test database can be emptied."""
    with connection.cursor() as cursor:
        for table, name in _names(connection.vendor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def forwards(apps, schema_editor):
    install(schema_editor.connection)


def backwards(apps, schema_editor):
    lift(schema_editor.connection)


def _names(vendor):
    for act in ("update", "delete"):
        yield EVALUATION, f"{EVALUATION}_finished_{act}"
    for act in ROWS:
        yield ANSWER, f"{ANSWER}_finished_{act}"
    if vendor == "postgresql":
        for table in (EVALUATION, ANSWER):
            yield table, f"{table}_finished_truncate"


def _of_finished(rows):
    """Whether the answer belongs, or would belong, to a finished evaluation."""
    ids = ", ".join(f"{row}.evaluation_id" for row in rows)
    return f"EXISTS (SELECT 1 FROM {EVALUATION} e WHERE e.id IN ({ids}) AND e.finished_at IS NOT NULL)"


def _sqlite():
    guards = [(EVALUATION, act, "OLD.finished_at IS NOT NULL") for act in ("update", "delete")]
    guards += [(ANSWER, act, _of_finished(rows)) for act, rows in ROWS.items()]
    for table, act, condition in guards:
        yield (
            f"CREATE TRIGGER {table}_finished_{act} BEFORE {act} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{FINISHED}'); END"
        )


def _postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION kinerja_finished() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{FINISHED}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for act in ("update", "delete"):
        yield (
            f"CREATE TRIGGER {EVALUATION}_finished_{act} BEFORE {act} ON {EVALUATION} FOR EACH ROW "
            "WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION kinerja_finished()"
        )
    # A condition of WHEN may not look into another table: here the function does.
    for act, rows in ROWS.items():
        yield (
            f"CREATE OR REPLACE FUNCTION {ANSWER}_finished_{act}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_of_finished(rows)} THEN RAISE EXCEPTION '{FINISHED}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {rows[-1]}; END $$"
        )
        yield (
            f"CREATE TRIGGER {ANSWER}_finished_{act} BEFORE {act} ON {ANSWER} "
            f"FOR EACH ROW EXECUTE FUNCTION {ANSWER}_finished_{act}()"
        )
    for table in (EVALUATION, ANSWER):
        yield (
            f"CREATE TRIGGER {table}_finished_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION kinerja_finished()"
        )
