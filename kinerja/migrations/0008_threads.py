import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def rounds_from_history(apps, schema_editor):
    """Words said before rounds were kept: the round is one more than the returns before them."""
    Judgement, Event = apps.get_model('kinerja', 'Judgement'), apps.get_model('sop', 'Event')
    words = Judgement.objects.filter(figure__submission__run__round__gt=1)
    for pk, run, at in words.values_list('pk', 'figure__submission__run', 'at').iterator():
        returns = Event.objects.filter(run=run, kind='return', at__lte=at).count()
        Judgement.objects.filter(pk=pk).update(round=returns + 1)


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0007_notifications'),
        ('sop', '0003_steprun_seen_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='judgement',
            name='one_judgement_per_version_and_person',
        ),
        migrations.AddField(
            model_name='judgement',
            name='round',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='putaran'),
        ),
        migrations.RunPython(rounds_from_history, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.UniqueConstraint(fields=('figure', 'version', 'evidence_version', 'round', 'by'), name='one_judgement_per_version_round_and_person'),
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='tanggapan')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='kinerja.judgement', verbose_name='catatan pemeriksa')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
            ],
            options={
                'verbose_name': 'tanggapan',
                'verbose_name_plural': 'tanggapan',
                'ordering': ['judgement', 'id'],
                'constraints': [models.CheckConstraint(condition=~models.Q(text=''), name='a_reply_says_something', violation_error_message='Tulis tanggapan Anda.')],
            },
        ),
    ]
