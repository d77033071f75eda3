"""The reuses told before the declarations: what the count says today, when it has nothing else."""

from django.db import migrations
from django.db.models import F


def keep(apps, _schema_editor):
    rows = apps.get_model("observatory", "GoodPractice").objects.filter(known_reuses=0)
    rows.update(known_reuses=F("reuse_count"))


class Migration(migrations.Migration):
    dependencies = [("observatory", "0006_use")]
    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
