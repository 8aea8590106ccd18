
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0022_akip_and_handovers'),
        ('sop', '0008_sign_ins'),
    ]

    operations = [
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='arsip')),
                ('manifest', models.CharField(max_length=64, unique=True, verbose_name='sha256 manifes')),
                ('stamp', models.BinaryField(verbose_name='stempel waktu')),
                ('sealed_at', models.DateTimeField(verbose_name='disegel')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='kinerja.submission', verbose_name='pengajuan')),
            ],
            options={
                'verbose_name': 'segel arsip',
                'verbose_name_plural': 'segel arsip',
                'ordering': ['-sealed_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='KeptSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(max_length=10, verbose_name='kertas')),
                ('sha256', models.CharField(max_length=64, verbose_name='sha256 berkas')),
                ('path', models.CharField(max_length=200, verbose_name='berkas')),
                ('kept_at', models.DateTimeField(auto_now_add=True, verbose_name='disimpan')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kept_sheets', to='sop.publication', verbose_name='penerbitan')),
            ],
            options={
                'verbose_name': 'lembar SOP tersimpan',
                'verbose_name_plural': 'lembar SOP tersimpan',
                'ordering': ['publication', 'paper'],
                'constraints': [models.UniqueConstraint(fields=('publication', 'paper'), name='a_sheet_is_kept_once_per_paper')],
            },
        ),
    ]
