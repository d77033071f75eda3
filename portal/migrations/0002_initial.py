"""The other tables of the kernel; its journal is append-only (triggers), its cache is shared."""

import datetime
import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import portal.accounts.models
import portal.core.clock
import portal.documents.storage
from portal.schema.operations import CreateTables, RunSQLOf

SQLITE = (
    "CREATE TRIGGER portal_entry_append_only_update BEFORE UPDATE ON portal_entry WHEN TRUE BEGIN SELECT RAISE(ABORT, 'journal: append only'); END",
    "CREATE TRIGGER portal_entry_append_only_delete BEFORE DELETE ON portal_entry WHEN TRUE BEGIN SELECT RAISE(ABORT, 'journal: append only'); END",
    "CREATE TRIGGER portal_checkpoint_append_only_update BEFORE UPDATE ON portal_checkpoint WHEN TRUE BEGIN SELECT RAISE(ABORT, 'journal: append only'); END",
    "CREATE TRIGGER portal_checkpoint_append_only_delete BEFORE DELETE ON portal_checkpoint WHEN TRUE BEGIN SELECT RAISE(ABORT, 'journal: append only'); END",
)
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION portal_entry_append_only_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER portal_entry_append_only_update BEFORE UPDATE ON portal_entry FOR EACH ROW EXECUTE FUNCTION portal_entry_append_only_update()',
    "CREATE OR REPLACE FUNCTION portal_entry_append_only_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER portal_entry_append_only_delete BEFORE DELETE ON portal_entry FOR EACH ROW EXECUTE FUNCTION portal_entry_append_only_delete()',
    "CREATE OR REPLACE FUNCTION portal_entry_append_only_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER portal_entry_append_only_truncate BEFORE TRUNCATE ON portal_entry FOR EACH STATEMENT EXECUTE FUNCTION portal_entry_append_only_truncate()',
    "CREATE OR REPLACE FUNCTION portal_checkpoint_append_only_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN NEW; END $$",
    'CREATE TRIGGER portal_checkpoint_append_only_update BEFORE UPDATE ON portal_checkpoint FOR EACH ROW EXECUTE FUNCTION portal_checkpoint_append_only_update()',
    "CREATE OR REPLACE FUNCTION portal_checkpoint_append_only_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER portal_checkpoint_append_only_delete BEFORE DELETE ON portal_checkpoint FOR EACH ROW EXECUTE FUNCTION portal_checkpoint_append_only_delete()',
    "CREATE OR REPLACE FUNCTION portal_checkpoint_append_only_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION 'journal: append only' USING ERRCODE = 'insufficient_privilege'; END IF; RETURN OLD; END $$",
    'CREATE TRIGGER portal_checkpoint_append_only_truncate BEFORE TRUNCATE ON portal_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION portal_checkpoint_append_only_truncate()',
)
# Theirs first: their many states are then rendered without our tables.
PACKAGES = (
    ("account", "0009_emailaddress_unique_primary_email"),
    ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ("mfa", "0003_authenticator_type_uniq"),
    ("sessions", "0001_initial"),
    ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ("usersessions", "0001_initial"),
    ("wagtailadmin", "0006_formstate"),
    ("wagtailcore", "0098_apitoken"),
    ("wagtaildocs", "0014_alter_document_file_size"),
    ("wagtailembeds", "0009_embed_cache_until"),
    ("wagtailimages", "0027_image_description"),
    ("wagtailredirects", "0008_add_verbose_name_plural"),
    ("wagtailsearch", "0010_add_text_fields"),
    ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
)


def create_cache_table(_apps, schema_editor):
    call_command("createcachetable", "portal_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('portal', '0001_users'),
        *PACKAGES,
    ]
    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Checkpoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(default=portal.core.clock.now)),
                    ('entries', models.PositiveBigIntegerField(verbose_name='lignes')),
                    ('last_pk', models.BigIntegerField(verbose_name='dernière ligne')),
                    ('root', models.CharField(max_length=64, verbose_name='racine')),
                    ('signature', models.CharField(max_length=64)),
                ],
                options={
                    'verbose_name': 'point de contrôle du journal',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='Received',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64, unique=True, verbose_name='empreinte')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='reçu le')),
                    ('outcome', models.CharField(blank=True, max_length=100, verbose_name='suite')),
                ],
                options={
                    'verbose_name': 'courriel reçu',
                    'verbose_name_plural': 'courriels reçus',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='Counter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('prefix', models.CharField(max_length=12)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('last', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'compteur',
                    'constraints': [models.UniqueConstraint(fields=('prefix', 'year'), name='counter_once')],
                },
            ),
            migrations.CreateModel(
                name='DiaryFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(editable=False, max_length=64, unique=True, verbose_name='empreinte de l’adresse')),
                    ('made_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='faite le')),
                    ('read_on', models.DateField(editable=False, null=True, verbose_name='lue le')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='diary_feed', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                ],
                options={
                    'verbose_name': 'adresse personnelle d’agenda',
                    'verbose_name_plural': 'adresses personnelles d’agenda',
                },
            ),
            migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('aggregate_type', models.CharField(max_length=60)),
                    ('aggregate_id', models.BigIntegerField()),
                    ('seq', models.PositiveIntegerField(verbose_name='rang')),
                    ('thing_type', models.CharField(max_length=60)),
                    ('thing_id', models.BigIntegerField()),
                    ('at', models.DateTimeField(verbose_name='le')),
                    ('actor_name', models.CharField(max_length=170, verbose_name='nom de l’auteur')),
                    ('act', models.CharField(max_length=60, verbose_name='acte')),
                    ('sentence', models.TextField(verbose_name='phrase')),
                    ('source', models.CharField(blank=True, max_length=30, verbose_name='de')),
                    ('target', models.CharField(blank=True, max_length=30, verbose_name='vers')),
                    ('reason', models.TextField(blank=True, verbose_name='motif')),
                    ('rules', models.CharField(blank=True, max_length=40, verbose_name='version des règles')),
                    ('data', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='données')),
                    ('previous', models.CharField(max_length=64, verbose_name='empreinte précédente')),
                    ('digest', models.CharField(max_length=64, unique=True, verbose_name='empreinte')),
                    ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
                ],
                options={
                    'verbose_name': 'ligne du journal',
                    'verbose_name_plural': 'journal',
                    'ordering': ('aggregate_type', 'aggregate_id', 'seq'),
                },
            ),
            migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=30, verbose_name='règle')),
                    ('what', models.CharField(max_length=120, verbose_name='objet')),
                    ('rule', models.CharField(max_length=160, verbose_name='durée')),
                    ('ending', models.CharField(max_length=30, verbose_name='fin')),
                    ('count', models.PositiveIntegerField(verbose_name='nombre')),
                    ('references', models.JSONField(default=list, verbose_name='références')),
                    ('done_on', models.DateField(default=portal.core.clock.today, verbose_name='le')),
                ],
                options={
                    'verbose_name': 'preuve d’effacement',
                    'verbose_name_plural': 'preuves d’effacement',
                    'ordering': ('-pk',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('count__gt', 0)), name='erasure_of_something')],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                    ('purpose', models.CharField(max_length=60, verbose_name='motif')),
                    ('data', models.JSONField(blank=True, default=dict, verbose_name='précisions')),
                    ('seed', models.CharField(default=portal.accounts.models.new_seed, editable=False, max_length=32)),
                    ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='envoyée le')),
                    ('expires_at', models.DateTimeField(default=portal.accounts.models.in_fourteen_days, verbose_name='valable jusqu’au')),
                    ('accepted_at', models.DateTimeField(null=True, verbose_name='acceptée le')),
                    ('withdrawn_at', models.DateTimeField(null=True, verbose_name='annulée le')),
                    ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='accepted_invitations', to=settings.AUTH_USER_MODEL)),
                    ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sent_invitations', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'invitation',
                    'ordering': ('-created_at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='Mailbox',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('has_chosen', models.BooleanField(default=False, verbose_name='a choisi ses heures')),
                    ('is_quiet_at_night', models.BooleanField(default=True, verbose_name='heures calmes')),
                    ('quiet_from', models.TimeField(default=datetime.time(20, 0), verbose_name='de')),
                    ('quiet_to', models.TimeField(default=datetime.time(7, 0), verbose_name='à')),
                    ('is_quiet_at_weekends', models.BooleanField(default=True, verbose_name='week-ends calmes')),
                    ('paused_until', models.DateField(null=True, verbose_name='en pause jusqu’au')),
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mailbox', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'heures d’une personne',
                },
            ),
            migrations.CreateModel(
                name='MailChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notice', models.CharField(max_length=60, verbose_name='message')),
                    ('pace', models.CharField(choices=[('now', 'par courriel, à mesure'), ('day', 'regroupés chaque jour'), ('week', 'regroupés chaque semaine'), ('portal', 'dans le portail seulement')], max_length=6, verbose_name='rythme')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_choices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'choix de message',
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='adresse')),
                    ('dropped_for', models.CharField(blank=True, choices=[('gone', 'ce dont il parlait n’existe plus'), ('closed', 'le compte de la personne est fermé'), ('right', 'la personne n’a plus le droit de voir cette page'), ('fallen', 'ce qu’il annonçait n’est plus vrai'), ('erased', 'effacé au terme de sa durée de conservation'), ('replayed', 'rejoué par un scénario')], max_length=10, verbose_name='motif')),
                    ('sent_as', models.CharField(blank=True, db_index=True, max_length=120)),
                    ('bounced_at', models.DateTimeField(null=True, verbose_name='revenu le')),
                    ('bounce', models.CharField(blank=True, choices=[('hard', 'refusé pour de bon'), ('soft', 'refusé pour l’instant')], max_length=4, verbose_name='retour')),
                    ('event_key', models.CharField(max_length=160, verbose_name='événement')),
                    ('address', models.EmailField(blank=True, max_length=254, verbose_name='adresse sans compte')),
                    ('notice', models.CharField(max_length=60)),
                    ('template', models.CharField(max_length=120)),
                    ('thing_type', models.CharField(max_length=60)),
                    ('thing_id', models.BigIntegerField()),
                    ('about', models.CharField(blank=True, max_length=90, verbose_name='dossier')),
                    ('name', models.CharField(blank=True, max_length=200, verbose_name='nom de la chose')),
                    ('state', models.CharField(choices=[('pending', 'en attente'), ('sent', 'envoyé'), ('kept', 'dans le portail seulement'), ('dropped', 'sans objet'), ('failed', 'abandonné')], default='pending', max_length=10, verbose_name='état')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now)),
                    ('ready_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='à dire dès')),
                    ('not_before', models.DateTimeField(default=portal.core.clock.now, verbose_name='pas avant')),
                    ('is_grouped', models.BooleanField(default=False, verbose_name='remis au matin')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                    ('error', models.TextField(blank=True, verbose_name='dernière erreur')),
                    ('sent_at', models.DateTimeField(null=True, verbose_name='envoyé le')),
                    ('subject', models.CharField(blank=True, max_length=250, verbose_name='objet')),
                    ('body', models.TextField(blank=True, verbose_name='texte')),
                    ('read_at', models.DateTimeField(null=True, verbose_name='lu le')),
                    ('done_at', models.DateTimeField(null=True, verbose_name='fait le')),
                    ('again_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='again', to='portal.message')),
                    ('carrier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried', to='portal.message')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'courriel',
                    'verbose_name_plural': 'courriels',
                    'ordering': ('pk',),
                },
            ),
            migrations.CreateModel(
                name='LostAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.EmailField(max_length=254, verbose_name='adresse')),
                    ('found_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='constatée le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lost', to=settings.AUTH_USER_MODEL)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='portal.message')),
                ],
                options={
                    'verbose_name': 'adresse perdue',
                    'verbose_name_plural': 'adresses perdues',
                    'ordering': ('found_at', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='Hold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('state', models.CharField(choices=[('held', 'en cours'), ('released', 'levée')], default='held', max_length=10, verbose_name='état')),
                    ('notice', models.CharField(blank=True, max_length=60, verbose_name='type')),
                    ('thing_type', models.CharField(blank=True, max_length=60)),
                    ('thing_id', models.BigIntegerField(null=True)),
                    ('until_on', models.DateField(verbose_name='retenus jusqu’au')),
                    ('reason', models.TextField(max_length=500, verbose_name='motif')),
                    ('what', models.CharField(max_length=250, verbose_name='ce qui est retenu')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='portal.message')),
                ],
                options={
                    'verbose_name': 'retenue de courriels',
                    'verbose_name_plural': 'retenues de courriels',
                    'ordering': ('-pk',),
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                ],
                options={
                    'verbose_name': 'envoi',
                    'verbose_name_plural': 'envois',
                    'proxy': True,
                    'indexes': [],
                    'constraints': [],
                },
                bases=('portal.message',),
            ),
            migrations.CreateModel(
                name='OnceKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.UUIDField()),
                    ('location', models.CharField(default='/espace/', max_length=500)),
                    ('at', models.DateTimeField(default=portal.core.clock.now)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'envoi unique',
                },
            ),
            migrations.CreateModel(
                name='Persona',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.SlugField(unique=True, verbose_name='nom dans le scénario')),
                    ('title', models.CharField(max_length=200, verbose_name='qualité')),
                    ('order', models.PositiveSmallIntegerField(default=100, verbose_name='ordre')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='persona', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'persona',
                    'ordering': ('order', 'pk'),
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='jeton')),
                    ('file', models.FileField(editable=False, storage=portal.documents.storage.private_storage, upload_to=portal.documents.storage.random_name, verbose_name='fichier')),
                    ('name', models.CharField(editable=False, max_length=255, verbose_name='nom d’origine')),
                    ('kind', models.CharField(editable=False, max_length=60, verbose_name='nature')),
                    ('content_type', models.CharField(editable=False, max_length=100, verbose_name='format')),
                    ('size', models.PositiveBigIntegerField(editable=False, verbose_name='taille en octets')),
                    ('sha256', models.CharField(editable=False, max_length=64, verbose_name='empreinte SHA-256')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('effective_from', models.DateField(editable=False, null=True, verbose_name='valable à partir du')),
                    ('effective_to', models.DateField(editable=False, null=True, verbose_name='valable jusqu’au')),
                    ('confidentiality', models.CharField(choices=[('public', 'public'), ('organism', 'organisme et label'), ('committee', 'comité'), ('restricted', 'restreint')], default='organism', editable=False, max_length=10, verbose_name='confidentialité')),
                    ('scan_state', models.CharField(choices=[('pending', 'en analyse'), ('clean', 'sain'), ('refused', 'refusé'), ('not_scanned', 'non analysé')], default='not_scanned', editable=False, max_length=11, verbose_name='analyse')),
                    ('scanned_at', models.DateTimeField(editable=False, null=True, verbose_name='analysé le')),
                    ('stored_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='déposé le')),
                    ('holder_id', models.PositiveBigIntegerField(editable=False, verbose_name='porteur')),
                    ('holder_type', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype', verbose_name='type du porteur')),
                    ('replaces', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='portal.storedfile', verbose_name='remplace')),
                    ('stored_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stored_files', to=settings.AUTH_USER_MODEL, verbose_name='déposé par')),
                ],
                options={
                    'verbose_name': 'fichier déposé',
                    'verbose_name_plural': 'fichiers déposés',
                    'ordering': ('-stored_at', '-pk'),
                },
            ),
            migrations.CreateModel(
                name='TextVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('notice', models.CharField(max_length=60, verbose_name='type')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('subject', models.CharField(blank=True, max_length=200, validators=[django.core.validators.RegexValidator('\\A[^\\r\\n]*\\Z', 'L’objet tient sur une ligne.')], verbose_name='objet')),
                    ('body', models.TextField(blank=True, max_length=5000, verbose_name='texte')),
                    ('is_shipped', models.BooleanField(default=False, verbose_name='texte d’origine')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'texte de courriel',
                    'verbose_name_plural': 'textes de courriels',
                    'ordering': ('notice', '-number'),
                },
            ),
            migrations.CreateModel(
                name='SearchTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20, verbose_name='nature')),
                    ('key', models.BigIntegerField(verbose_name='numéro')),
                    ('term', models.CharField(max_length=40, verbose_name='racine ou référence')),
                ],
                options={
                    'verbose_name': 'mot cherché par les membres',
                    'verbose_name_plural': 'mots cherchés par les membres',
                    'indexes': [models.Index(fields=['kind', 'key'], name='search_term_of_thing')],
                    'constraints': [models.UniqueConstraint(fields=('term', 'kind', 'key'), name='search_term_once')],
                },
            ),
            migrations.AddField(model_name='message', name='text_version', field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portal.textversion')),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('thing_type', models.CharField(max_length=60)),
                    ('thing_id', models.BigIntegerField()),
                    ('seen_at', models.DateTimeField(verbose_name='vu le')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'dernière visite',
                    'verbose_name_plural': 'dernières visites',
                },
            ),
            migrations.AddIndex(model_name='entry', index=models.Index(fields=['at'], name='journal_at')),
            migrations.AddIndex(model_name='entry', index=models.Index(fields=['thing_type', 'thing_id'], name='journal_thing')),
            migrations.AddConstraint(model_name='entry', constraint=models.UniqueConstraint(fields=('aggregate_type', 'aggregate_id', 'seq'), name='journal_one_chain')),
            migrations.AddConstraint(model_name='invitation', constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_by_someone')),
            migrations.AddConstraint(model_name='invitation', constraint=models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_accepted_or_withdrawn')),
            migrations.AddConstraint(model_name='mailbox', constraint=models.CheckConstraint(condition=models.Q(('quiet_from', models.F('quiet_to')), _negated=True), name='mailbox_night_has_a_length')),
            migrations.AddConstraint(model_name='mailchoice', constraint=models.UniqueConstraint(fields=('person', 'notice'), name='mail_choice_once')),
            migrations.AddConstraint(model_name='mailchoice', constraint=models.CheckConstraint(condition=models.Q(('pace__in', ['now', 'day', 'week', 'portal'])), name='mail_choice_pace')),
            migrations.AddConstraint(model_name='lostaddress', constraint=models.UniqueConstraint(fields=('person', 'address'), name='lost_address_once')),
            migrations.AddConstraint(model_name='hold', constraint=models.CheckConstraint(condition=models.Q(('message__isnull', False), models.Q(('notice', ''), _negated=True), ('thing_id__isnull', False), _connector='OR'), name='hold_of_something')),
            migrations.AddConstraint(model_name='hold', constraint=models.CheckConstraint(condition=models.Q(models.Q(('thing_id__isnull', True), ('thing_type', '')), models.Q(('thing_id__isnull', False), models.Q(('thing_type', ''), _negated=True)), _connector='OR'), name='hold_whole_thing')),
            migrations.AddConstraint(model_name='hold', constraint=models.UniqueConstraint(django.db.models.functions.comparison.Coalesce(models.F('message'), models.Value(0)), models.F('notice'), models.F('thing_type'), django.db.models.functions.comparison.Coalesce(models.F('thing_id'), models.Value(0)), condition=models.Q(('state', 'held')), name='hold_once')),
            migrations.AddConstraint(model_name='oncekey', constraint=models.UniqueConstraint(fields=('user', 'key'), name='once_key_once')),
            migrations.AddIndex(model_name='storedfile', index=models.Index(fields=['holder_type', 'holder_id'], name='file_holder')),
            migrations.AddConstraint(model_name='storedfile', constraint=models.CheckConstraint(condition=models.Q(models.Q(('replaces', None), ('version', 1)), models.Q(('replaces__isnull', False), ('version__gt', 1)), _connector='OR'), name='file_version_chain')),
            migrations.AddConstraint(model_name='storedfile', constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='file_not_empty')),
            migrations.AddConstraint(model_name='storedfile', constraint=models.CheckConstraint(condition=models.Q(('stored_by__isnull', False), ('kind', 'stranger'), _connector='OR'), name='file_has_its_author')),
            migrations.AddConstraint(model_name='storedfile', constraint=models.CheckConstraint(condition=models.Q(('effective_to__isnull', True), ('effective_from__isnull', True), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='file_period_in_order')),
            migrations.AddConstraint(model_name='textversion', constraint=models.UniqueConstraint(fields=('notice', 'number'), name='text_version_once')),
            migrations.AddConstraint(model_name='textversion', constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), ('is_shipped', True), ('subject', '')), models.Q(('is_shipped', False), models.Q(('subject', ''), _negated=True), models.Q(('body', ''), _negated=True)), _connector='OR'), name='text_version_whole')),
            migrations.AddConstraint(model_name='textversion', constraint=models.CheckConstraint(condition=models.Q(models.Q(('subject__contains', '\n'), _negated=True), models.Q(('subject__contains', '\r'), _negated=True)), name='text_version_one_line')),
            migrations.AddIndex(model_name='message', index=models.Index(condition=models.Q(('state', 'pending')), fields=['not_before'], name='mail_pending')),
            migrations.AddIndex(model_name='message', index=models.Index(condition=models.Q(('state', 'pending')), fields=['person'], name='mail_waiting')),
            migrations.AddIndex(model_name='message', index=models.Index(condition=models.Q(('state', 'sent')), fields=['person', 'sent_at'], name='mail_told')),
            migrations.AddIndex(model_name='message', index=models.Index(fields=['person', '-ready_at', '-id'], name='mail_of_person_by_day')),
            migrations.AddIndex(model_name='message', index=models.Index(condition=models.Q(('done_at', None), ('read_at', None)), fields=['person'], name='mail_unread')),
            migrations.AddConstraint(model_name='message', constraint=models.UniqueConstraint(fields=('event_key', 'person'), name='mail_once_a_person')),
            migrations.AddConstraint(model_name='message', constraint=models.UniqueConstraint(condition=models.Q(('person', None)), fields=('event_key', 'address'), name='mail_once_an_address')),
            migrations.AddConstraint(model_name='message', constraint=models.CheckConstraint(condition=models.Q(('person', None), ('address', ''), _connector='XOR'), name='mail_person_or_address')),
            migrations.AddIndex(model_name='visit', index=models.Index(fields=['seen_at'], name='visit_seen_at')),
            migrations.AddConstraint(model_name='visit', constraint=models.UniqueConstraint(fields=('person', 'thing_type', 'thing_id'), name='visit_once_a_thing')),
        ]),
        RunSQLOf(SQLITE, POSTGRESQL),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
