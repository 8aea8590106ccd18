from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0025_akip_criteria_points'),
        ('sop', '0009_dates_that_bind_nobody'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='ditarik kembali'),
        ),
        # The number of a revision is given once; the document may be corrected anew.
        migrations.RemoveConstraint(model_name='submission', name='one_correction_per_document'),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(
                fields=['replaces'],
                condition=Q(replaces__isnull=False, withdrawn_at=None),
                name='one_correction_per_document',
                violation_error_message='Dokumen ini sudah diperbaiki.',
            ),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(status='draft', replaces__isnull=False),
                name='only_a_draft_correction_is_withdrawn',
            ),
        ),
    ]
