"""Question of a survey that measures the satisfaction of organisms; SQLite makes its table, and its triggers, again."""

from django.db import migrations, models

from portal.schema.operations import RunSQLOf

SQLITE_DROP = (
    'DROP TRIGGER IF EXISTS community_surveyquestion_frozen_insert',
    'DROP TRIGGER IF EXISTS community_surveyquestion_frozen_update',
    'DROP TRIGGER IF EXISTS community_surveytally_named_insert',
)
SQLITE = (
    "CREATE TRIGGER community_surveyquestion_frozen_insert BEFORE INSERT ON community_surveyquestion WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') BEGIN SELECT RAISE(ABORT, 'surveys: the questions of an open survey do not change'); END",
    "CREATE TRIGGER community_surveyquestion_frozen_update BEFORE UPDATE ON community_surveyquestion WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = OLD.survey_id AND s.state <> 'draft') OR EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') BEGIN SELECT RAISE(ABORT, 'surveys: the questions of an open survey do not change'); END",
    "CREATE TRIGGER community_surveytally_named_insert BEFORE INSERT ON community_surveytally WHEN EXISTS (SELECT 1 FROM community_surveyquestion q JOIN community_survey s ON s.id = q.survey_id WHERE q.id = NEW.question_id AND NOT s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: a named survey counts its answers, it keeps no tally'); END",
)


class Migration(migrations.Migration):

    dependencies = [
        ('community', '0001_initial'),
    ]

    operations = [
        RunSQLOf(SQLITE_DROP, ()),
        migrations.AddField(model_name='surveyquestion', name='is_satisfaction', field=models.BooleanField(db_default=False, default=False, editable=False, verbose_name='mesure la satisfaction des organismes')),
        migrations.AddConstraint(model_name='surveyquestion', constraint=models.UniqueConstraint(condition=models.Q(('is_satisfaction', True)), fields=('survey',), name='survey_one_satisfaction_question')),
        migrations.AddConstraint(model_name='surveyquestion', constraint=models.CheckConstraint(condition=models.Q(('is_satisfaction', False), ('kind', 'scale'), _connector='OR'), name='survey_satisfaction_is_a_scale')),
        RunSQLOf(SQLITE, ()),
    ]
