"""Corrections of a clerical error on a decided dossier (BR-25)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock


class Migration(migrations.Migration):

    dependencies = [
        ('labelling', '0052_organism_of_a_source'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='dans cet état depuis')),
                ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='à faire avant le')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='version')),
                ('created_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='créé le')),
                ('number', models.PositiveSmallIntegerField(editable=False, verbose_name='numéro')),
                ('state', models.CharField(choices=[('proposed', 'Accord attendu'), ('agreed', 'Rectifié'), ('declined', 'Refusée'), ('withdrawn', 'Retirée')], default='proposed', editable=False, max_length=9, verbose_name='état')),
                ('field', models.CharField(choices=[('presentation', 'Présentation de l’organisme'), ('perimeter', 'Périmètre'), ('homes_in_perimeter', 'Logements du périmètre')], max_length=20, verbose_name='champ')),
                ('former', models.TextField(blank=True, verbose_name='texte d’avant')),
                ('corrected', models.TextField(verbose_name='texte rectifié')),
                ('reason', models.TextField(verbose_name='motif')),
                ('proposed_on', models.DateField(default=portal.core.clock.today, verbose_name='proposée le')),
                ('decided_on', models.DateField(editable=False, null=True, verbose_name='décidée le')),
                ('decline_reason', models.TextField(blank=True, editable=False, verbose_name='motif du refus')),
                ('decided_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='labelling.labeldossier')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rectification',
                'ordering': ('dossier', 'number'),
                'constraints': [models.UniqueConstraint(fields=('dossier', 'number'), name='correction_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('dossier', 'field'), name='correction_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('state__in', ('proposed', 'withdrawn'))), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('state__in', ('agreed', 'declined'))), _connector='OR'), name='correction_decided_by_somebody')],
            },
        ),
    ]
