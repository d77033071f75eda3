"""Dossiers whose content is erased, and declarations of interests whose nature leaves, at the end of what is kept (BR-93)."""

from django.db import migrations, models

from portal.schema.operations import RunSQLOf

SQLITE = (
    'DROP TRIGGER IF EXISTS labelling_interestdeclaration_evidence_update',
    'CREATE TRIGGER labelling_interestdeclaration_evidence_update BEFORE UPDATE ON labelling_interestdeclaration WHEN (OLD.has_interest IS NOT NEW.has_interest OR OLD.nature IS NOT NEW.nature AND NEW.nature <> \'\' OR OLD.is_automatic IS NOT NEW.is_automatic OR OLD.lifted_by_id IS NOT NEW.lifted_by_id OR OLD.lift_reason IS NOT NEW.lift_reason AND NEW.lift_reason <> \'\' OR OLD.item_id IS NOT NEW.item_id OR OLD.user_id IS NOT NEW.user_id) AND EXISTS (SELECT 1 FROM labelling_agendaitem i WHERE i.id = OLD.item_id AND i.state IN (\'closed\', \'validated\', \'annulled\')) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL = (
    'DROP TRIGGER IF EXISTS labelling_interestdeclaration_evidence_update ON labelling_interestdeclaration',
    'CREATE OR REPLACE FUNCTION labelling_interestdeclaration_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.has_interest IS DISTINCT FROM NEW.has_interest OR OLD.nature IS DISTINCT FROM NEW.nature AND NEW.nature <> \'\' OR OLD.is_automatic IS DISTINCT FROM NEW.is_automatic OR OLD.lifted_by_id IS DISTINCT FROM NEW.lifted_by_id OR OLD.lift_reason IS DISTINCT FROM NEW.lift_reason AND NEW.lift_reason <> \'\' OR OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.user_id IS DISTINCT FROM NEW.user_id) AND EXISTS (SELECT 1 FROM labelling_agendaitem i WHERE i.id = OLD.item_id AND i.state IN (\'closed\', \'validated\', \'annulled\')) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_interestdeclaration_evidence_update BEFORE UPDATE ON labelling_interestdeclaration FOR EACH ROW EXECUTE FUNCTION labelling_interestdeclaration_evidence_update()',
)


class Migration(migrations.Migration):
    dependencies = [('labelling', '0053_corrections')]

    operations = [
        migrations.AddField(model_name='labeldossier', name='erased_on', field=models.DateField(editable=False, null=True, verbose_name='contenu effacé le')),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
