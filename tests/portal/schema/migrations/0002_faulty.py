"""A column that the release in service still reads leaves the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("community", "0001_tables")]
    operations = [migrations.RemoveField("space", "intro")]
