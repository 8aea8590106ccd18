"""Triggers by which the database itself keeps the targets of a signed Perjanjian Kinerja, for SQLite and PostgreSQL.

Agreements and revisions are append-only. In a year with an agreement a target may only become what its latest revision
says, and is never removed. `lift` and `install` exist for the flush of test databases, and for a later migration that
lets SQLite build one of these tables anew: it must lift before and install afterwards.
"""

APPEND_ONLY = ("kinerja_performanceagreement", "kinerja_targetrevision")
TARGET = "kinerja_target"
KEY = ("indicator_id", "unit_id", "kind", "year", "number")
CONTENT = ("value", "lower", "upper")
KEPT = "Catatan ini hanya dapat ditambah, tidak diubah atau dihapus."
LOCKED = "Target tahun ini terkunci oleh Perjanjian Kinerja. Catat perubahannya sebagai adendum."

IN_FORCE = (
    "EXISTS (SELECT 1 FROM kinerja_performanceagreement a JOIN kinerja_indicator i ON i.office_id = a.office_id "
    "WHERE i.id = {row}.indicator_id AND a.year = {row}.year)"
)
# The content of the latest revision of this very target.
REVISED = (
    "EXISTS (SELECT 1 FROM kinerja_targetrevision r WHERE r.id = (SELECT max(l.id) FROM kinerja_targetrevision l WHERE "
    + " AND ".join(f"l.{name} = NEW.{name}" for name in KEY)
    + ") AND {same})"
)


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
    for table in APPEND_ONLY:
        for act in ("update", "delete", *(["truncate"] if vendor == "postgresql" else [])):
            yield table, f"{table}_no_{act}"
    for act in ("insert", "update", "delete"):
        yield TARGET, f"{TARGET}_locked_{act}"


def _equal(names, left, right, operator):
    return " AND ".join(f"{left}.{name} {operator} {right}.{name}" for name in names)


def _sqlite():
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
    old, new = IN_FORCE.format(row="OLD"), IN_FORCE.format(row="NEW")
    revised = REVISED.format(same=_equal(CONTENT, "r", "NEW", "IS"))
    unchanged = _equal((*KEY, *CONTENT), "OLD", "NEW", "IS")
    moved = f"NOT ({_equal(KEY, 'OLD', 'NEW', 'IS')})"
    guards = {
        "insert": f"{new} AND NOT {revised}",
        "update": f"NOT ({unchanged}) AND ({old} OR {new}) AND ({moved} OR NOT {revised})",
        "delete": old,
    }
    for act, condition in guards.items():
        yield (
            f"CREATE TRIGGER {TARGET}_locked_{act} BEFORE {act} ON {TARGET} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{LOCKED}'); END"
        )


def _postgresql():
    yield _function("kinerja_kept", _raise(KEPT))
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION kinerja_kept()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION kinerja_kept()"
        )
    yield from _postgresql_target()


def _postgresql_target():
    old, new = IN_FORCE.format(row="OLD"), IN_FORCE.format(row="NEW")
    revised = REVISED.format(same=_equal(CONTENT, "r", "NEW", "IS NOT DISTINCT FROM"))
    unchanged = _equal((*KEY, *CONTENT), "OLD", "NEW", "IS NOT DISTINCT FROM")
    moved = f"NOT ({_equal(KEY, 'OLD', 'NEW', 'IS NOT DISTINCT FROM')})"
    yield _function(
        f"{TARGET}_locked",
        "IF TG_OP = 'DELETE' THEN "
        f"IF {old} THEN {_raise(LOCKED)} END IF; RETURN OLD; END IF; "
        "IF TG_OP = 'UPDATE' THEN "
        f"IF {unchanged} THEN RETURN NEW; END IF; "
        f"IF {moved} AND ({old} OR {new}) THEN {_raise(LOCKED)} END IF; END IF; "
        f"IF {new} AND NOT {revised} THEN {_raise(LOCKED)} END IF; RETURN NEW;",
    )
    for act in ("insert", "update", "delete"):
        yield (
            f"CREATE TRIGGER {TARGET}_locked_{act} BEFORE {act} ON {TARGET} "
            f"FOR EACH ROW EXECUTE FUNCTION {TARGET}_locked()"
        )


def _raise(sentence):
    return f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';"


def _function(name, body):
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
