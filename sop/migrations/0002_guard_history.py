from django.db import migrations

from sop.migrations import _guards


class Migration(migrations.Migration):
    """The database refuses to change events, publications and published sheets."""

    dependencies = [("sop", "0001_initial")]

    operations = [migrations.RunPython(_guards.forwards, _guards.backwards)]
