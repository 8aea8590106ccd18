import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kinerja.migrations import _evaluations

# Where "tidak" owes a remark, a question must be asked so that "tidak" is the finding.
PILED_UP = "Apakah ada langkah tempat pekerjaan menumpuk?"
FLOWS = "Apakah pekerjaan mengalir tanpa menumpuk di satu langkah?"


def ask_for_the_good(apps, schema_editor):
    _reword(apps, PILED_UP, FLOWS)


def ask_for_the_bad(apps, schema_editor):
    _reword(apps, FLOWS, PILED_UP)


def _reword(apps, old, new):
    """Only where nobody has worded it otherwise; what was begun keeps its own copy."""
    apps.get_model("kinerja", "Question").objects.filter(text=old).update(text=new)


class Migration(migrations.Migration):
    """Who answered which question and when; a finished evaluation is kept by the database."""

    dependencies = [
        ("kinerja", "0027_mail_to_a_former_address"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="answered_by",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="dijawab oleh"),
        ),
        migrations.AddField(
            model_name="answer",
            name="answered_as",
            field=models.CharField(blank=True, max_length=320, verbose_name="sebagai"),
        ),
        migrations.AddField(
            model_name="answer",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="dijawab"),
        ),
        migrations.RunPython(ask_for_the_good, ask_for_the_bad),
        migrations.RunPython(_evaluations.forwards, _evaluations.backwards),
    ]
