"""PostgreSQL itself refuses two holders, or two acting officials, of one post on one day.

It could be said as an exclusion constraint, but that needs the extension btree_gist, which a municipal server often
does not have. A trigger that locks the row of the post says the same: of two at once, the second waits, sees the
first, and is refused. SQLite has one writer at a time, so there the check of the act is enough; a trigger that names
two tables would also break every later migration that has to make the second one anew.
"""

REFUSED = "Jabatan ini sudah dijabat orang lain pada tanggal tersebut."
FUNCTION = f"""
CREATE OR REPLACE FUNCTION sop_appointment_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM sop_position WHERE id = NEW.position_id AND NOT shared FOR NO KEY UPDATE;
    IF FOUND AND EXISTS (
        SELECT 1 FROM sop_appointment a
        WHERE a.position_id = NEW.position_id AND a.id <> NEW.id
        AND (a.kind IN ('plt', 'plh')) = (NEW.kind IN ('plt', 'plh'))
        AND a.since <= COALESCE(NEW.until, 'infinity') AND NEW.since <= COALESCE(a.until, 'infinity')
    ) THEN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""
TRIGGER = """
CREATE TRIGGER sop_appointment_alone BEFORE INSERT OR UPDATE OF position_id, kind, since, until ON sop_appointment
FOR EACH ROW EXECUTE FUNCTION sop_appointment_alone()"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        schema_editor.execute(TRIGGER)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS sop_appointment_alone ON sop_appointment")
        schema_editor.execute("DROP FUNCTION IF EXISTS sop_appointment_alone()")
