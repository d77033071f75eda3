"""The tables of the public site."""

import django.core.serializers.json
import django.db.models.deletion
import modelsearch.index
import taggit.managers
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import home.pages.partners
import portal.core.clock
from portal.schema.operations import CreateTables


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('portal', '0002_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]
    operations = [
        CreateTables([
            migrations.CreateModel(
                name='AccessibilityPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('conformity', models.CharField(choices=[('none', 'non conforme'), ('partial', 'partiellement conforme'), ('full', 'totalement conforme')], max_length=10, verbose_name='état de conformité')),
                    ('declared_on', models.DateField(verbose_name='déclaration établie le')),
                    ('contact', models.EmailField(max_length=254, verbose_name='adresse pour signaler un obstacle')),
                    ('audited_by', models.CharField(blank=True, max_length=150, verbose_name='audit mené par')),
                ],
                options={
                    'verbose_name': 'déclaration d’accessibilité',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='AgendaPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                ],
                options={
                    'verbose_name': 'page «\xa0Agenda\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='AuditorsPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                ],
                options={
                    'verbose_name': 'page «\xa0Les auditeurs\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='ContentPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('lists_pages', models.BooleanField(default=False, verbose_name='affiche le plan du site')),
                ],
                options={
                    'verbose_name': 'page de texte',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='DircomReview',
                fields=[
                    ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ],
                options={
                    'verbose_name': 'relecture de la Dircom',
                    'verbose_name_plural': 'relectures de la Dircom',
                },
                bases=('wagtailcore.task',),
            ),
            migrations.CreateModel(
                name='FactsCheck',
                fields=[
                    ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ],
                options={
                    'verbose_name': 'vérification des faits',
                    'verbose_name_plural': 'vérifications des faits',
                },
                bases=('wagtailcore.task',),
            ),
            migrations.CreateModel(
                name='GovernancePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('holds_facts', models.BooleanField(default=True, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('bodies', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='instances')),
                ],
                options={
                    'verbose_name': 'page «\xa0La gouvernance\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='HomePage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('headline', models.CharField(blank=True, max_length=120, verbose_name='titre affiché')),
                    ('intro', models.TextField(blank=True, verbose_name='accroche')),
                ],
                options={
                    'verbose_name': 'page d’accueil',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='JoiningPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('holds_facts', models.BooleanField(default=True, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('questions', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='questions et réponses')),
                    ('contact', models.EmailField(blank=True, max_length=254, verbose_name='adresse de contact')),
                ],
                options={
                    'verbose_name': 'page «\xa0Devenir labellisé\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='LabelPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('holds_facts', models.BooleanField(default=True, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('history', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='histoire')),
                    ('features', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='particularités')),
                ],
                options={
                    'verbose_name': 'page «\xa0Le label\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='LegalPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('publisher', models.CharField(max_length=200, verbose_name='éditeur')),
                    ('publisher_address', models.CharField(max_length=250, verbose_name='adresse de l’éditeur')),
                    ('director', models.CharField(max_length=150, verbose_name='directeur de la publication')),
                    ('host', models.CharField(max_length=200, verbose_name='hébergeur')),
                    ('host_address', models.CharField(max_length=250, verbose_name='adresse de l’hébergeur')),
                ],
                options={
                    'verbose_name': 'mentions légales',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='NewsIndexPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                ],
                options={
                    'verbose_name': 'page «\xa0Actualités\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='NewsTopic',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True, verbose_name='sujet')),
                    ('slug', models.SlugField(max_length=60, unique=True, verbose_name='nom dans les adresses')),
                    ('order', models.PositiveSmallIntegerField(default=100, verbose_name='rang')),
                ],
                options={
                    'verbose_name': 'sujet d’actualité',
                    'verbose_name_plural': 'sujets d’actualité',
                    'ordering': ('order', 'name'),
                },
            ),
            migrations.CreateModel(
                name='PartnerPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('region', models.CharField(blank=True, choices=home.pages.partners.regions, max_length=3, verbose_name='région')),
                    ('website', models.URLField(blank=True, verbose_name='site')),
                    ('contact', models.CharField(blank=True, max_length=120, verbose_name='à qui s’adresser')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse de contact')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='partenaire inventé')),
                ],
                options={
                    'verbose_name': 'page d’un partenaire',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='PartnersPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                ],
                options={
                    'verbose_name': 'page «\xa0Partenaires\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='PathPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('holds_facts', models.BooleanField(default=True, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('details', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='étape par étape')),
                ],
                options={
                    'verbose_name': 'page «\xa0Le parcours\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='PressPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('releases', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='communiqués')),
                    ('contact', models.CharField(blank=True, max_length=120, verbose_name='à qui s’adresser')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse de la presse')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                    ('logo_terms', wagtail.fields.RichTextField(blank=True, verbose_name='conditions d’usage du logo')),
                ],
                options={
                    'verbose_name': 'page «\xa0Presse\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='PrivacyPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                ],
                options={
                    'verbose_name': 'données personnelles',
                    'verbose_name_plural': 'données personnelles',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='ResourcesPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('shelves', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='rayons')),
                ],
                options={
                    'verbose_name': 'page «\xa0Ressources\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='ReviewState',
                fields=[
                    ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                ],
                options={
                    'verbose_name': 'relecture',
                    'verbose_name_plural': 'relectures',
                },
                bases=('wagtailcore.taskstate',),
            ),
            migrations.CreateModel(
                name='TenantsPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('ideas', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='idées')),
                    ('questions', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='questions')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone d’aide')),
                    ('hours', models.CharField(blank=True, max_length=80, verbose_name='heures d’appel')),
                    ('paper', models.CharField(blank=True, max_length=200, verbose_name='adresse où écrire')),
                ],
                options={
                    'verbose_name': 'page «\xa0Locataires\xa0»',
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('reference', models.CharField(max_length=20, unique=True, verbose_name='référence')),
                    ('title', models.CharField(max_length=120, verbose_name='titre')),
                    ('kind', models.CharField(choices=[('congress', 'Congrès Hlm'), ('region', 'Action régionale'), ('partner', 'Partenaire'), ('other', 'Autre')], default='other', max_length=8, verbose_name='nature')),
                    ('state', models.CharField(choices=[('prepared', 'Préparée'), ('running', 'En cours'), ('over', 'Terminée'), ('reviewed', 'Bilan fait'), ('cancelled', 'Annulée')], default='prepared', editable=False, max_length=9, verbose_name='état')),
                    ('objective', models.TextField(blank=True, verbose_name='objectif')),
                    ('audience', models.CharField(blank=True, max_length=200, verbose_name='public visé')),
                    ('region', models.CharField(blank=True, max_length=3, verbose_name='région')),
                    ('owner', models.CharField(blank=True, max_length=120, verbose_name='responsable')),
                    ('budget', models.CharField(blank=True, choices=[('none', 'sans dépense'), ('small', 'moins de 5\xa0000\xa0€'), ('medium', '5\xa0000 à 20\xa0000\xa0€'), ('large', 'plus de 20\xa0000\xa0€')], max_length=6, verbose_name='budget')),
                    ('starts_on', models.DateField(verbose_name='du')),
                    ('ends_on', models.DateField(verbose_name='au')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='campagne inventée')),
                    ('review', models.TextField(blank=True, editable=False, verbose_name='bilan')),
                ],
                options={
                    'verbose_name': 'campagne',
                    'ordering': ('-starts_on', '-pk'),
                    'indexes': [models.Index(fields=['state', 'ends_on'], name='campaign_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_dates_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'reviewed'), _negated=True), models.Q(('review', ''), _negated=True), _connector='OR'), name='campaign_review_is_written')],
                },
            ),
            migrations.CreateModel(
                name='EventPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('kind', models.CharField(choices=[('congres', 'Congrès Hlm'), ('action-regionale', 'Action régionale'), ('journee-du-club', 'Journée du club'), ('journee-des-auditeurs', 'Journée des auditeurs'), ('autre', 'Autre rendez-vous')], default='autre', max_length=24, verbose_name='nature')),
                    ('audience', models.CharField(choices=[('public', 'ouvert à tous'), ('club', 'réservé au club'), ('auditeurs', 'réservé aux auditeurs agréés')], default='public', max_length=10, verbose_name='public')),
                    ('starts_at', models.DateTimeField(verbose_name='début')),
                    ('ends_at', models.DateTimeField(verbose_name='fin')),
                    ('place', models.CharField(blank=True, max_length=200, verbose_name='lieu')),
                    ('link', models.URLField(blank=True, verbose_name='lien de connexion ou d’information')),
                    ('takes_registrations', models.BooleanField(default=False, verbose_name='inscription sur ce site')),
                    ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='places')),
                    ('closes_on', models.DateField(blank=True, null=True, verbose_name='dernier jour d’inscription')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='rendez-vous inventé')),
                ],
                options={
                    'verbose_name': 'rendez-vous',
                    'verbose_name_plural': 'rendez-vous',
                    'indexes': [models.Index(fields=['starts_at'], name='event_starts')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('starts_at'))), name='event_runs_forward'), models.CheckConstraint(condition=models.Q(('capacity__isnull', True), ('capacity__gte', 1), _connector='OR'), name='event_has_a_seat')],
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='LetterIssue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                    ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                    ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                    ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                    ('month', models.DateField(unique=True, verbose_name='mois')),
                    ('subject', models.CharField(max_length=120, verbose_name='objet')),
                    ('intro', models.TextField(blank=True, verbose_name='mot d’ouverture')),
                    ('state', models.CharField(choices=[('draft', 'Brouillon'), ('ready', 'Prête à partir'), ('sent', 'Envoyée')], default='draft', editable=False, max_length=5, verbose_name='état')),
                    ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='envoyée le')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='lettre inventée')),
                ],
                options={
                    'verbose_name': 'lettre du mois',
                    'verbose_name_plural': 'lettres du mois',
                    'ordering': ('-month',),
                    'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='letter_is_of_a_month'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', False), _connector='OR'), name='letter_sent_is_dated')],
                },
            ),
            migrations.CreateModel(
                name='PortalDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=255, verbose_name='title')),
                    ('file', models.FileField(upload_to='documents', verbose_name='file')),
                    ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                    ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                    ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                    ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                    ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                    ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ],
                options={
                    'verbose_name': 'document',
                    'verbose_name_plural': 'documents',
                    'abstract': False,
                },
                bases=(modelsearch.index.Indexed, models.Model),
            ),
            migrations.CreateModel(
                name='PortalImage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=255, verbose_name='title')),
                    ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                    ('width', models.IntegerField(editable=False, verbose_name='width')),
                    ('height', models.IntegerField(editable=False, verbose_name='height')),
                    ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                    ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                    ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                    ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                    ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                    ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                    ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                    ('file', wagtail.images.models.WagtailImageField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='fichier', width_field='width')),
                    ('credit', models.CharField(blank=True, max_length=200, verbose_name='crédit')),
                    ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                    ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                    ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
                ],
                options={
                    'verbose_name': 'image',
                    'abstract': False,
                },
                bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
            ),
            migrations.CreateModel(
                name='SearchEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40, verbose_name='nature')),
                    ('title', models.CharField(max_length=255, verbose_name='titre')),
                    ('text', models.TextField(blank=True, verbose_name='texte')),
                    ('title_roots', models.TextField(verbose_name='racines du titre')),
                    ('roots', models.TextField(verbose_name='racines du texte')),
                    ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ],
                options={
                    'verbose_name': 'entrée de recherche',
                    'verbose_name_plural': 'entrées de recherche',
                },
            ),
            migrations.CreateModel(
                name='Subscription',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('address', models.EmailField(blank=True, max_length=254, verbose_name='adresse')),
                    ('asked_at', models.DateTimeField(default=portal.core.clock.now, verbose_name='demandée le')),
                    ('confirmed_at', models.DateTimeField(null=True, verbose_name='confirmée le')),
                    ('ended_at', models.DateTimeField(null=True, verbose_name='terminée le')),
                ],
                options={
                    'verbose_name': 'abonnement à la lettre',
                    'verbose_name_plural': 'abonnements à la lettre',
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('address',), name='subscription_once_an_address'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('address', ''), _connector='XOR'), name='subscription_ended_is_erased')],
                },
            ),
            migrations.CreateModel(
                name='CampaignPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('starts_on', models.DateField(verbose_name='du')),
                    ('ends_on', models.DateField(verbose_name='au')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='campagne inventée')),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pages', to='home.campaign', verbose_name='campagne du plan de communication')),
                ],
                options={
                    'verbose_name': 'page de campagne',
                    'verbose_name_plural': 'pages de campagne',
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='campaign_page_runs_forward')],
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='CampaignResult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('measure', models.CharField(max_length=160, verbose_name='mesure')),
                    ('unit', models.CharField(max_length=40, verbose_name='unité')),
                    ('target', models.DecimalField(blank=True, decimal_places=1, max_digits=12, null=True, verbose_name='visé')),
                    ('achieved', models.DecimalField(blank=True, decimal_places=1, max_digits=12, null=True, verbose_name='atteint')),
                    ('measured_on', models.DateField(blank=True, null=True, verbose_name='mesuré le')),
                    ('source', models.CharField(blank=True, max_length=160, verbose_name='source')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='home.campaign')),
                ],
                options={
                    'verbose_name': 'résultat de campagne',
                    'verbose_name_plural': 'résultats de campagne',
                    'ordering': ('number',),
                    'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='campaign_result_once'), models.CheckConstraint(condition=models.Q(('achieved', None), models.Q(('measured_on__isnull', False), models.Q(('source', ''), _negated=True)), _connector='OR'), name='campaign_result_is_dated')],
                },
            ),
            migrations.CreateModel(
                name='CampaignSupport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('name', models.CharField(max_length=160, verbose_name='support')),
                    ('kind', models.CharField(choices=[('print', 'imprimé'), ('screen', 'écran ou réseau social'), ('page', 'page du site'), ('event', 'stand ou rencontre'), ('press', 'presse')], max_length=6, verbose_name='nature')),
                    ('asset', models.SlugField(blank=True, max_length=80, verbose_name='élément du kit')),
                    ('quantity', models.PositiveIntegerField(blank=True, null=True, verbose_name='exemplaires')),
                    ('proof', models.CharField(blank=True, max_length=40, verbose_name='bon à tirer')),
                    ('due_on', models.DateField(verbose_name='pour le')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='prêt le')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='home.campaign')),
                    ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page du site')),
                ],
                options={
                    'verbose_name': 'support de campagne',
                    'verbose_name_plural': 'supports de campagne',
                    'ordering': ('due_on', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='campaign_support_once')],
                },
            ),
            migrations.CreateModel(
                name='CampaignTask',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('what', models.CharField(max_length=200, verbose_name='tâche')),
                    ('who', models.CharField(blank=True, max_length=120, verbose_name='qui')),
                    ('due_on', models.DateField(verbose_name='pour le')),
                    ('done_on', models.DateField(blank=True, null=True, verbose_name='fait le')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='home.campaign')),
                ],
                options={
                    'verbose_name': 'tâche de campagne',
                    'verbose_name_plural': 'tâches de campagne',
                    'ordering': ('due_on', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('campaign', 'number'), name='campaign_task_once')],
                },
            ),
            migrations.CreateModel(
                name='EditorialEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('read', 'faits vérifiés'), ('corrected', 'correction sans effet sur les faits'), ('unlocked', 'faits déverrouillés'), ('marked', 'page marquée comme portant des faits'), ('unmarked', 'page sans faits sur le label'), ('commented', 'page commentée'), ('refused', 'publication à la date prévue refusée')], max_length=10, verbose_name='acte')),
                    ('at', models.DateTimeField(default=portal.core.clock.now, verbose_name='le')),
                    ('reason', models.TextField(blank=True, verbose_name='motif')),
                    ('digest', models.CharField(blank=True, max_length=64, verbose_name='empreinte du texte')),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editorial_entries', to=settings.WAGTAIL_PAGE_MODEL)),
                ],
                options={
                    'verbose_name': 'ligne de rédaction',
                    'verbose_name_plural': 'lignes de rédaction',
                    'ordering': ('-at', '-pk'),
                    'indexes': [models.Index(fields=['page', 'digest'], name='entry_page_digest')],
                },
            ),
            migrations.CreateModel(
                name='EventOpinion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rating', models.PositiveSmallIntegerField(verbose_name='note')),
                    ('comment', models.TextField(blank=True, max_length=1000, verbose_name='commentaire')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='home.eventpage', verbose_name='rendez-vous')),
                ],
                options={
                    'verbose_name': 'avis sur un rendez-vous',
                    'verbose_name_plural': 'avis sur un rendez-vous',
                    'ordering': ('event', '-rating', 'comment'),
                    'constraints': [models.CheckConstraint(condition=models.Q(('rating__range', (1, 5))), name='opinion_one_to_five')],
                },
            ),
            migrations.CreateModel(
                name='EventMaterial',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='numéro')),
                    ('title', models.CharField(max_length=160, verbose_name='titre')),
                    ('readers', models.CharField(choices=[('registered', 'les personnes inscrites'), ('audience', 'tout le public du rendez-vous')], default='registered', max_length=10, verbose_name='lu par')),
                    ('added_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='ajouté le')),
                    ('added_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portal.storedfile')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='home.eventpage', verbose_name='rendez-vous')),
                ],
                options={
                    'verbose_name': 'document d’un rendez-vous',
                    'verbose_name_plural': 'documents d’un rendez-vous',
                    'ordering': ('event', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('event', 'number'), name='material_number_once')],
                },
            ),
            migrations.CreateModel(
                name='LetterItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='rang')),
                    ('kind', models.CharField(choices=[('news', 'Actualités'), ('practice', 'Bonnes pratiques'), ('event', 'Agenda'), ('word', 'À savoir')], default='word', max_length=8, verbose_name='rubrique')),
                    ('title', models.CharField(max_length=160, verbose_name='titre')),
                    ('text', models.TextField(blank=True, verbose_name='texte')),
                    ('url', models.CharField(blank=True, max_length=250, verbose_name='adresse')),
                    ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='home.letterissue')),
                ],
                options={
                    'verbose_name': 'article de la lettre',
                    'verbose_name_plural': 'articles de la lettre',
                    'ordering': ('issue', 'number'),
                    'constraints': [models.UniqueConstraint(fields=('issue', 'number'), name='letter_item_once')],
                },
            ),
            migrations.CreateModel(
                name='NewsPage',
                fields=[
                    ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                    ('holds_facts', models.BooleanField(default=False, help_text='Le référent label vérifie chaque version avant sa publication.', verbose_name='porte des faits sur le label')),
                    ('intro', models.TextField(blank=True, verbose_name='chapeau')),
                    ('body', models.JSONField(blank=True, default=list, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='contenu')),
                    ('date', models.DateField(default=portal.core.clock.today, verbose_name='date')),
                    ('picture_alt', models.CharField(blank=True, max_length=200, verbose_name='texte de remplacement de l’image')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='actualité inventée')),
                    ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='home.newstopic', verbose_name='sujet')),
                    ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='home.portalimage', verbose_name='image')),
                ],
                options={
                    'verbose_name': 'actualité',
                    'indexes': [models.Index(fields=['-date'], name='news_date')],
                },
                bases=('wagtailcore.page', models.Model),
            ),
            migrations.CreateModel(
                name='PortalRendition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('filter_spec', models.CharField(db_index=True, max_length=255)),
                    ('file', wagtail.images.models.WagtailImageField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                    ('width', models.IntegerField(editable=False)),
                    ('height', models.IntegerField(editable=False)),
                    ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                    ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='home.portalimage')),
                ],
                options={
                    'verbose_name': 'taille d’image',
                    'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='rendition_once')],
                },
                bases=(wagtail.images.models.ImageFileMixin, models.Model),
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120, verbose_name='nom')),
                    ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                    ('organisation', models.CharField(blank=True, max_length=160, verbose_name='organisme')),
                    ('needs', models.CharField(blank=True, max_length=300, verbose_name='besoins d’accessibilité')),
                    ('registered_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='reçue le')),
                    ('confirmed_at', models.DateTimeField(editable=False, null=True, verbose_name='place confirmée le')),
                    ('cancelled_at', models.DateTimeField(editable=False, null=True, verbose_name='annulée le')),
                    ('is_walk_in', models.BooleanField(default=False, verbose_name='venue sans inscription')),
                    ('attended_at', models.DateTimeField(editable=False, null=True, verbose_name='présence notée le')),
                    ('asked_at', models.DateTimeField(editable=False, null=True, verbose_name='avis demandé le')),
                    ('answered_at', models.DateTimeField(editable=False, null=True, verbose_name='avis donné le')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registrations', to='home.eventpage', verbose_name='rendez-vous')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='registrations', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
                ],
                options={
                    'verbose_name': 'inscription',
                    'ordering': ('registered_at', 'pk'),
                    'constraints': [models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('event', 'email'), name='registration_once'), models.CheckConstraint(condition=models.Q(('attended_at__isnull', True), ('cancelled_at__isnull', True), _connector='OR'), name='registration_came_or_cancelled')],
                },
            ),
            migrations.CreateModel(
                name='LetterCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('issue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='home.letterissue')),
                    ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='home.subscription')),
                ],
                options={
                    'verbose_name': 'exemplaire de la lettre',
                    'verbose_name_plural': 'exemplaires de la lettre',
                    'ordering': ('pk',),
                    'constraints': [models.UniqueConstraint(fields=('issue', 'subscription'), name='letter_copy_once')],
                },
            ),
        ]),
    ]
