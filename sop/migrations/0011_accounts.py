from django.db import migrations, models


class Migration(migrations.Migration):
    """How a person wants his pages, and until when an account that was reset signs nothing."""

    dependencies = [
        ('sop', '0010_corrected_holidays'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='large_text',
            field=models.BooleanField(default=False, verbose_name='huruf besar (18 px)'),
        ),
        migrations.AddField(
            model_name='user',
            name='shortcuts',
            field=models.BooleanField(default=True, verbose_name='pintasan satu huruf'),
        ),
        migrations.AddField(
            model_name='user',
            name='signs_from',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dapat menandatangani lagi sejak'),
        ),
        migrations.AddField(
            model_name='user',
            name='theme',
            field=models.CharField(choices=[('light', 'Terang'), ('dark', 'Gelap'), ('system', 'Ikuti perangkat')], default='light', max_length=6, verbose_name='tema'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('theme__in', ['light', 'dark', 'system'])), name='theme_is_known'),
        ),
    ]
