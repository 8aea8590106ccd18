from django.db import migrations, models


class Migration(migrations.Migration):
    """What the package of national days said of each day, so that a correction by hand is known and kept."""

    dependencies = [
        ("sop", "0009_dates_that_bind_nobody"),
    ]

    operations = [
        migrations.AddField(
            model_name="holiday",
            name="told",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="menurut paket"),
        ),
        migrations.AddField(
            model_name="holiday",
            name="replaced",
            field=models.JSONField(blank=True, editable=False, null=True, verbose_name="koreksi yang diganti"),
        ),
    ]
