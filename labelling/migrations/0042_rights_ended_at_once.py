"""Mandates that end at once, ballots that the présidence lets stand (BR-56), the key by which firms are compared (BR-27)."""

from django.conf import settings
from django.db import migrations, models

from portal.schema.operations import RunSQLOf

SQLITE = (
    'DROP TRIGGER IF EXISTS labelling_ballot_evidence_update',
    'CREATE TRIGGER labelling_ballot_evidence_update BEFORE UPDATE ON labelling_ballot WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."item_id" AS TEXT) IS NOT CAST(NEW."item_id" AS TEXT) OR CAST(OLD."round" AS TEXT) IS NOT CAST(NEW."round" AS TEXT) OR CAST(OLD."seat_id" AS TEXT) IS NOT CAST(NEW."seat_id" AS TEXT) OR CAST(OLD."user_id" AS TEXT) IS NOT CAST(NEW."user_id" AS TEXT) OR CAST(OLD."option" AS TEXT) IS NOT CAST(NEW."option" AS TEXT) OR CAST(OLD."cast_at" AS TEXT) IS NOT CAST(NEW."cast_at" AS TEXT) OR (COALESCE(CAST(OLD."let_stand_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."let_stand_at" AS TEXT) IS NOT CAST(NEW."let_stand_at" AS TEXT)) OR (NOT OLD.is_current AND NEW.is_current) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL = (
    'DROP TRIGGER IF EXISTS labelling_ballot_evidence_update ON labelling_ballot',
    'CREATE OR REPLACE FUNCTION labelling_ballot_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."item_id" AS TEXT) IS DISTINCT FROM CAST(NEW."item_id" AS TEXT) OR CAST(OLD."round" AS TEXT) IS DISTINCT FROM CAST(NEW."round" AS TEXT) OR CAST(OLD."seat_id" AS TEXT) IS DISTINCT FROM CAST(NEW."seat_id" AS TEXT) OR CAST(OLD."user_id" AS TEXT) IS DISTINCT FROM CAST(NEW."user_id" AS TEXT) OR CAST(OLD."option" AS TEXT) IS DISTINCT FROM CAST(NEW."option" AS TEXT) OR CAST(OLD."cast_at" AS TEXT) IS DISTINCT FROM CAST(NEW."cast_at" AS TEXT) OR (COALESCE(CAST(OLD."let_stand_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."let_stand_at" AS TEXT) IS DISTINCT FROM CAST(NEW."let_stand_at" AS TEXT)) OR (NOT OLD.is_current AND NEW.is_current) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_ballot_evidence_update BEFORE UPDATE ON labelling_ballot FOR EACH ROW EXECUTE FUNCTION labelling_ballot_evidence_update()',
)


class Migration(migrations.Migration):
    dependencies = [
        ('labelling', '0041_auditor_evaluations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name='auditor', name='firm_key', field=models.CharField(db_default='', default='', editable=False, max_length=160)),
        migrations.AddField(model_name='ballot', name='let_stand_at', field=models.DateTimeField(editable=False, null=True, verbose_name='maintenu le')),
        migrations.AddField(model_name='seatholder', name='ended_at', field=models.DateTimeField(editable=False, null=True, verbose_name='fini dès ce moment')),
        migrations.AddConstraint(model_name='seatholder', constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('until_on__isnull', False), _connector='OR'), name='mandate_ended_has_its_day')),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
