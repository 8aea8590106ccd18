import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sop.migrations import _overlap


class Migration(migrations.Migration):
    """Acts on people and appointments with their reasons, one-time passwords, assigned steps, and no two holders at once."""

    dependencies = [
        ('sop', '0005_steps_that_ended'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='ended_reason',
            field=models.CharField(blank=True, max_length=250, verbose_name='alasan berakhir'),
        ),
        migrations.AddField(
            model_name='user',
            name='first_secret_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='kata sandi sekali pakai berlaku sampai'),
        ),
        migrations.CreateModel(
            name='StaffChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('by_name', models.CharField(max_length=350, verbose_name='dicatat oleh')),
                ('what', models.TextField(verbose_name='perubahan')),
                ('reason', models.TextField(blank=True, verbose_name='alasan')),
                ('tasks', models.PositiveIntegerField(default=0, verbose_name='langkah terbuka')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
            ],
            options={
                'verbose_name': 'perubahan penugasan dan pegawai',
                'verbose_name_plural': 'perubahan penugasan dan pegawai',
                'ordering': ['-at', '-id'],
                'indexes': [models.Index(fields=['office', '-at', '-id'], name='staff_changes_of_an_office')],
            },
        ),
        migrations.CreateModel(
            name='StepRunAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(max_length=250, verbose_name='sebagai')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('at', models.DateTimeField(verbose_name='waktu')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='berakhir')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='ditugaskan oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('step_run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='sop.steprun', verbose_name='pelaksanaan langkah')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assigned_steps', to=settings.AUTH_USER_MODEL, verbose_name='pegawai')),
            ],
            options={
                'verbose_name': 'penugasan langkah',
                'verbose_name_plural': 'penugasan langkah',
                'ordering': ['step_run', 'at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('step_run',), name='one_assignment_per_step_run')],
            },
        ),
        migrations.RunPython(_overlap.forwards, _overlap.backwards),
    ]
