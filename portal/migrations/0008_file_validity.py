"""The beginning of a file's validity, which nobody wrote, leaves; the triggers of its table are made again."""

from django.db import migrations

from portal.schema.operations import RunSQLOf

OFF = ('DROP TRIGGER IF EXISTS portal_storedfile_evidence_update',), ('DROP TRIGGER IF EXISTS portal_storedfile_evidence_update ON portal_storedfile',)
SQLITE_ON = (
    'DROP TRIGGER IF EXISTS portal_storedfile_evidence_update',
    'CREATE TRIGGER portal_storedfile_evidence_update BEFORE UPDATE ON portal_storedfile WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."token" AS TEXT) IS NOT CAST(NEW."token" AS TEXT) OR CAST(OLD."file" AS TEXT) IS NOT CAST(NEW."file" AS TEXT) OR CAST(OLD."name" AS TEXT) IS NOT CAST(NEW."name" AS TEXT) OR CAST(OLD."kind" AS TEXT) IS NOT CAST(NEW."kind" AS TEXT) OR CAST(OLD."content_type" AS TEXT) IS NOT CAST(NEW."content_type" AS TEXT) OR CAST(OLD."size" AS TEXT) IS NOT CAST(NEW."size" AS TEXT) OR CAST(OLD."sha256" AS TEXT) IS NOT CAST(NEW."sha256" AS TEXT) OR CAST(OLD."version" AS TEXT) IS NOT CAST(NEW."version" AS TEXT) OR CAST(OLD."replaces_id" AS TEXT) IS NOT CAST(NEW."replaces_id" AS TEXT) OR CAST(OLD."effective_to" AS TEXT) IS NOT CAST(NEW."effective_to" AS TEXT) OR CAST(OLD."confidentiality" AS TEXT) IS NOT CAST(NEW."confidentiality" AS TEXT) OR CAST(OLD."stored_at" AS TEXT) IS NOT CAST(NEW."stored_at" AS TEXT) OR CAST(OLD."stored_by_id" AS TEXT) IS NOT CAST(NEW."stored_by_id" AS TEXT) OR CAST(OLD."holder_type_id" AS TEXT) IS NOT CAST(NEW."holder_type_id" AS TEXT) OR CAST(OLD."holder_id" AS TEXT) IS NOT CAST(NEW."holder_id" AS TEXT) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL_ON = (
    'DROP TRIGGER IF EXISTS portal_storedfile_evidence_update ON portal_storedfile',
    'CREATE OR REPLACE FUNCTION portal_storedfile_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."token" AS TEXT) IS DISTINCT FROM CAST(NEW."token" AS TEXT) OR CAST(OLD."file" AS TEXT) IS DISTINCT FROM CAST(NEW."file" AS TEXT) OR CAST(OLD."name" AS TEXT) IS DISTINCT FROM CAST(NEW."name" AS TEXT) OR CAST(OLD."kind" AS TEXT) IS DISTINCT FROM CAST(NEW."kind" AS TEXT) OR CAST(OLD."content_type" AS TEXT) IS DISTINCT FROM CAST(NEW."content_type" AS TEXT) OR CAST(OLD."size" AS TEXT) IS DISTINCT FROM CAST(NEW."size" AS TEXT) OR CAST(OLD."sha256" AS TEXT) IS DISTINCT FROM CAST(NEW."sha256" AS TEXT) OR CAST(OLD."version" AS TEXT) IS DISTINCT FROM CAST(NEW."version" AS TEXT) OR CAST(OLD."replaces_id" AS TEXT) IS DISTINCT FROM CAST(NEW."replaces_id" AS TEXT) OR CAST(OLD."effective_to" AS TEXT) IS DISTINCT FROM CAST(NEW."effective_to" AS TEXT) OR CAST(OLD."confidentiality" AS TEXT) IS DISTINCT FROM CAST(NEW."confidentiality" AS TEXT) OR CAST(OLD."stored_at" AS TEXT) IS DISTINCT FROM CAST(NEW."stored_at" AS TEXT) OR CAST(OLD."stored_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."stored_by_id" AS TEXT) OR CAST(OLD."holder_type_id" AS TEXT) IS DISTINCT FROM CAST(NEW."holder_type_id" AS TEXT) OR CAST(OLD."holder_id" AS TEXT) IS DISTINCT FROM CAST(NEW."holder_id" AS TEXT) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER portal_storedfile_evidence_update BEFORE UPDATE ON portal_storedfile FOR EACH ROW EXECUTE FUNCTION portal_storedfile_evidence_update()',
)


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_evidence")]

    operations = [
        RunSQLOf(*OFF),
        migrations.RemoveConstraint("storedfile", "file_period_in_order"),
        migrations.RemoveField("storedfile", "effective_from"),
        RunSQLOf(SQLITE_ON, POSTGRESQL_ON),
    ]
