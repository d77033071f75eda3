"""The feed of a calendar bears the calendar's name; made anew, so that its indexes do too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import portal.core.clock


def copy(apps, _editor):
    former, feed = apps.get_model("portal", "DiaryFeed"), apps.get_model("portal", "CalendarFeed")
    names = ("person_id", "digest", "made_at", "read_on")
    feed.objects.bulk_create(feed(**row) for row in former.objects.values(*names))


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_initial")]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True, verbose_name="empreinte de l’adresse")),
                ("made_at", models.DateTimeField(default=portal.core.clock.now, editable=False, verbose_name="faite le")),
                ("read_on", models.DateField(editable=False, null=True, verbose_name="lue le")),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL, verbose_name='personne')),
            ],
            options={
                "verbose_name": "adresse personnelle d’agenda",
                "verbose_name_plural": "adresses personnelles d’agenda",
            },
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.DeleteModel("DiaryFeed"),
    ]
