"""Yearly reports, their frozen figures, and the triggers that keep both (BR-97)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
from portal.schema.operations import ChangeTables, RunSQLOf

SQLITE = (
    "CREATE TRIGGER labelling_reportfigure_evidence_insert BEFORE INSERT ON labelling_reportfigure WHEN EXISTS (SELECT 1 FROM labelling_yearlyreport r WHERE r.id = NEW.report_id AND r.state <> 'draft') BEGIN SELECT RAISE(ABORT, 'evidence: inserted only'); END",
    'CREATE TRIGGER labelling_reportfigure_evidence_update BEFORE UPDATE ON labelling_reportfigure WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."report_id" AS TEXT) IS NOT CAST(NEW."report_id" AS TEXT) OR CAST(OLD."rank" AS TEXT) IS NOT CAST(NEW."rank" AS TEXT) OR CAST(OLD."section" AS TEXT) IS NOT CAST(NEW."section" AS TEXT) OR CAST(OLD."code" AS TEXT) IS NOT CAST(NEW."code" AS TEXT) OR CAST(OLD."name" AS TEXT) IS NOT CAST(NEW."name" AS TEXT) OR CAST(OLD."definition" AS TEXT) IS NOT CAST(NEW."definition" AS TEXT) OR CAST(OLD."formula" AS TEXT) IS NOT CAST(NEW."formula" AS TEXT) OR CAST(OLD."unit" AS TEXT) IS NOT CAST(NEW."unit" AS TEXT) OR CAST(OLD."source" AS TEXT) IS NOT CAST(NEW."source" AS TEXT) OR CAST(OLD."figure_version" AS TEXT) IS NOT CAST(NEW."figure_version" AS TEXT) OR CAST(OLD."group" AS TEXT) IS NOT CAST(NEW."group" AS TEXT) OR CAST(OLD."cell" AS TEXT) IS NOT CAST(NEW."cell" AS TEXT) OR CAST(OLD."value" AS TEXT) IS NOT CAST(NEW."value" AS TEXT) OR CAST(OLD."former_value" AS TEXT) IS NOT CAST(NEW."former_value" AS TEXT) OR CAST(OLD."is_hidden" AS TEXT) IS NOT CAST(NEW."is_hidden" AS TEXT) OR CAST(OLD."former_is_hidden" AS TEXT) IS NOT CAST(NEW."former_is_hidden" AS TEXT) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
    'CREATE TRIGGER labelling_yearlyreport_evidence_update BEFORE UPDATE ON labelling_yearlyreport WHEN CAST(OLD."id" AS TEXT) IS NOT CAST(NEW."id" AS TEXT) OR CAST(OLD."created_at" AS TEXT) IS NOT CAST(NEW."created_at" AS TEXT) OR CAST(OLD."year" AS TEXT) IS NOT CAST(NEW."year" AS TEXT) OR CAST(OLD."number" AS TEXT) IS NOT CAST(NEW."number" AS TEXT) OR CAST(OLD."reason" AS TEXT) IS NOT CAST(NEW."reason" AS TEXT) OR (COALESCE(CAST(OLD."validated_by_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."validated_by_id" AS TEXT) IS NOT CAST(NEW."validated_by_id" AS TEXT)) OR (COALESCE(CAST(OLD."validated_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."validated_at" AS TEXT) IS NOT CAST(NEW."validated_at" AS TEXT)) OR (COALESCE(CAST(OLD."published_by_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."published_by_id" AS TEXT) IS NOT CAST(NEW."published_by_id" AS TEXT)) OR (COALESCE(CAST(OLD."published_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."published_at" AS TEXT) IS NOT CAST(NEW."published_at" AS TEXT)) OR (COALESCE(CAST(OLD."pdf_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."pdf_id" AS TEXT) IS NOT CAST(NEW."pdf_id" AS TEXT)) OR (COALESCE(CAST(OLD."brief_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."brief_id" AS TEXT) IS NOT CAST(NEW."brief_id" AS TEXT)) OR (COALESCE(CAST(OLD."docx_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."docx_id" AS TEXT) IS NOT CAST(NEW."docx_id" AS TEXT)) OR (COALESCE(CAST(OLD."xlsx_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."xlsx_id" AS TEXT) IS NOT CAST(NEW."xlsx_id" AS TEXT)) OR (OLD.state IN (\'validated\', \'published\') AND (OLD.foreword <> NEW.foreword OR OLD.sections <> NEW.sections) OR OLD.state IN (\'published\') AND OLD.state <> NEW.state) BEGIN SELECT RAISE(ABORT, \'evidence: inserted only\'); END',
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION labelling_reportfigure_evidence_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM labelling_yearlyreport r WHERE r.id = NEW.report_id AND r.state <> 'draft') THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER labelling_reportfigure_evidence_insert BEFORE INSERT ON labelling_reportfigure FOR EACH ROW EXECUTE FUNCTION labelling_reportfigure_evidence_insert()',
    'CREATE OR REPLACE FUNCTION labelling_reportfigure_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."report_id" AS TEXT) IS DISTINCT FROM CAST(NEW."report_id" AS TEXT) OR CAST(OLD."rank" AS TEXT) IS DISTINCT FROM CAST(NEW."rank" AS TEXT) OR CAST(OLD."section" AS TEXT) IS DISTINCT FROM CAST(NEW."section" AS TEXT) OR CAST(OLD."code" AS TEXT) IS DISTINCT FROM CAST(NEW."code" AS TEXT) OR CAST(OLD."name" AS TEXT) IS DISTINCT FROM CAST(NEW."name" AS TEXT) OR CAST(OLD."definition" AS TEXT) IS DISTINCT FROM CAST(NEW."definition" AS TEXT) OR CAST(OLD."formula" AS TEXT) IS DISTINCT FROM CAST(NEW."formula" AS TEXT) OR CAST(OLD."unit" AS TEXT) IS DISTINCT FROM CAST(NEW."unit" AS TEXT) OR CAST(OLD."source" AS TEXT) IS DISTINCT FROM CAST(NEW."source" AS TEXT) OR CAST(OLD."figure_version" AS TEXT) IS DISTINCT FROM CAST(NEW."figure_version" AS TEXT) OR CAST(OLD."group" AS TEXT) IS DISTINCT FROM CAST(NEW."group" AS TEXT) OR CAST(OLD."cell" AS TEXT) IS DISTINCT FROM CAST(NEW."cell" AS TEXT) OR CAST(OLD."value" AS TEXT) IS DISTINCT FROM CAST(NEW."value" AS TEXT) OR CAST(OLD."former_value" AS TEXT) IS DISTINCT FROM CAST(NEW."former_value" AS TEXT) OR CAST(OLD."is_hidden" AS TEXT) IS DISTINCT FROM CAST(NEW."is_hidden" AS TEXT) OR CAST(OLD."former_is_hidden" AS TEXT) IS DISTINCT FROM CAST(NEW."former_is_hidden" AS TEXT) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_reportfigure_evidence_update BEFORE UPDATE ON labelling_reportfigure FOR EACH ROW EXECUTE FUNCTION labelling_reportfigure_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_reportfigure_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_reportfigure_evidence_delete BEFORE DELETE ON labelling_reportfigure FOR EACH ROW EXECUTE FUNCTION labelling_reportfigure_evidence_delete()',
    'CREATE OR REPLACE FUNCTION labelling_yearlyreport_evidence_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF CAST(OLD."id" AS TEXT) IS DISTINCT FROM CAST(NEW."id" AS TEXT) OR CAST(OLD."created_at" AS TEXT) IS DISTINCT FROM CAST(NEW."created_at" AS TEXT) OR CAST(OLD."year" AS TEXT) IS DISTINCT FROM CAST(NEW."year" AS TEXT) OR CAST(OLD."number" AS TEXT) IS DISTINCT FROM CAST(NEW."number" AS TEXT) OR CAST(OLD."reason" AS TEXT) IS DISTINCT FROM CAST(NEW."reason" AS TEXT) OR (COALESCE(CAST(OLD."validated_by_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."validated_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."validated_by_id" AS TEXT)) OR (COALESCE(CAST(OLD."validated_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."validated_at" AS TEXT) IS DISTINCT FROM CAST(NEW."validated_at" AS TEXT)) OR (COALESCE(CAST(OLD."published_by_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."published_by_id" AS TEXT) IS DISTINCT FROM CAST(NEW."published_by_id" AS TEXT)) OR (COALESCE(CAST(OLD."published_at" AS TEXT), \'\') <> \'\' AND CAST(OLD."published_at" AS TEXT) IS DISTINCT FROM CAST(NEW."published_at" AS TEXT)) OR (COALESCE(CAST(OLD."pdf_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."pdf_id" AS TEXT) IS DISTINCT FROM CAST(NEW."pdf_id" AS TEXT)) OR (COALESCE(CAST(OLD."brief_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."brief_id" AS TEXT) IS DISTINCT FROM CAST(NEW."brief_id" AS TEXT)) OR (COALESCE(CAST(OLD."docx_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."docx_id" AS TEXT) IS DISTINCT FROM CAST(NEW."docx_id" AS TEXT)) OR (COALESCE(CAST(OLD."xlsx_id" AS TEXT), \'\') <> \'\' AND CAST(OLD."xlsx_id" AS TEXT) IS DISTINCT FROM CAST(NEW."xlsx_id" AS TEXT)) OR (OLD.state IN (\'validated\', \'published\') AND (OLD.foreword <> NEW.foreword OR OLD.sections <> NEW.sections) OR OLD.state IN (\'published\') AND OLD.state <> NEW.state) THEN RAISE EXCEPTION \'evidence: inserted only\' USING ERRCODE = \'insufficient_privilege\'; END IF; RETURN NEW; END $$',
    'CREATE TRIGGER labelling_yearlyreport_evidence_update BEFORE UPDATE ON labelling_yearlyreport FOR EACH ROW EXECUTE FUNCTION labelling_yearlyreport_evidence_update()',
    "CREATE OR REPLACE FUNCTION labelling_yearlyreport_evidence_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'evidence: inserted only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER labelling_yearlyreport_evidence_delete BEFORE DELETE ON labelling_yearlyreport FOR EACH ROW EXECUTE FUNCTION labelling_yearlyreport_evidence_delete()',
)


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0033_process_map'),
        ('portal', '0016_governance_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables([
            migrations.CreateModel(
                name='YearlyReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('year', models.PositiveSmallIntegerField(editable=False, verbose_name='année')),
                    ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='numéro de version')),
                    ('reason', models.TextField(blank=True, editable=False, verbose_name='motif de la correction')),
                    ('state', models.CharField(choices=[('draft', 'En préparation'), ('validated', 'À publier'), ('published', 'Publié'), ('set_aside', 'Écarté')], default='draft', editable=False, max_length=9, verbose_name='état')),
                    ('foreword', models.TextField(blank=True, max_length=4000, verbose_name='ouverture')),
                    ('sections', models.JSONField(default=list, editable=False, verbose_name='rubriques')),
                    ('counted', models.JSONField(default=list, editable=False, verbose_name='chiffres comptés')),
                    ('counted_at', models.DateTimeField(editable=False, null=True, verbose_name='comptés le')),
                    ('failure', models.CharField(blank=True, editable=False, max_length=200, verbose_name='échec')),
                    ('validated_at', models.DateTimeField(editable=False, null=True, verbose_name='validé le')),
                    ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='publié le')),
                    ('brief', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile', verbose_name='bilan en quatre pages')),
                    ('docx', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile', verbose_name='bilan en DOCX')),
                    ('pdf', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile', verbose_name='bilan en PDF')),
                    ('published_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publié par')),
                    ('validated_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='validé par')),
                    ('xlsx', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile', verbose_name='chiffres en XLSX')),
                ],
                options={
                    'verbose_name': 'bilan annuel',
                    'verbose_name_plural': 'bilans annuels',
                    'ordering': ('-year', '-number'),
                },
            ),
            migrations.CreateModel(
                name='ReportFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rank', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('section', models.CharField(max_length=40, verbose_name='rubrique')),
                    ('code', models.CharField(max_length=80, verbose_name='code')),
                    ('name', models.CharField(max_length=200, verbose_name='nom')),
                    ('definition', models.TextField(verbose_name='définition')),
                    ('formula', models.TextField(verbose_name='formule')),
                    ('unit', models.CharField(max_length=40, verbose_name='unité')),
                    ('source', models.TextField(verbose_name='source')),
                    ('figure_version', models.PositiveSmallIntegerField(verbose_name='version de la définition')),
                    ('group', models.CharField(choices=[('ensemble', 'Ensemble'), ('famille', 'Famille'), ('region', 'Région'), ('taille', 'Logements par organisme')], default='ensemble', max_length=8, verbose_name='découpage')),
                    ('cell', models.CharField(blank=True, max_length=80, verbose_name='valeur du découpage')),
                    ('value', models.FloatField(null=True, verbose_name='nombre')),
                    ('former_value', models.FloatField(null=True, verbose_name='nombre de l’année précédente')),
                    ('is_hidden', models.BooleanField(default=False, verbose_name='masqué')),
                    ('former_is_hidden', models.BooleanField(default=False, verbose_name='masqué l’année précédente')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='labelling.yearlyreport')),
                ],
                options={
                    'verbose_name': 'chiffre d’un bilan',
                    'verbose_name_plural': 'chiffres d’un bilan',
                    'ordering': ('report', 'rank'),
                },
            ),
            migrations.AddConstraint(model_name='yearlyreport', constraint=models.UniqueConstraint(fields=('year', 'number'), name='yearly_report_version')),
            migrations.AddConstraint(model_name='yearlyreport', constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'validated'))), fields=('year',), name='yearly_report_one_open', violation_error_message='Un bilan de cette année est déjà en préparation.')),
            migrations.AddConstraint(model_name='yearlyreport', constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('validated', 'published')), _negated=True), models.Q(('validated_at__isnull', False), ('validated_by__isnull', False)), _connector='OR'), name='yearly_report_validated_by_somebody')),
            migrations.AddConstraint(model_name='yearlyreport', constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('published_at__isnull', False), ('published_by__isnull', False), models.Q(('published_by', models.F('validated_by')), _negated=True)), _connector='OR'), name='yearly_report_published_by_another')),
            migrations.AddConstraint(model_name='yearlyreport', constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='yearly_report_numbered')),
            migrations.AddConstraint(model_name='reportfigure', constraint=models.UniqueConstraint(fields=('report', 'rank'), name='report_figure_ranked')),
            migrations.AddConstraint(model_name='reportfigure', constraint=models.UniqueConstraint(fields=('report', 'code', 'group', 'cell'), name='report_figure_once')),
            migrations.AddConstraint(model_name='reportfigure', constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_hidden', False), ('value', None), _connector='OR'), models.Q(('former_is_hidden', False), ('former_value', None), _connector='OR')), name='report_figure_hidden_is_nowhere')),
        ]),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
