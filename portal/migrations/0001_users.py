"""The accounts, which the tables of every package need."""

import django.db.models.functions.text
from django.db import migrations, models

import portal.core.clock
from portal.schema.operations import CreateTables


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]
    operations = [
        CreateTables([
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse électronique')),
                    ('first_name', models.CharField(max_length=80, verbose_name='prénom')),
                    ('last_name', models.CharField(max_length=80, verbose_name='nom')),
                    ('job', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                    ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                    ('is_active', models.BooleanField(default=True, verbose_name='compte ouvert')),
                    ('is_demo', models.BooleanField(default=False, verbose_name='personne inventée')),
                    ('joined_at', models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name='compte créé le')),
                    ('last_seen_at', models.DateTimeField(editable=False, null=True, verbose_name='dernière visite')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'verbose_name': 'personne',
                    'verbose_name_plural': 'personnes',
                    'ordering': ('last_name', 'first_name'),
                },
            ),
            migrations.AddConstraint(model_name='user', constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')),
        ]),
    ]
