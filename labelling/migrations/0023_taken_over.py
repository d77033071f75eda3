"""Marks of what is taken over from the tracking; the triggers of the tables that change are made again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import labelling.organisms.models
import portal.core.clock
from portal.schema.operations import ChangeTables, RunSQLOf

SQLITE_DROP = (
    'DROP TRIGGER IF EXISTS labelling_brandlicence_end_insert',
    'DROP TRIGGER IF EXISTS labelling_brandlicence_end_update',
    'DROP TRIGGER IF EXISTS labelling_label_end_update',
    'DROP TRIGGER IF EXISTS labelling_attestation_evidence_update',
    'DROP TRIGGER IF EXISTS labelling_decision_evidence_update',
    'DROP TRIGGER IF EXISTS labelling_committeesession_evidence_update',
    'DROP TRIGGER IF EXISTS labelling_interestdeclaration_evidence_update',
)
POSTGRESQL_DROP = (
    'DROP TRIGGER IF EXISTS labelling_attestation_evidence_update ON labelling_attestation',
    'DROP TRIGGER IF EXISTS labelling_attestation_evidence_delete ON labelling_attestation',
    'DROP TRIGGER IF EXISTS labelling_decision_evidence_update ON labelling_decision',
    'DROP TRIGGER IF EXISTS labelling_decision_evidence_delete ON labelling_decision',
    'DROP TRIGGER IF EXISTS labelling_committeesession_evidence_update ON labelling_committeesession',
    'DROP TRIGGER IF EXISTS labelling_interestdeclaration_evidence_update ON labelling_interestdeclaration',
    'DROP TRIGGER IF EXISTS labelling_interestdeclaration_evidence_delete ON labelling_interestdeclaration',
)
SQLITE = (
    "CREATE TRIGGER labelling_brandlicence_end_insert BEFORE INSERT ON labelling_brandlicence WHEN EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
    "CREATE TRIGGER labelling_brandlicence_end_update BEFORE UPDATE ON labelling_brandlicence WHEN EXISTS (SELECT 1 FROM labelling_label l WHERE l.id = NEW.label_id AND l.end_on < NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
    "CREATE TRIGGER labelling_label_end_update BEFORE UPDATE ON labelling_label WHEN EXISTS (SELECT 1 FROM labelling_brandlicence b WHERE b.label_id = NEW.id AND b.end_on > NEW.end_on) BEGIN SELECT RAISE(ABORT, 'licences: a licence does not outlive its label'); END",
    'CREATE TRIGGER labelling_attestation_evidence_update BEFORE UPDATE ON labelling_attestation WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."number" AS TEXT) IS NOT CAST(NEW."number" AS TEXT) OR CAST(OLD."label_id" AS TEXT) IS NOT CAST(NEW."label_id" AS TEXT) OR CAST(OLD."organism_name" AS TEXT) IS NOT CAST(NEW."organism_name" AS TEXT) OR CAST(OLD."perimeter" AS TEXT) IS NOT CAST(NEW."perimeter" AS TEXT) OR CAST(OLD."start_on" AS TEXT) IS NOT CAST(NEW."start_on" AS TEXT) OR CAST(OLD."end_on" AS TEXT) IS NOT CAST(NEW."end_on" AS TEXT) OR CAST(OLD."decided_on" AS TEXT) IS NOT CAST(NEW."decided_on" AS TEXT) OR CAST(OLD."signatory_name" AS TEXT) IS NOT CAST(NEW."signatory_name" AS TEXT) OR CAST(OLD."signatory_title" AS TEXT) IS NOT CAST(NEW."signatory_title" AS TEXT) OR CAST(OLD."issued_on" AS TEXT) IS NOT CAST(NEW."issued_on" AS TEXT) OR (COALESCE(CAST(OLD."file_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."file_id" AS TEXT) IS NOT CAST(NEW."file_id" AS TEXT)) OR (COALESCE(CAST(OLD."template_hash" AS TEXT), \'\') <> \'\' AND CAST(OLD."template_hash" AS TEXT) IS NOT CAST(NEW."template_hash" AS TEXT)) OR (COALESCE(CAST(OLD."void_reason" AS TEXT), \'\') <> \'\' AND CAST(OLD."void_reason" AS TEXT) IS NOT CAST(NEW."void_reason" AS TEXT)) OR (COALESCE(CAST(OLD."taken_over_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_over_on" AS TEXT) IS NOT CAST(NEW."taken_over_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_back_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_back_on" AS TEXT) IS NOT CAST(NEW."taken_back_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_from_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_from_id" AS TEXT) IS NOT CAST(NEW."taken_from_id" AS TEXT)) OR (COALESCE(CAST(OLD."taken_facts" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_facts" AS TEXT) IS NOT CAST(NEW."taken_facts" AS TEXT)) OR (OLD.status = \'void\' AND NEW.status <> \'void\' OR OLD.taken_over_on IS NULL AND NEW.taken_over_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
    'CREATE TRIGGER labelling_decision_evidence_update BEFORE UPDATE ON labelling_decision WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."item_id" AS TEXT) IS NOT CAST(NEW."item_id" AS TEXT) OR CAST(OLD."option" AS TEXT) IS NOT CAST(NEW."option" AS TEXT) OR CAST(OLD."counts" AS TEXT) IS NOT CAST(NEW."counts" AS TEXT) OR CAST(OLD."rule_text" AS TEXT) IS NOT CAST(NEW."rule_text" AS TEXT) OR CAST(OLD."arithmetic" AS TEXT) IS NOT CAST(NEW."arithmetic" AS TEXT) OR CAST(OLD."motivation" AS TEXT) IS NOT CAST(NEW."motivation" AS TEXT) OR CAST(OLD."recommendations" AS TEXT) IS NOT CAST(NEW."recommendations" AS TEXT) OR CAST(OLD."decided_on" AS TEXT) IS NOT CAST(NEW."decided_on" AS TEXT) OR CAST(OLD."validated_by_id" AS TEXT) IS NOT CAST(NEW."validated_by_id" AS TEXT) OR CAST(OLD."validated_at" AS TEXT) IS NOT CAST(NEW."validated_at" AS TEXT) OR (COALESCE(CAST(OLD."notified_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."notified_on" AS TEXT) IS NOT CAST(NEW."notified_on" AS TEXT)) OR (COALESCE(CAST(OLD."annulled_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulled_on" AS TEXT) IS NOT CAST(NEW."annulled_on" AS TEXT)) OR (COALESCE(CAST(OLD."annulment_reason" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulment_reason" AS TEXT) IS NOT CAST(NEW."annulment_reason" AS TEXT)) OR (COALESCE(CAST(OLD."annulment_reference" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulment_reference" AS TEXT) IS NOT CAST(NEW."annulment_reference" AS TEXT)) OR (COALESCE(CAST(OLD."taken_over_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_over_on" AS TEXT) IS NOT CAST(NEW."taken_over_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_back_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_back_on" AS TEXT) IS NOT CAST(NEW."taken_back_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_from_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_from_id" AS TEXT) IS NOT CAST(NEW."taken_from_id" AS TEXT)) OR (COALESCE(CAST(OLD."taken_facts" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_facts" AS TEXT) IS NOT CAST(NEW."taken_facts" AS TEXT)) OR (OLD.taken_over_on IS NULL AND NEW.taken_over_on IS NOT NULL) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
    'CREATE TRIGGER labelling_committeesession_evidence_update BEFORE UPDATE ON labelling_committeesession WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR (OLD.minutes_digest <> \'\' AND (NEW.minutes_digest <> OLD.minutes_digest OR NEW.minutes_text <> OLD.minutes_text)) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
    "CREATE TRIGGER labelling_interestdeclaration_evidence_update BEFORE UPDATE ON labelling_interestdeclaration WHEN (OLD.has_interest IS NOT NEW.has_interest OR OLD.nature IS NOT NEW.nature OR OLD.is_automatic IS NOT NEW.is_automatic OR OLD.lifted_by_id IS NOT NEW.lifted_by_id OR OLD.lift_reason IS NOT NEW.lift_reason OR OLD.item_id IS NOT NEW.item_id OR OLD.user_id IS NOT NEW.user_id) AND EXISTS (SELECT 1 FROM labelling_agendaitem i WHERE i.id = OLD.item_id AND i.state IN ('closed', 'validated', 'annulled')) BEGIN SELECT RAISE(ABORT, 'evidence: inserted only'); END",
)
POSTGRESQL = (
    'CREATE OR REPLACE FUNCTION labelling_attestation_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."number" AS TEXT) IS DISTINCT FROM CAST(NEW."number" AS TEXT) OR CAST(OLD."label_id" AS TEXT) IS DISTINCT FROM CAST(NEW."label_id" AS TEXT) OR CAST(OLD."organism_name" AS TEXT) IS DISTINCT FROM CAST(NEW."organism_name" AS TEXT) OR CAST(OLD."perimeter" AS TEXT) IS DISTINCT FROM CAST(NEW."perimeter" AS TEXT) OR CAST(OLD."start_on" AS TEXT) IS DISTINCT FROM CAST(NEW."start_on" AS TEXT) OR CAST(OLD."end_on" AS TEXT) IS DISTINCT FROM CAST(NEW."end_on" AS TEXT) OR CAST(OLD."decided_on" AS TEXT) IS DISTINCT FROM CAST(NEW."decided_on" AS TEXT) OR CAST(OLD."signatory_name" AS TEXT) IS DISTINCT FROM CAST(NEW."signatory_name" AS TEXT) OR CAST(OLD."signatory_title" AS TEXT) IS DISTINCT FROM CAST(NEW."signatory_title" AS TEXT) OR CAST(OLD."issued_on" AS TEXT) IS DISTINCT FROM CAST(NEW."issued_on" AS TEXT) OR (COALESCE(CAST(OLD."file_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."file_id" AS TEXT) IS DISTINCT FROM CAST(NEW."file_id" AS TEXT)) OR (COALESCE(CAST(OLD."template_hash" AS TEXT), \'\') <> \'\' AND CAST(OLD."template_hash" AS TEXT) IS DISTINCT FROM CAST(NEW."template_hash" AS TEXT)) OR (COALESCE(CAST(OLD."void_reason" AS TEXT), \'\') <> \'\' AND CAST(OLD."void_reason" AS TEXT) IS DISTINCT FROM CAST(NEW."void_reason" AS TEXT)) OR (COALESCE(CAST(OLD."taken_over_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_over_on" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_over_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_back_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_back_on" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_back_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_from_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_from_id" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_from_id" AS TEXT)) OR (COALESCE(CAST(OLD."taken_facts" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_facts" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_facts" AS TEXT)) OR (OLD.status = \'void\' AND NEW.status <> \'void\' OR OLD.taken_over_on IS NULL AND NEW.taken_over_on IS NOT NULL) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_attestation_evidence_update BEFORE UPDATE ON labelling_attestation FOR EACH ROW EXECUTE FUNCTION labelling_attestation_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_attestation_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_attestation_evidence_delete BEFORE DELETE ON labelling_attestation FOR EACH ROW EXECUTE FUNCTION labelling_attestation_evidence_delete()',
    'CREATE OR REPLACE FUNCTION labelling_decision_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."item_id" AS TEXT) IS DISTINCT FROM CAST(NEW."item_id" AS TEXT) OR CAST(OLD."option" AS TEXT) IS DISTINCT FROM CAST(NEW."option" AS TEXT) OR CAST(OLD."counts" AS TEXT) IS DISTINCT FROM CAST(NEW."counts" AS TEXT) OR CAST(OLD."rule_text" AS TEXT) IS DISTINCT FROM CAST(NEW."rule_text" AS TEXT) OR CAST(OLD."arithmetic" AS TEXT) IS DISTINCT FROM CAST(NEW."arithmetic" AS TEXT) OR CAST(OLD."motivation" AS TEXT) IS DISTINCT FROM CAST(NEW."motivation" AS TEXT) OR CAST(OLD."recommendations" AS TEXT) IS DISTINCT FROM CAST(NEW."recommendations" AS TEXT) OR CAST(OLD."decided_on" AS TEXT) IS DISTINCT FROM CAST(NEW."decided_on" AS TEXT) OR CAST(OLD."validated_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."validated_by_id" AS TEXT) OR CAST(OLD."validated_at" AS TEXT) IS DISTINCT FROM CAST(NEW."validated_at" AS TEXT) OR (COALESCE(CAST(OLD."notified_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."notified_on" AS TEXT) IS DISTINCT FROM CAST(NEW."notified_on" AS TEXT)) OR (COALESCE(CAST(OLD."annulled_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulled_on" AS TEXT) IS DISTINCT FROM CAST(NEW."annulled_on" AS TEXT)) OR (COALESCE(CAST(OLD."annulment_reason" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulment_reason" AS TEXT) IS DISTINCT FROM CAST(NEW."annulment_reason" AS TEXT)) OR (COALESCE(CAST(OLD."annulment_reference" AS TEXT), \'\') <> \'\' AND CAST(OLD."annulment_reference" AS TEXT) IS DISTINCT FROM CAST(NEW."annulment_reference" AS TEXT)) OR (COALESCE(CAST(OLD."taken_over_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_over_on" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_over_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_back_on" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_back_on" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_back_on" AS TEXT)) OR (COALESCE(CAST(OLD."taken_from_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_from_id" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_from_id" AS TEXT)) OR (COALESCE(CAST(OLD."taken_facts" AS TEXT), \'\') <> \'\' AND CAST(OLD."taken_facts" AS TEXT) IS DISTINCT FROM CAST(NEW."taken_facts" AS TEXT)) OR (OLD.taken_over_on IS NULL AND NEW.taken_over_on IS NOT NULL) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_decision_evidence_update BEFORE UPDATE ON labelling_decision FOR EACH ROW EXECUTE FUNCTION labelling_decision_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_decision_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_decision_evidence_delete BEFORE DELETE ON labelling_decision FOR EACH ROW EXECUTE FUNCTION labelling_decision_evidence_delete()',
    'CREATE OR REPLACE FUNCTION labelling_committeesession_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR (OLD.minutes_digest <> \'\' AND (NEW.minutes_digest <> OLD.minutes_digest OR NEW.minutes_text <> OLD.minutes_text)) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_committeesession_evidence_update BEFORE UPDATE ON labelling_committeesession FOR EACH ROW EXECUTE FUNCTION labelling_committeesession_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_interestdeclaration_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (OLD.has_interest IS DISTINCT FROM NEW.has_interest OR OLD.nature IS DISTINCT FROM NEW.nature OR OLD.is_automatic IS DISTINCT FROM NEW.is_automatic OR OLD.lifted_by_id IS DISTINCT FROM NEW.lifted_by_id OR OLD.lift_reason IS DISTINCT FROM NEW.lift_reason OR OLD.item_id IS DISTINCT FROM NEW.item_id OR OLD.user_id IS DISTINCT FROM NEW.user_id) AND EXISTS (SELECT 1 FROM labelling_agendaitem i WHERE i.id = OLD.item_id AND i.state IN ('closed', 'validated', 'annulled')) THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER labelling_interestdeclaration_evidence_update BEFORE UPDATE ON labelling_interestdeclaration FOR EACH ROW EXECUTE FUNCTION labelling_interestdeclaration_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_interestdeclaration_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_agendaitem i WHERE i.id = OLD.item_id AND i.state IN ('closed', 'validated', 'annulled')) THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_interestdeclaration_evidence_delete BEFORE DELETE ON labelling_interestdeclaration FOR EACH ROW EXECUTE FUNCTION labelling_interestdeclaration_evidence_delete()',
)


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0022_unconfirmed_admission'),
        ('portal', '0010_restore_trials'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        RunSQLOf(SQLITE_DROP, POSTGRESQL_DROP),
        ChangeTables([
            migrations.CreateModel(
                name='TrackingImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('state', models.CharField(choices=[('previewed', 'À confirmer'), ('confirmed', 'Repris'), ('taken_back', 'Reprise annulée')], default='previewed', editable=False, max_length=12, verbose_name='état')),
                    ('file_name', models.CharField(max_length=255, verbose_name='fichier')),
                    ('digest', models.CharField(db_index=True, max_length=64, verbose_name='empreinte du fichier')),
                    ('content', models.JSONField(verbose_name='lignes lues')),
                    ('choices', models.JSONField(default=dict, verbose_name='décisions')),
                    ('confirmed_on', models.DateField(editable=False, null=True, verbose_name='repris le')),
                    ('taken_back_on', models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='suivi inventé')),
                ],
                options={
                    'verbose_name': 'import du suivi',
                    'verbose_name_plural': 'imports du suivi',
                    'ordering': ('-created_at',),
                },
            ),
            migrations.RemoveConstraint(model_name='agendaitem', name='item_number_once'),
            migrations.RemoveConstraint(model_name='attestation', name='attestation_complete'),
            migrations.RemoveConstraint(model_name='auditmission', name='mission_declared_before_start'),
            migrations.RemoveConstraint(model_name='auditmission', name='mission_running_once'),
            migrations.RemoveConstraint(model_name='label', name='label_one_in_force'),
            migrations.RemoveConstraint(model_name='labeldossier', name='dossier_one_open'),
            migrations.RemoveConstraint(model_name='labeldossier', name='dossier_submitted_has_date'),
            migrations.AddField(model_name='agendaitem', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='agendaitem', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='agendaitem', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='attestation', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='attestation', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='attestation', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='auditmission', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='auditmission', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='auditmission', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='committeesession', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='committeesession', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='committeesession', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='decision', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='decision', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='decision', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='label', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='label', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='label', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='labeldossier', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='labeldossier', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='labeldossier', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AddField(model_name='organism', name='taken_back_on', field=models.DateField(editable=False, null=True, verbose_name='reprise annulée le')),
            migrations.AddField(model_name='organism', name='taken_facts', field=models.JSONField(default=dict, editable=False, verbose_name='faits repris')),
            migrations.AddField(model_name='organism', name='taken_over_on', field=models.DateField(editable=False, null=True, verbose_name='repris le')),
            migrations.AlterField(model_name='attestation', name='decided_on', field=models.DateField(null=True, verbose_name='décidé le')),
            migrations.AlterField(model_name='attestation', name='issued_on', field=models.DateField(default=portal.core.clock.today, null=True, verbose_name='émise le')),
            migrations.AlterField(model_name='attestation', name='number', field=models.CharField(max_length=40, verbose_name='numéro')),
            migrations.AlterField(model_name='committeesession', name='starts_at', field=models.TimeField(null=True, verbose_name='heure')),
            migrations.AlterField(model_name='decision', name='validated_at', field=models.DateTimeField(default=portal.core.clock.now, null=True)),
            migrations.AlterField(model_name='decision', name='validated_by', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            migrations.AlterField(model_name='label', name='decision', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='labels', to='labelling.decision')),
            migrations.AlterField(model_name='organism', name='siren', field=models.CharField(max_length=9, null=True, validators=[labelling.organisms.models.valid_siren], verbose_name='Siren')),
            migrations.AlterField(model_name='organism', name='slug', field=models.SlugField(max_length=160, verbose_name='nom dans les adresses')),
            migrations.AddField(model_name='trackingimport', name='by', field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='importé par')),
            migrations.AddField(model_name='agendaitem', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='attestation', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='auditmission', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='committeesession', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='decision', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='label', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='labeldossier', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddField(model_name='organism', name='taken_from', field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='labelling.trackingimport', verbose_name='repris de l’import')),
            migrations.AddConstraint(model_name='agendaitem', constraint=models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('session', 'number'), name='item_number_once')),
            migrations.AddConstraint(model_name='attestation', constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('organism_name', ''), _negated=True), models.Q(('perimeter', ''), _negated=True), models.Q(('signatory_name', ''), _negated=True), ('decided_on__isnull', False), ('issued_on__isnull', False), ('number__regex', '^QH-[0-9]{4}-[0-9]{4}$')), models.Q(('taken_over_on__isnull', False), models.Q(('number', ''), _negated=True), models.Q(('organism_name', ''), _negated=True), ('file', None)), _connector='OR'), name='attestation_complete')),
            migrations.AddConstraint(model_name='attestation', constraint=models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('number',), name='attestation_number_once')),
            migrations.AddConstraint(model_name='auditmission', constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['in_progress', 'fieldwork_closed', 'draft_report', 'contradictory', 'final_report', 'validated', 'closed']), _negated=True), models.Q(('auditor__isnull', False), ('declared_at__isnull', False)), ('taken_over_on__isnull', False), _connector='OR'), name='mission_declared_before_start')),
            migrations.AddConstraint(model_name='auditmission', constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state__in', ['cancelled', 'closed', 'validated']), _negated=True), ('taken_back_on', None)), fields=('dossier', 'audit_type'), name='mission_running_once')),
            migrations.AddConstraint(model_name='committeesession', constraint=models.CheckConstraint(condition=models.Q(('starts_at__isnull', False), ('taken_over_on__isnull', False), _connector='OR'), name='session_has_an_hour')),
            migrations.AddConstraint(model_name='decision', constraint=models.CheckConstraint(condition=models.Q(models.Q(('validated_at__isnull', False), ('validated_by__isnull', False)), ('taken_over_on__isnull', False), _connector='OR'), name='decision_is_validated')),
            migrations.AddConstraint(model_name='label', constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'extended', 'suspended']), ('taken_back_on', None)), fields=('organism',), name='label_one_in_force')),
            migrations.AddConstraint(model_name='label', constraint=models.CheckConstraint(condition=models.Q(('decision__isnull', False), ('taken_over_on__isnull', False), _connector='OR'), name='label_is_decided')),
            migrations.AddConstraint(model_name='labeldossier', constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state__in', ('granted', 'refused', 'discontinued', 'dismissed')), _negated=True), ('taken_back_on', None)), fields=('organism', 'dossier_type'), name='dossier_one_open')),
            migrations.AddConstraint(model_name='labeldossier', constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discontinued']), ('submitted_on__isnull', False), ('taken_over_on__isnull', False), _connector='OR'), name='dossier_submitted_has_date')),
            migrations.AddConstraint(model_name='organism', constraint=models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('slug',), name='organism_slug_once')),
            migrations.AddConstraint(model_name='organism', constraint=models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('siren',), name='organism_siren_once', violation_error_code='unique', violation_error_message='Un organisme porte déjà ce Siren. Cherchez-le dans la liste.')),
            migrations.AddConstraint(model_name='organism', constraint=models.CheckConstraint(condition=models.Q(('siren__isnull', False), ('taken_over_on__isnull', False), _connector='OR'), name='organism_has_siren')),
            migrations.AddConstraint(model_name='trackingimport', constraint=models.CheckConstraint(condition=models.Q(('state', 'previewed'), ('confirmed_on__isnull', False), _connector='OR'), name='tracking_confirmed_has_date')),
        ]),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
