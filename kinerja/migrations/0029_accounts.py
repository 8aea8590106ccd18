from django.db import migrations

from kinerja.accounts import vault


def _rewrite(apps, change):
    factors = apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn")
    for row in factors.iterator():
        row.data = change(row.data)
        row.save(update_fields=["data"])


def forwards(apps, schema_editor):
    _rewrite(apps, vault.locked)


def backwards(apps, schema_editor):
    _rewrite(apps, vault.unlocked)


class Migration(migrations.Migration):
    """Secrets of second factors that were kept in the clear are encrypted."""

    dependencies = [
        ('kinerja', '0022_akip_and_handovers'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]
