"""The tables of the communities; an open survey keeps its promises (triggers)."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock
from portal.schema.operations import CreateTables, RunSQLOf

SQLITE = (
    "CREATE TRIGGER community_surveyquestion_frozen_insert BEFORE INSERT ON community_surveyquestion WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') BEGIN SELECT RAISE(ABORT, 'surveys: the questions of an open survey do not change'); END",
    "CREATE TRIGGER community_surveyquestion_frozen_update BEFORE UPDATE ON community_surveyquestion WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = OLD.survey_id AND s.state <> 'draft') OR EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') BEGIN SELECT RAISE(ABORT, 'surveys: the questions of an open survey do not change'); END",
    "CREATE TRIGGER community_survey_promise_update BEFORE UPDATE ON community_survey WHEN OLD.state <> 'draft' AND (OLD.is_anonymous IS NOT NEW.is_anonymous OR OLD.per IS NOT NEW.per OR OLD.opened_on IS NOT NEW.opened_on) BEGIN SELECT RAISE(ABORT, 'surveys: what an open survey has promised does not change'); END",
    "CREATE TRIGGER community_surveyanswer_secret_insert BEFORE INSERT ON community_surveyanswer WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: an anonymous survey keeps no answer of anybody'); END",
    "CREATE TRIGGER community_surveyanswer_secret_update BEFORE UPDATE ON community_surveyanswer WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: an anonymous survey keeps no answer of anybody'); END",
    "CREATE TRIGGER community_surveydraft_secret_insert BEFORE INSERT ON community_surveydraft WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: an anonymous survey keeps no answer of anybody'); END",
    "CREATE TRIGGER community_surveydraft_secret_update BEFORE UPDATE ON community_surveydraft WHEN EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: an anonymous survey keeps no answer of anybody'); END",
    "CREATE TRIGGER community_surveytally_named_insert BEFORE INSERT ON community_surveytally WHEN EXISTS (SELECT 1 FROM community_surveyquestion q JOIN community_survey s ON s.id = q.survey_id WHERE q.id = NEW.question_id AND NOT s.is_anonymous) BEGIN SELECT RAISE(ABORT, 'surveys: a named survey counts its answers, it keeps no tally'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION community_surveyquestion_frozen_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') THEN RAISE EXCEPTION 'surveys: the questions of an open survey do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveyquestion_frozen_insert BEFORE INSERT ON community_surveyquestion FOR EACH ROW EXECUTE FUNCTION community_surveyquestion_frozen_insert()',
    "CREATE OR REPLACE FUNCTION community_surveyquestion_frozen_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = OLD.survey_id AND s.state <> 'draft') OR EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.state <> 'draft') THEN RAISE EXCEPTION 'surveys: the questions of an open survey do not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveyquestion_frozen_update BEFORE UPDATE ON community_surveyquestion FOR EACH ROW EXECUTE FUNCTION community_surveyquestion_frozen_update()',
    "CREATE OR REPLACE FUNCTION community_survey_promise_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.state <> 'draft' AND (OLD.is_anonymous IS DISTINCT FROM NEW.is_anonymous OR OLD.per IS DISTINCT FROM NEW.per OR OLD.opened_on IS DISTINCT FROM NEW.opened_on) THEN RAISE EXCEPTION 'surveys: what an open survey has promised does not change' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_survey_promise_update BEFORE UPDATE ON community_survey FOR EACH ROW EXECUTE FUNCTION community_survey_promise_update()',
    "CREATE OR REPLACE FUNCTION community_surveyanswer_secret_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) THEN RAISE EXCEPTION 'surveys: an anonymous survey keeps no answer of anybody' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveyanswer_secret_insert BEFORE INSERT ON community_surveyanswer FOR EACH ROW EXECUTE FUNCTION community_surveyanswer_secret_insert()',
    "CREATE OR REPLACE FUNCTION community_surveyanswer_secret_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) THEN RAISE EXCEPTION 'surveys: an anonymous survey keeps no answer of anybody' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveyanswer_secret_update BEFORE UPDATE ON community_surveyanswer FOR EACH ROW EXECUTE FUNCTION community_surveyanswer_secret_update()',
    "CREATE OR REPLACE FUNCTION community_surveydraft_secret_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) THEN RAISE EXCEPTION 'surveys: an anonymous survey keeps no answer of anybody' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveydraft_secret_insert BEFORE INSERT ON community_surveydraft FOR EACH ROW EXECUTE FUNCTION community_surveydraft_secret_insert()',
    "CREATE OR REPLACE FUNCTION community_surveydraft_secret_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_survey s WHERE s.id = NEW.survey_id AND s.is_anonymous) THEN RAISE EXCEPTION 'surveys: an anonymous survey keeps no answer of anybody' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveydraft_secret_update BEFORE UPDATE ON community_surveydraft FOR EACH ROW EXECUTE FUNCTION community_surveydraft_secret_update()',
    "CREATE OR REPLACE FUNCTION community_surveytally_named_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM community_surveyquestion q JOIN community_survey s ON s.id = q.survey_id WHERE q.id = NEW.question_id AND NOT s.is_anonymous) THEN RAISE EXCEPTION 'surveys: a named survey counts its answers, it keeps no tally' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER community_surveytally_named_insert BEFORE INSERT ON community_surveytally FOR EACH ROW EXECUTE FUNCTION community_surveytally_named_insert()',
)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('labelling', '0001_initial'),
        ('portal', '0002_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        CreateTables([
            migrations.CreateModel(
                name='FaqEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('title', models.CharField(max_length=140, verbose_name='question')),
                    ('source', models.TextField(max_length=8000, verbose_name='réponse')),
                    ('html', models.TextField(verbose_name='mis en forme')),
                    ('framework', models.CharField(max_length=40, verbose_name='version du cadre')),
                    ('state', models.CharField(choices=[('published', 'Publiée'), ('withdrawn', 'Retirée')], default='published', editable=False, max_length=9, verbose_name='état')),
                ],
                options={
                    'verbose_name': 'entrée de la FAQ',
                    'verbose_name_plural': 'entrées de la FAQ',
                    'ordering': ('title', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Charter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('club', 'Club Quali’Hlm'), ('auditors', 'Communauté des auditeurs'), ('group', 'Groupe de travail'), ('regional', 'Groupe régional')], max_length=10, verbose_name='nature')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('text', models.TextField(verbose_name='texte')),
                    ('starts_on', models.DateField(verbose_name='en vigueur le')),
                ],
                options={
                    'verbose_name': 'charte de la communauté',
                    'verbose_name_plural': 'chartes des communautés',
                    'ordering': ('kind', '-number'),
                    'constraints': [models.UniqueConstraint(fields=('kind', 'number'), name='charter_of_space_once')],
                },
            ),
            migrations.CreateModel(
                name='Mentoring',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('message', models.TextField(blank=True, max_length=1000, verbose_name='mot du référent')),
                    ('reasons', models.JSONField(default=list, verbose_name='pourquoi ces deux organismes')),
                    ('mentor_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='accepté par qui accompagne')),
                    ('mentee_agreed_at', models.DateTimeField(editable=False, null=True, verbose_name='accepté par l’accompagné')),
                    ('started_on', models.DateField(editable=False, null=True, verbose_name='premier échange le')),
                    ('reason', models.TextField(blank=True, editable=False, verbose_name='motif')),
                    ('state', models.CharField(choices=[('proposed', 'Proposé'), ('accepted', 'Accepté'), ('running', 'En cours'), ('ended', 'Terminé'), ('declined', 'Sans suite')], default='proposed', editable=False, max_length=8, verbose_name='état')),
                    ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorings_received', to='labelling.organism', verbose_name='organisme accompagné')),
                    ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentorings_given', to='labelling.organism', verbose_name='organisme qui accompagne')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposé par')),
                ],
                options={
                    'verbose_name': 'mentorat',
                    'ordering': ('-created_at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='MentoringFollowUp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('useful', models.CharField(blank=True, choices=[('yes', 'Oui'), ('partly', 'En partie'), ('no', 'Non')], max_length=6, verbose_name='utile')),
                    ('changed', models.TextField(blank=True, max_length=2000, verbose_name='ce qui a changé')),
                    ('state', models.CharField(choices=[('waiting', 'Attendue'), ('answered', 'Reçue')], default='waiting', editable=False, max_length=8, verbose_name='état')),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='répondu par')),
                    ('mentoring', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follow_ups', to='community.mentoring')),
                    ('organism', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentoring_follow_ups', to='labelling.organism', verbose_name='organisme')),
                ],
                options={
                    'verbose_name': 'suivi d’un mentorat',
                    'verbose_name_plural': 'suivis des mentorats',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='Profile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('slug', models.SlugField(max_length=90, unique=True, verbose_name='nom dans l’adresse')),
                    ('presentation', models.TextField(blank=True, max_length=1500, verbose_name='présentation')),
                    ('answers_gladly', models.BooleanField(default=False, verbose_name='je réponds volontiers')),
                    ('takes_contact', models.BooleanField(default=True, verbose_name='on peut m’écrire par le portail')),
                    ('state', models.CharField(choices=[('hidden', 'Hors de l’annuaire'), ('shown', 'Dans l’annuaire')], default='hidden', editable=False, max_length=6, verbose_name='état')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'profil de membre',
                    'verbose_name_plural': 'profils de membres',
                    'ordering': ('person__last_name', 'person__first_name', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Expertise',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('criterion', 'critère maîtrisé'), ('housing', 'type d’habitat'), ('region', 'région')], max_length=9, verbose_name='nature')),
                    ('code', models.CharField(max_length=30, verbose_name='code')),
                    ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='expertise', to='community.profile')),
                ],
                options={
                    'verbose_name': 'expertise d’un membre',
                    'verbose_name_plural': 'expertises des membres',
                    'ordering': ('kind', 'code'),
                },
            ),
            migrations.CreateModel(
                name='PublicQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('slug', models.SlugField(blank=True, editable=False, max_length=80, verbose_name='adresse')),
                    ('title', models.CharField(max_length=140, verbose_name='question')),
                    ('source', models.TextField(max_length=8000, verbose_name='réponse')),
                    ('html', models.TextField(verbose_name='mis en forme')),
                    ('framework', models.CharField(max_length=40, verbose_name='version du cadre')),
                    ('published_on', models.DateField(editable=False, null=True, verbose_name='publiée le')),
                    ('state', models.CharField(choices=[('reserved', 'Réservée'), ('public', 'Publique')], default='reserved', editable=False, max_length=8, verbose_name='état')),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='public', to='community.faqentry')),
                ],
                options={
                    'verbose_name': 'question publique',
                    'verbose_name_plural': 'questions publiques',
                    'ordering': ('title', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='RefusedReply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mail_id', models.CharField(max_length=250, unique=True, verbose_name='courriel')),
                    ('address', models.EmailField(max_length=254, verbose_name='adresse')),
                    ('why', models.CharField(choices=[('address', 'cette adresse de réponse n’existe pas, ou plus'), ('sender', 'il vient d’une autre adresse que celle de la personne à qui nous avons écrit'), ('right', 'vous n’écrivez pas, ou plus, dans cet espace'), ('closed', 'cette question est close'), ('empty', 'aucun texte n’a été trouvé au-dessus du message cité'), ('long', 'le texte dépasse huit mille caractères'), ('heavy', 'il est trop lourd\xa0: envoyez-le sans pièce jointe')], max_length=8, verbose_name='motif')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                ],
                options={
                    'verbose_name': 'réponse par courriel refusée',
                    'verbose_name_plural': 'réponses par courriel refusées',
                    'ordering': ('pk',),
                    'indexes': [models.Index(fields=['address', 'at'], name='refused_reply_address')],
                },
            ),
            migrations.CreateModel(
                name='ReplyKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(default=0, verbose_name='numéro')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'clé des adresses de réponse',
                    'verbose_name_plural': 'clés des adresses de réponse',
                },
            ),
            migrations.CreateModel(
                name='Space',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('slug', models.SlugField(max_length=60, unique=True, verbose_name='nom dans les adresses')),
                    ('kind', models.CharField(choices=[('club', 'Club Quali’Hlm'), ('auditors', 'Communauté des auditeurs'), ('group', 'Groupe de travail'), ('regional', 'Groupe régional')], max_length=10, verbose_name='nature')),
                    ('name', models.CharField(max_length=120, verbose_name='nom')),
                    ('intro', models.TextField(blank=True, verbose_name='ce que l’on y fait')),
                    ('region', models.CharField(blank=True, max_length=3, verbose_name='région')),
                    ('state', models.CharField(choices=[('open', 'Ouvert'), ('closed', 'En lecture seule')], default='open', editable=False, max_length=6, verbose_name='état')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='espace inventé')),
                ],
                options={
                    'verbose_name': 'espace',
                    'ordering': ('kind', 'name'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ('club', 'auditors'))), fields=('kind',), name='space_one_club_one_auditors'), models.CheckConstraint(condition=models.Q(('kind', 'regional'), ('region', ''), _connector='XOR'), name='space_regional_has_region')],
                },
            ),
            migrations.CreateModel(
                name='Passage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('entry', 'entrée'), ('reading', 'lecture seule'), ('ending', 'fin de lecture proche')], max_length=7, verbose_name='nature')),
                    ('told_on', models.DateField(default=portal.core.clock.today, verbose_name='le')),
                    ('until', models.DateField(blank=True, null=True, verbose_name='lecture jusqu’au')),
                    ('is_over', models.BooleanField(default=False, verbose_name='la personne est sortie depuis')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to=settings.AUTH_USER_MODEL)),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='community.space')),
                ],
                options={
                    'verbose_name': 'passage dans un espace',
                    'verbose_name_plural': 'passages dans les espaces',
                    'ordering': ('-told_on', 'pk'),
                },
            ),
            migrations.AddField(
                model_name='faqentry',
                name='space',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='faq', to='community.space'),
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('text', models.TextField(max_length=2000, verbose_name='message')),
                    ('answer', models.TextField(blank=True, max_length=4000, verbose_name='réponse')),
                    ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='répondu le')),
                    ('state', models.CharField(choices=[('sent', 'Envoyé'), ('answered', 'Répondu'), ('declined', 'Sans suite')], default='sent', editable=False, max_length=8, verbose_name='état')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts_received', to=settings.AUTH_USER_MODEL, verbose_name='pour')),
                    ('sender', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts_sent', to=settings.AUTH_USER_MODEL, verbose_name='de')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='community.space')),
                ],
                options={
                    'verbose_name': 'message d’un membre',
                    'verbose_name_plural': 'messages entre membres',
                    'ordering': ('-created_at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='Acceptance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('accepted_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='acceptée le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charters', to=settings.AUTH_USER_MODEL)),
                    ('charter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='community.charter')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acceptances', to='community.space')),
                ],
                options={
                    'verbose_name': 'charte acceptée',
                    'verbose_name_plural': 'chartes acceptées',
                    'ordering': ('-accepted_at',),
                },
            ),
            migrations.CreateModel(
                name='SpaceDigest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(verbose_name='jour')),
                    ('since_at', models.DateTimeField(verbose_name='depuis')),
                    ('until_at', models.DateTimeField(verbose_name='jusqu’à')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='community.space')),
                ],
                options={
                    'verbose_name': 'lettre d’un espace',
                    'verbose_name_plural': 'lettres des espaces',
                    'ordering': ('-day', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='SpaceDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('slug', models.SlugField(max_length=60, verbose_name='nom dans l’adresse')),
                    ('title', models.CharField(max_length=120, verbose_name='titre')),
                    ('folder', models.CharField(max_length=60, verbose_name='sujet')),
                    ('summary', models.TextField(blank=True, max_length=600, verbose_name='ce qu’il contient')),
                    ('asks_reading', models.BooleanField(default=False, verbose_name='demander une confirmation de lecture')),
                    ('expires_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à vérifier le')),
                    ('state', models.CharField(choices=[('shown', 'En ligne'), ('retired', 'Retiré')], default='shown', editable=False, max_length=7, verbose_name='état')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='community.space')),
                ],
                options={
                    'verbose_name': 'document d’un espace',
                    'verbose_name_plural': 'documents des espaces',
                    'ordering': ('folder', 'title', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='DocumentVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(verbose_name='version')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='ce qui change')),
                    ('effective_on', models.DateField(verbose_name='en vigueur le')),
                    ('expires_on', models.DateField(blank=True, null=True, verbose_name='à vérifier le')),
                    ('added_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='déposée le')),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déposée par')),
                    ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='community.spacedocument')),
                ],
                options={
                    'verbose_name': 'version d’un document',
                    'verbose_name_plural': 'versions des documents',
                    'ordering': ('-number',),
                },
            ),
            migrations.CreateModel(
                name='SpaceMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('function', models.CharField(choices=[('member', 'membre'), ('animator', 'co-animatrice ou co-animateur')], default='member', max_length=8, verbose_name='rôle')),
                    ('since_on', models.DateField(default=portal.core.clock.today, verbose_name='depuis le')),
                    ('until_on', models.DateField(blank=True, null=True, verbose_name='jusqu’au')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spaces', to=settings.AUTH_USER_MODEL)),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='community.space')),
                ],
                options={
                    'verbose_name': 'personne d’un espace',
                    'verbose_name_plural': 'personnes des espaces',
                    'ordering': ('person__last_name', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='SpacePage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('slug', models.SlugField(max_length=60, verbose_name='nom dans l’adresse')),
                    ('title', models.CharField(max_length=120, verbose_name='titre')),
                    ('public_title', models.CharField(blank=True, editable=False, max_length=120, verbose_name='titre publié')),
                    ('text', models.TextField(blank=True, max_length=30000, verbose_name='texte')),
                    ('html', models.TextField(blank=True, editable=False, verbose_name='texte mis en forme')),
                    ('state', models.CharField(choices=[('draft', 'Brouillon'), ('published', 'Publiée'), ('withdrawn', 'Retirée')], default='draft', editable=False, max_length=9, verbose_name='état')),
                    ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='rang')),
                    ('is_pinned', models.BooleanField(default=False, verbose_name='épinglée à l’accueil')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='community.space')),
                ],
                options={
                    'verbose_name': 'page d’un espace',
                    'verbose_name_plural': 'pages des espaces',
                    'ordering': ('rank', 'title', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='PageVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(verbose_name='version')),
                    ('title', models.CharField(max_length=120, verbose_name='titre')),
                    ('html', models.TextField(verbose_name='texte mis en forme')),
                    ('text', models.TextField(verbose_name='texte')),
                    ('published_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='publiée le')),
                    ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publiée par')),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='community.spacepage')),
                ],
                options={
                    'verbose_name': 'version d’une page',
                    'verbose_name_plural': 'versions des pages',
                    'ordering': ('-number',),
                },
            ),
            migrations.CreateModel(
                name='PageRead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages_read', to=settings.AUTH_USER_MODEL)),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='community.spacepage')),
                ],
                options={
                    'verbose_name': 'page lue',
                    'verbose_name_plural': 'pages lues',
                },
            ),
            migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('title', models.CharField(max_length=160, verbose_name='titre')),
                    ('intro', models.TextField(blank=True, verbose_name='présentation')),
                    ('is_poll', models.BooleanField(default=False, editable=False, verbose_name='sondage d’une question')),
                    ('state', models.CharField(choices=[('draft', 'En préparation'), ('open', 'Ouverte'), ('closed', 'Close'), ('published', 'Résultats publiés'), ('cancelled', 'Abandonnée')], default='draft', editable=False, max_length=10, verbose_name='état')),
                    ('is_anonymous', models.BooleanField(editable=False, null=True, verbose_name='anonyme')),
                    ('per', models.CharField(blank=True, choices=[('person', 'une réponse par personne'), ('organism', 'une réponse par organisme')], editable=False, max_length=8, verbose_name='on répond')),
                    ('opened_on', models.DateField(editable=False, null=True, verbose_name='ouverte le')),
                    ('closes_on', models.DateField(editable=False, null=True, verbose_name='dernier jour')),
                    ('closed_on', models.DateField(editable=False, null=True, verbose_name='close le')),
                    ('population', models.PositiveIntegerField(editable=False, null=True, verbose_name='interrogés')),
                    ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='community.space')),
                ],
                options={
                    'verbose_name': 'enquête',
                    'ordering': ('-pk',),
                },
            ),
            migrations.CreateModel(
                name='Participation',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('on', models.DateField(default=portal.core.clock.today, verbose_name='le')),
                    ('organism', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='labelling.organism')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='community.survey')),
                ],
                options={
                    'verbose_name': 'participation à une enquête',
                    'verbose_name_plural': 'participations aux enquêtes',
                },
            ),
            migrations.CreateModel(
                name='SurveyAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('values', models.JSONField(verbose_name='réponses')),
                    ('answered_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                    ('organism', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='labelling.organism')),
                    ('participation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answer', to='community.participation')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='community.survey')),
                ],
                options={
                    'verbose_name': 'réponse à une enquête',
                    'verbose_name_plural': 'réponses aux enquêtes',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='SurveyDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('values', models.JSONField(default=dict, verbose_name='réponses')),
                    ('saved_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='enregistré le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='community.survey')),
                ],
                options={
                    'verbose_name': 'réponse commencée',
                    'verbose_name_plural': 'réponses commencées',
                },
            ),
            migrations.CreateModel(
                name='SurveyQuestion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('kind', models.CharField(choices=[('one', 'Un choix'), ('several', 'Plusieurs choix'), ('scale', 'Échelle de 1 à 5'), ('short', 'Texte court'), ('long', 'Texte long')], max_length=8, verbose_name='type')),
                    ('label', models.CharField(max_length=250, verbose_name='question')),
                    ('help', models.CharField(blank=True, max_length=300, verbose_name='aide')),
                    ('is_required', models.BooleanField(default=True, verbose_name='réponse obligatoire')),
                    ('options', models.JSONField(blank=True, default=list, verbose_name='réponses proposées')),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='community.survey')),
                ],
                options={
                    'verbose_name': 'question d’une enquête',
                    'verbose_name_plural': 'questions des enquêtes',
                    'ordering': ('survey', 'order'),
                },
            ),
            migrations.CreateModel(
                name='SurveyTally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answered', models.PositiveIntegerField(default=0, verbose_name='réponses')),
                    ('counts', models.JSONField(default=dict, verbose_name='comptes')),
                    ('texts', models.JSONField(default=list, verbose_name='textes')),
                    ('question', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='tally', to='community.surveyquestion')),
                ],
                options={
                    'verbose_name': 'dépouillement d’une question',
                    'verbose_name_plural': 'dépouillements',
                },
            ),
            migrations.CreateModel(
                name='Thread',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('title', models.CharField(max_length=140, verbose_name='question')),
                    ('state', models.CharField(choices=[('open', 'Ouverte'), ('closed', 'Close')], default='open', editable=False, max_length=6, verbose_name='état')),
                    ('messages_count', models.PositiveIntegerField(default=1, verbose_name='messages')),
                    ('answers_count', models.PositiveIntegerField(default=0, verbose_name='réponses visibles')),
                    ('is_hidden', models.BooleanField(default=False, verbose_name='masquée')),
                    ('active_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='dernière activité')),
                    ('certified_at', models.DateTimeField(null=True, verbose_name='certifiée le')),
                    ('framework', models.CharField(blank=True, max_length=40, verbose_name='version du cadre')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='inventée')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='threads', to='community.space')),
                ],
                options={
                    'verbose_name': 'question d’un espace',
                    'verbose_name_plural': 'questions des espaces',
                    'ordering': ('-active_at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='Follow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_on', models.BooleanField(default=True, verbose_name='suit')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='community.thread')),
                ],
                options={
                    'verbose_name': 'suivi d’une question',
                    'verbose_name_plural': 'suivis des questions',
                    'ordering': ('pk',),
                },
            ),
            migrations.AddField(
                model_name='faqentry',
                name='thread',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='faq', to='community.thread'),
            ),
            migrations.CreateModel(
                name='ThreadMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('number', models.PositiveIntegerField(verbose_name='rang')),
                    ('state', models.CharField(choices=[('shown', 'Visible'), ('hidden', 'Masqué')], default='shown', editable=False, max_length=6, verbose_name='état')),
                    ('source', models.TextField(max_length=8000, verbose_name='texte')),
                    ('html', models.TextField(verbose_name='mis en forme')),
                    ('edited_at', models.DateTimeField(null=True, verbose_name='modifié le')),
                    ('thanks_count', models.PositiveIntegerField(default=0, verbose_name='mercis')),
                    ('hidden_for', models.CharField(blank=True, choices=[('topic', 'hors du sujet de l’espace'), ('tone', 'propos blessants'), ('privacy', 'données personnelles ou confidentielles'), ('advert', 'publicité'), ('rights', 'droits d’auteur ou à l’image'), ('other', 'autre motif')], max_length=8, verbose_name='motif')),
                    ('moderation_note', models.TextField(blank=True, verbose_name='mots de la modération')),
                    ('mail_id', models.CharField(max_length=250, null=True, unique=True, verbose_name='courriel d’origine')),
                    ('left_out', models.PositiveSmallIntegerField(default=0, verbose_name='pièces laissées de côté')),
                    ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='community.thread')),
                ],
                options={
                    'verbose_name': 'message d’un espace',
                    'verbose_name_plural': 'messages des espaces',
                    'ordering': ('thread', 'number'),
                },
            ),
            migrations.AddField(
                model_name='thread',
                name='certified',
                field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='community.threadmessage'),
            ),
            migrations.CreateModel(
                name='Thanks',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='thanks', to='community.threadmessage')),
                ],
                options={
                    'verbose_name': 'merci',
                    'verbose_name_plural': 'mercis',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='MessageReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(choices=[('topic', 'hors du sujet de l’espace'), ('tone', 'propos blessants'), ('privacy', 'données personnelles ou confidentielles'), ('advert', 'publicité'), ('rights', 'droits d’auteur ou à l’image'), ('other', 'autre motif')], max_length=8, verbose_name='motif')),
                    ('details', models.TextField(blank=True, verbose_name='précision')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                    ('closed_at', models.DateTimeField(null=True, verbose_name='traité le')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='community.threadmessage')),
                ],
                options={
                    'verbose_name': 'signalement d’un message',
                    'verbose_name_plural': 'signalements de messages',
                    'ordering': ('at', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='MessageFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveSmallIntegerField(verbose_name='ordre')),
                    ('is_picture', models.BooleanField(default=False, verbose_name='image')),
                    ('alt', models.CharField(blank=True, max_length=200, verbose_name='ce que montre l’image')),
                    ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='community.threadmessage')),
                ],
                options={
                    'verbose_name': 'fichier d’un message',
                    'verbose_name_plural': 'fichiers des messages',
                    'ordering': ('message', 'order'),
                },
            ),
            migrations.CreateModel(
                name='Mention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='community.threadmessage')),
                ],
                options={
                    'verbose_name': 'mention',
                    'verbose_name_plural': 'mentions',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='ThreadTag',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=10, verbose_name='code')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='community.thread')),
                ],
                options={
                    'verbose_name': 'thème d’une question',
                    'verbose_name_plural': 'thèmes des questions',
                    'ordering': ('code',),
                },
            ),
            migrations.CreateModel(
                name='ThreadWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('root', models.CharField(max_length=40, verbose_name='racine')),
                    ('is_title', models.BooleanField(default=False, verbose_name='dans la question')),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='community.space')),
                    ('thread', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='community.thread')),
                ],
                options={
                    'verbose_name': 'mot d’une question',
                    'verbose_name_plural': 'mots des questions',
                    'ordering': ('root',),
                },
            ),
            migrations.CreateModel(
                name='WelcomeClosed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='rangés le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='welcomes_closed', to=settings.AUTH_USER_MODEL)),
                    ('space', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='welcomes_closed', to='community.space')),
                ],
                options={
                    'verbose_name': 'premiers pas rangés',
                    'verbose_name_plural': 'premiers pas rangés',
                },
            ),
            migrations.CreateModel(
                name='DocumentReading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(null=True, verbose_name='rappelée le')),
                    ('read_at', models.DateTimeField(null=True, verbose_name='lue le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents_read', to=settings.AUTH_USER_MODEL)),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='community.documentversion')),
                ],
                options={
                    'verbose_name': 'lecture d’un document',
                    'verbose_name_plural': 'lectures des documents',
                    'ordering': ('person__last_name', 'pk'),
                    'constraints': [models.UniqueConstraint(fields=('version', 'person'), name='document_read_once'), models.CheckConstraint(condition=models.Q(('asked_at__isnull', False), ('read_at__isnull', False), _connector='OR'), name='document_reading_asked_or_told')],
                },
            ),
            migrations.AddConstraint(
                model_name='mentoring',
                constraint=models.CheckConstraint(condition=models.Q(('mentor', models.F('mentee')), _negated=True), name='mentoring_between_two'),
            ),
            migrations.AddConstraint(
                model_name='mentoring',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'accepted', 'running'))), fields=('mentee',), name='mentoring_one_live'),
            ),
            migrations.AddConstraint(
                model_name='mentoring',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('accepted', 'running')), _negated=True), models.Q(('mentee_agreed_at__isnull', False), ('mentor_agreed_at__isnull', False)), _connector='OR'), name='mentoring_both_agree'),
            ),
            migrations.AddConstraint(
                model_name='mentoringfollowup',
                constraint=models.UniqueConstraint(fields=('mentoring', 'organism'), name='mentoring_follow_up_once'),
            ),
            migrations.AddConstraint(
                model_name='mentoringfollowup',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'waiting'), models.Q(('useful', ''), _negated=True), _connector='OR'), name='mentoring_follow_up_says'),
            ),
            migrations.AddConstraint(
                model_name='profile',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'shown'), ('presentation', ''), _connector='OR'), name='profile_hidden_is_empty'),
            ),
            migrations.AddIndex(
                model_name='expertise',
                index=models.Index(fields=['kind', 'code'], name='expertise_said'),
            ),
            migrations.AddConstraint(
                model_name='expertise',
                constraint=models.UniqueConstraint(fields=('profile', 'kind', 'code'), name='expertise_once'),
            ),
            migrations.AddConstraint(
                model_name='publicquestion',
                constraint=models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('slug',), name='public_question_one_address'),
            ),
            migrations.AddConstraint(
                model_name='publicquestion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'public'), _negated=True), models.Q(models.Q(('slug', ''), _negated=True), ('published_on__isnull', False)), _connector='OR'), name='public_question_has_its_address'),
            ),
            migrations.AddConstraint(
                model_name='passage',
                constraint=models.UniqueConstraint(condition=models.Q(('is_over', False), ('kind', 'entry')), fields=('space', 'person'), name='passage_one_entry'),
            ),
            migrations.AddConstraint(
                model_name='passage',
                constraint=models.UniqueConstraint(condition=models.Q(('kind', 'entry'), _negated=True), fields=('space', 'person', 'kind', 'until'), name='passage_told_once'),
            ),
            migrations.AddConstraint(
                model_name='passage',
                constraint=models.CheckConstraint(condition=models.Q(('kind', 'entry'), ('until__isnull', False), _connector='XOR'), name='passage_reading_has_end'),
            ),
            migrations.AddIndex(
                model_name='contact',
                index=models.Index(fields=['sender', 'created_at'], name='contact_of_a_day'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=models.CheckConstraint(condition=models.Q(('sender', models.F('recipient')), _negated=True), name='contact_between_two'),
            ),
            migrations.AddConstraint(
                model_name='contact',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='contact_answered_has_words'),
            ),
            migrations.AddConstraint(
                model_name='acceptance',
                constraint=models.UniqueConstraint(fields=('space', 'charter', 'person'), name='charter_accepted_once'),
            ),
            migrations.AddConstraint(
                model_name='spacedigest',
                constraint=models.UniqueConstraint(fields=('space', 'day'), name='space_digest_once'),
            ),
            migrations.AddConstraint(
                model_name='spacedocument',
                constraint=models.UniqueConstraint(fields=('space', 'slug'), name='space_document_address_once'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=models.UniqueConstraint(fields=('document', 'number'), name='document_version_once'),
            ),
            migrations.AddConstraint(
                model_name='documentversion',
                constraint=models.CheckConstraint(condition=models.Q(('expires_on__isnull', True), ('expires_on__gt', models.F('effective_on')), _connector='OR'), name='document_version_runs_forward'),
            ),
            migrations.AddConstraint(
                model_name='spacemember',
                constraint=models.UniqueConstraint(condition=models.Q(('until_on__isnull', True)), fields=('space', 'person'), name='space_member_once'),
            ),
            migrations.AddConstraint(
                model_name='spacemember',
                constraint=models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('since_on')), _connector='OR'), name='space_member_runs_forward'),
            ),
            migrations.AddConstraint(
                model_name='spacepage',
                constraint=models.UniqueConstraint(fields=('space', 'slug'), name='space_page_address_once'),
            ),
            migrations.AddConstraint(
                model_name='pageversion',
                constraint=models.UniqueConstraint(fields=('page', 'number'), name='page_version_once'),
            ),
            migrations.AddConstraint(
                model_name='pageread',
                constraint=models.UniqueConstraint(fields=('page', 'person'), name='page_read_once'),
            ),
            migrations.AddConstraint(
                model_name='survey',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('open', 'closed', 'published')), _negated=True), models.Q(('closes_on__isnull', False), ('is_anonymous__isnull', False), ('opened_on__isnull', False), models.Q(('per', ''), _negated=True)), _connector='OR'), name='survey_open_says_how'),
            ),
            migrations.AddConstraint(
                model_name='survey',
                constraint=models.CheckConstraint(condition=models.Q(('closes_on__isnull', True), ('closes_on__gte', models.F('opened_on')), _connector='OR'), name='survey_closes_after_opening'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.UniqueConstraint(fields=('survey', 'person'), name='survey_once_a_person'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.UniqueConstraint(fields=('survey', 'organism'), name='survey_once_an_organism'),
            ),
            migrations.AddConstraint(
                model_name='participation',
                constraint=models.CheckConstraint(condition=models.Q(('person', None), ('organism', None), _connector='XOR'), name='survey_one_voice'),
            ),
            migrations.AddConstraint(
                model_name='surveydraft',
                constraint=models.UniqueConstraint(fields=('survey', 'person'), name='survey_draft_once'),
            ),
            migrations.AddConstraint(
                model_name='surveyquestion',
                constraint=models.UniqueConstraint(fields=('survey', 'order'), name='survey_question_order'),
            ),
            migrations.AddIndex(
                model_name='follow',
                index=models.Index(fields=['person', 'is_on', 'thread'], name='follow_of_person'),
            ),
            migrations.AddConstraint(
                model_name='follow',
                constraint=models.UniqueConstraint(fields=('thread', 'person'), name='follow_once'),
            ),
            migrations.AddIndex(
                model_name='faqentry',
                index=models.Index(condition=models.Q(('state', 'published')), fields=['space', 'title'], name='faq_published'),
            ),
            migrations.AddIndex(
                model_name='threadmessage',
                index=models.Index(condition=models.Q(('state', 'shown')), fields=['created_at', 'thread'], name='thread_message_written'),
            ),
            migrations.AddConstraint(
                model_name='threadmessage',
                constraint=models.UniqueConstraint(fields=('thread', 'number'), name='thread_message_once'),
            ),
            migrations.AddConstraint(
                model_name='threadmessage',
                constraint=models.CheckConstraint(condition=models.Q(('state', 'shown'), models.Q(('hidden_for', ''), _negated=True), _connector='OR'), name='thread_message_hidden_says_why'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(fields=['space', '-active_at', '-id'], name='thread_latest'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(fields=['space', 'created_at', 'id'], name='thread_asked'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(condition=models.Q(('answers_count', 0), ('is_hidden', False)), fields=['space', 'created_at'], name='thread_unanswered'),
            ),
            migrations.AddIndex(
                model_name='thread',
                index=models.Index(condition=models.Q(('certified__isnull', False)), fields=['space', '-active_at'], name='thread_certified'),
            ),
            migrations.AddConstraint(
                model_name='thread',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('certified__isnull', True), ('certified_at__isnull', True)), models.Q(('certified__isnull', False), ('certified_at__isnull', False), models.Q(('framework', ''), _negated=True)), _connector='OR'), name='thread_certified_whole'),
            ),
            migrations.AddConstraint(
                model_name='thanks',
                constraint=models.UniqueConstraint(fields=('message', 'person'), name='thanks_once'),
            ),
            migrations.AddIndex(
                model_name='messagereport',
                index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['message'], name='message_report_open'),
            ),
            migrations.AddConstraint(
                model_name='messagereport',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('message', 'by'), name='message_report_once'),
            ),
            migrations.AddConstraint(
                model_name='messagefile',
                constraint=models.UniqueConstraint(fields=('message', 'order'), name='message_file_once'),
            ),
            migrations.AddConstraint(
                model_name='messagefile',
                constraint=models.CheckConstraint(condition=models.Q(('is_picture', False), models.Q(('alt', ''), _negated=True), _connector='OR'), name='message_picture_has_words'),
            ),
            migrations.AddConstraint(
                model_name='mention',
                constraint=models.UniqueConstraint(fields=('message', 'person'), name='mention_once'),
            ),
            migrations.AddIndex(
                model_name='threadtag',
                index=models.Index(fields=['code', 'thread'], name='thread_tag_code'),
            ),
            migrations.AddConstraint(
                model_name='threadtag',
                constraint=models.UniqueConstraint(fields=('thread', 'code'), name='thread_tag_once'),
            ),
            migrations.AddIndex(
                model_name='threadword',
                index=models.Index(fields=['space', 'root', 'is_title', 'thread'], name='thread_word_root'),
            ),
            migrations.AddConstraint(
                model_name='threadword',
                constraint=models.UniqueConstraint(fields=('thread', 'root'), name='thread_word_once'),
            ),
            migrations.AddConstraint(
                model_name='welcomeclosed',
                constraint=models.UniqueConstraint(fields=('space', 'person'), name='welcome_closed_once'),
            ),
        ]),
        RunSQLOf(SQLITE, POSTGRESQL),
    ]
