"""Triggers by which the database itself refuses to change history, for SQLite and PostgreSQL.

Two kinds: *append-only* tables (no UPDATE, no DELETE, on PostgreSQL no TRUNCATE), and *sheet* tables whose rows may
not be added, changed or removed once the version they belong to is published. An UPDATE that changes nothing passes,
so that loading a fixture again is harmless. `lift` and `install` exist for the flush of test databases.
"""

PUBLISHED = "SELECT 1 FROM sop_publication p WHERE p.version_id = {version}"
OF_STEP = "(SELECT s.version_id FROM sop_step s WHERE s.id = {row}.%s)"

APPEND_ONLY = ("sop_event", "sop_publication")
# table → SQL of the version a row belongs to; {row} is NEW or OLD
SHEETS = {
    "sop_sopversion": "{row}.id",
    "sop_headeritem": "{row}.version_id",
    "sop_actor": "{row}.version_id",
    "sop_step": "{row}.version_id",
    "sop_remark": "{row}.version_id",
    "sop_stepactor": OF_STEP % "step_id",
    "sop_qualitystandard": OF_STEP % "step_id",
    "sop_flow": OF_STEP % "source_id",
}
COLUMNS = {
    "sop_sopversion": (
        "id sop_id version agency cover attachment_of number title table_title purpose created_printed "
        "revised_printed effective_printed effective_on approver_post approver_name approver_rank approver_nip "
        "labels rhythm"
    ),
    "sop_headeritem": "id version_id section order marker text",
    "sop_actor": "id version_id order label is_group",
    "sop_step": (
        "id version_id position table table_heading number activity note nature starts fills per_unit is_meeting record"
    ),
    "sop_remark": "id version_id order severity text",
    "sop_stepactor": "id step_id actor_id role source confidence",
    "sop_qualitystandard": "id step_id requirements time output",
    "sop_flow": "id source_id order target_id label effects is_return drawn basis",
}
REFUSED = "Naskah SOP yang sudah terbit tidak dapat diubah. Buat versi baru."
KEPT = "Catatan ini hanya dapat ditambah, tidak diubah atau dihapus."


def install(connection):
    """Create every trigger of this connection's database."""
    for statement in _statements(connection.vendor):
        with connection.cursor() as cursor:
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
        yield table, f"{table}_no_update"
        yield table, f"{table}_no_delete"
        if vendor == "postgresql":
            yield table, f"{table}_no_truncate"
    for table in SHEETS:
        for act in ("insert", "update", "delete"):
            if (table, act) != ("sop_sopversion", "insert"):
                yield table, f"{table}_published_{act}"


def _statements(vendor):
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _published(table, row):
    return "EXISTS (" + PUBLISHED.format(version=SHEETS[table].format(row=row)) + ")"


def _sqlite():
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
    for table in SHEETS:
        changed = " OR ".join(f'OLD."{c}" IS NOT NEW."{c}"' for c in COLUMNS[table].split())
        guards = {
            "insert": _published(table, "NEW"),
            "update": f"({changed}) AND ({_published(table, 'OLD')} OR {_published(table, 'NEW')})",
            "delete": _published(table, "OLD"),
        }
        for act, condition in guards.items():
            if (table, act) != ("sop_sopversion", "insert"):
                yield (
                    f"CREATE TRIGGER {table}_published_{act} BEFORE {act} ON {table} WHEN {condition} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                )


def _postgresql():
    yield _function("sop_kept", f"RAISE EXCEPTION '{KEPT}' USING ERRCODE = 'integrity_constraint_violation';")
    for table in APPEND_ONLY:
        for act in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION sop_kept()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION sop_kept()"
        )
    for table in SHEETS:
        yield from _postgresql_sheet(table)


def _postgresql_sheet(table):
    refuse = f"RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';"
    same = "IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;"
    yield _function(
        f"{table}_published",
        f"{same} "
        f"IF TG_OP <> 'INSERT' THEN IF {_published(table, 'OLD')} THEN {refuse} END IF; END IF; "
        f"IF TG_OP <> 'DELETE' THEN IF {_published(table, 'NEW')} THEN {refuse} END IF; RETURN NEW; END IF; "
        f"RETURN OLD;",
    )
    for act in ("insert", "update", "delete"):
        if (table, act) != ("sop_sopversion", "insert"):
            yield (
                f"CREATE TRIGGER {table}_published_{act} BEFORE {act} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_published()"
            )


def _function(name, body):
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
