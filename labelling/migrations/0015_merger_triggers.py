"""Triggers of what is registered of a merger."""

from django.db import migrations

from portal.schema.operations import RunSQLOf

SQLITE = (
    'CREATE TRIGGER labelling_merger_evidence_update BEFORE UPDATE ON labelling_merger WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."absorbed_id" AS TEXT) IS NOT CAST(NEW."absorbed_id" AS TEXT) OR CAST(OLD."absorbing_id" AS TEXT) IS NOT CAST(NEW."absorbing_id" AS TEXT) OR CAST(OLD."effective_on" AS TEXT) IS NOT CAST(NEW."effective_on" AS TEXT) OR CAST(OLD."act" AS TEXT) IS NOT CAST(NEW."act" AS TEXT) OR CAST(OLD."reason" AS TEXT) IS NOT CAST(NEW."reason" AS TEXT) OR CAST(OLD."registered_by_id" AS TEXT) IS NOT CAST(NEW."registered_by_id" AS TEXT) OR CAST(OLD."registered_at" AS TEXT) IS NOT CAST(NEW."registered_at" AS TEXT) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL = (
    'CREATE OR REPLACE FUNCTION labelling_merger_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."absorbed_id" AS TEXT) IS DISTINCT FROM CAST(NEW."absorbed_id" AS TEXT) OR CAST(OLD."absorbing_id" AS TEXT) IS DISTINCT FROM CAST(NEW."absorbing_id" AS TEXT) OR CAST(OLD."effective_on" AS TEXT) IS DISTINCT FROM CAST(NEW."effective_on" AS TEXT) OR CAST(OLD."act" AS TEXT) IS DISTINCT FROM CAST(NEW."act" AS TEXT) OR CAST(OLD."reason" AS TEXT) IS DISTINCT FROM CAST(NEW."reason" AS TEXT) OR CAST(OLD."registered_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."registered_by_id" AS TEXT) OR CAST(OLD."registered_at" AS TEXT) IS DISTINCT FROM CAST(NEW."registered_at" AS TEXT) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_merger_evidence_update BEFORE UPDATE ON labelling_merger FOR EACH ROW EXECUTE FUNCTION labelling_merger_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_merger_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_merger_evidence_delete BEFORE DELETE ON labelling_merger FOR EACH ROW EXECUTE FUNCTION labelling_merger_evidence_delete()',
)


class Migration(migrations.Migration):
    dependencies = [('labelling', '0014_mergers')]

    operations = [
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
