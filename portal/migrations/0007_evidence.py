"""Triggers of what is inserted and never rewritten."""

from django.db import migrations, models

from portal.schema.operations import RunSQLOf

SQLITE = (
    'CREATE TRIGGER portal_storedfile_evidence_update BEFORE UPDATE ON portal_storedfile WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."token" AS TEXT) IS NOT CAST(NEW."token" AS TEXT) OR CAST(OLD."file" AS TEXT) IS NOT CAST(NEW."file" AS TEXT) OR CAST(OLD."name" AS TEXT) IS NOT CAST(NEW."name" AS TEXT) OR CAST(OLD."kind" AS TEXT) IS NOT CAST(NEW."kind" AS TEXT) OR CAST(OLD."content_type" AS TEXT) IS NOT CAST(NEW."content_type" AS TEXT) OR CAST(OLD."size" AS TEXT) IS NOT CAST(NEW."size" AS TEXT) OR CAST(OLD."sha256" AS TEXT) IS NOT CAST(NEW."sha256" AS TEXT) OR CAST(OLD."version" AS TEXT) IS NOT CAST(NEW."version" AS TEXT) OR CAST(OLD."replaces_id" AS TEXT) IS NOT CAST(NEW."replaces_id" AS TEXT) OR CAST(OLD."effective_from" AS TEXT) IS NOT CAST(NEW."effective_from" AS TEXT) OR CAST(OLD."effective_to" AS TEXT) IS NOT CAST(NEW."effective_to" AS TEXT) OR CAST(OLD."confidentiality" AS TEXT) IS NOT CAST(NEW."confidentiality" AS TEXT) OR CAST(OLD."stored_at" AS TEXT) IS NOT CAST(NEW."stored_at" AS TEXT) OR CAST(OLD."stored_by_id" AS TEXT) IS NOT CAST(NEW."stored_by_id" AS TEXT) OR CAST(OLD."holder_type_id" AS TEXT) IS NOT CAST(NEW."holder_type_id" AS TEXT) OR CAST(OLD."holder_id" AS TEXT) IS NOT CAST(NEW."holder_id" AS TEXT) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
    'CREATE TRIGGER portal_erasure_evidence_update BEFORE UPDATE ON portal_erasure WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."code" AS TEXT) IS NOT CAST(NEW."code" AS TEXT) OR CAST(OLD."what" AS TEXT) IS NOT CAST(NEW."what" AS TEXT) OR CAST(OLD."rule" AS TEXT) IS NOT CAST(NEW."rule" AS TEXT) OR CAST(OLD."ending" AS TEXT) IS NOT CAST(NEW."ending" AS TEXT) OR CAST(OLD."count" AS TEXT) IS NOT CAST(NEW."count" AS TEXT) OR CAST(OLD."references" AS TEXT) IS NOT CAST(NEW."references" AS TEXT) OR CAST(OLD."done_on" AS TEXT) IS NOT CAST(NEW."done_on" AS TEXT) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL = (
    'CREATE OR REPLACE FUNCTION portal_storedfile_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."token" AS TEXT) IS DISTINCT FROM CAST(NEW."token" AS TEXT) OR CAST(OLD."file" AS TEXT) IS DISTINCT FROM CAST(NEW."file" AS TEXT) OR CAST(OLD."name" AS TEXT) IS DISTINCT FROM CAST(NEW."name" AS TEXT) OR CAST(OLD."kind" AS TEXT) IS DISTINCT FROM CAST(NEW."kind" AS TEXT) OR CAST(OLD."content_type" AS TEXT) IS DISTINCT FROM CAST(NEW."content_type" AS TEXT) OR CAST(OLD."size" AS TEXT) IS DISTINCT FROM CAST(NEW."size" AS TEXT) OR CAST(OLD."sha256" AS TEXT) IS DISTINCT FROM CAST(NEW."sha256" AS TEXT) OR CAST(OLD."version" AS TEXT) IS DISTINCT FROM CAST(NEW."version" AS TEXT) OR CAST(OLD."replaces_id" AS TEXT) IS DISTINCT FROM CAST(NEW."replaces_id" AS TEXT) OR CAST(OLD."effective_from" AS TEXT) IS DISTINCT FROM CAST(NEW."effective_from" AS TEXT) OR CAST(OLD."effective_to" AS TEXT) IS DISTINCT FROM CAST(NEW."effective_to" AS TEXT) OR CAST(OLD."confidentiality" AS TEXT) IS DISTINCT FROM CAST(NEW."confidentiality" AS TEXT) OR CAST(OLD."stored_at" AS TEXT) IS DISTINCT FROM CAST(NEW."stored_at" AS TEXT) OR CAST(OLD."stored_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."stored_by_id" AS TEXT) OR CAST(OLD."holder_type_id" AS TEXT) IS DISTINCT FROM CAST(NEW."holder_type_id" AS TEXT) OR CAST(OLD."holder_id" AS TEXT) IS DISTINCT FROM CAST(NEW."holder_id" AS TEXT) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER portal_storedfile_evidence_update BEFORE UPDATE ON portal_storedfile FOR EACH ROW EXECUTE FUNCTION portal_storedfile_evidence_update()',
    'CREATE OR REPLACE FUNCTION portal_erasure_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."code" AS TEXT) IS DISTINCT FROM CAST(NEW."code" AS TEXT) OR CAST(OLD."what" AS TEXT) IS DISTINCT FROM CAST(NEW."what" AS TEXT) OR CAST(OLD."rule" AS TEXT) IS DISTINCT FROM CAST(NEW."rule" AS TEXT) OR CAST(OLD."ending" AS TEXT) IS DISTINCT FROM CAST(NEW."ending" AS TEXT) OR CAST(OLD."count" AS TEXT) IS DISTINCT FROM CAST(NEW."count" AS TEXT) OR CAST(OLD."references" AS TEXT) IS DISTINCT FROM CAST(NEW."references" AS TEXT) OR CAST(OLD."done_on" AS TEXT) IS DISTINCT FROM CAST(NEW."done_on" AS TEXT) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER portal_erasure_evidence_update BEFORE UPDATE ON portal_erasure FOR EACH ROW EXECUTE FUNCTION portal_erasure_evidence_update()',
    "CREATE OR REPLACE FUNCTION portal_erasure_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER portal_erasure_evidence_delete BEFORE DELETE ON portal_erasure FOR EACH ROW EXECUTE FUNCTION portal_erasure_evidence_delete()',
)


class Migration(migrations.Migration):
    dependencies = [('portal', '0006_kept_files')]

    operations = [
        migrations.AddField(
            "checkpoint",
            "evidence",
            models.JSONField("preuves scellées", null=True),
        ),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
