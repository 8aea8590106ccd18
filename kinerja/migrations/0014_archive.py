"""The archive: classifications, dates of retention, words to find files by, and destruction with a berita acara.

What was filed before gets its dates and words here. On PostgreSQL the words get a trigram index where the extension
may be created; without it a search reads the rows of one office.
"""

import datetime
import json
import zoneinfo

import django.db.models.deletion
from django.conf import settings
from django.db import DatabaseError, migrations, models, transaction


def describe(apps, schema_editor):
    """The same as `submissions.filing`, as far as the tables alone tell."""
    records = apps.get_model("kinerja", "ArchiveRecord").objects.select_related(
        "office", "submission__run", "submission__document"
    )
    for record in records.order_by("pk").iterator(chunk_size=100):
        submission, document = record.submission, record.submission.document
        year = record.filed_at.astimezone(zoneinfo.ZoneInfo(record.office.zone)).year + record.active_years
        record.active_until = datetime.date(year, 12, 31)
        record.inactive_until = datetime.date(year + record.inactive_years, 12, 31)
        rows = json.loads(submission.snapshot)["rows"] if submission.snapshot else []
        units = list(dict.fromkeys(row["unit_name"].replace("|", " ") for row in rows))
        record.units = f"|{'|'.join(units)}|" if units else ""
        acts = [act for act in (document.signers if document else []) if act["act"] == "sign"]
        record.signer = ", ".join(part for part in (acts[-1]["name"], acts[-1]["capacity"]) if part)[:250] if acts else ""
        words = [
            submission.run.title, record.number, record.classification, record.location, record.signer,
            document.code if document else "", *units, *dict.fromkeys(row["name"] for row in rows),
        ]
        record.search = f" {' '.join(' '.join(words).lower().split())} "
        record.save(update_fields=["active_until", "inactive_until", "units", "signer", "search"])


def index_words(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias), schema_editor.connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE INDEX archive_by_words ON kinerja_archiverecord USING gin (search gin_trgm_ops)")
    except DatabaseError:
        pass  # not allowed, or not installed: a scan of one office's rows serves as well


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS archive_by_words")


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0013_letters_and_their_numbers'),
        ('sop', '0004_keeper_posts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Classification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, verbose_name='kode klasifikasi')),
                ('name', models.CharField(max_length=120, verbose_name='isi')),
                ('active_years', models.PositiveSmallIntegerField(verbose_name='retensi aktif (tahun)')),
                ('inactive_years', models.PositiveSmallIntegerField(verbose_name='retensi inaktif (tahun)')),
                ('disposition', models.CharField(choices=[('destroy', 'Musnah'), ('permanent', 'Permanen'), ('review', 'Dinilai kembali')], max_length=10, verbose_name='nasib akhir')),
                ('in_use', models.BooleanField(default=True, verbose_name='dipakai')),
            ],
            options={
                'verbose_name': 'klasifikasi arsip',
                'verbose_name_plural': 'klasifikasi arsip',
                'ordering': ['office', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Disposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', 'Diusulkan'), ('cancelled', 'Dibatalkan'), ('done', 'Dimusnahkan')], default='proposed', max_length=10, verbose_name='keadaan')),
                ('members', models.TextField(verbose_name='panitia penilai')),
                ('note', models.TextField(blank=True, verbose_name='pertimbangan')),
                ('proposed_as', models.CharField(max_length=250, verbose_name='pengusul')),
                ('proposed_at', models.DateTimeField(verbose_name='diusulkan pada')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='nomor berita acara')),
                ('dated', models.DateField(blank=True, null=True, verbose_name='tanggal berita acara')),
                ('scan', models.CharField(blank=True, max_length=64, verbose_name='sha256 pindaian')),
                ('recorded_as', models.CharField(blank=True, max_length=250, verbose_name='pencatat')),
                ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='dicatat pada')),
            ],
            options={
                'verbose_name': 'usul musnah',
                'verbose_name_plural': 'usul musnah',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='DisposalItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, verbose_name='berlaku')),
            ],
            options={
                'verbose_name': 'isi usul musnah',
                'verbose_name_plural': 'isi usul musnah',
                'ordering': ['disposal', 'id'],
            },
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='active_until',
            field=models.DateField(default=datetime.date(9999, 12, 31), verbose_name='aktif sampai'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='classified_as',
            field=models.CharField(blank=True, max_length=120, verbose_name='isi menurut klasifikasi'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='destroyed',
            field=models.CharField(blank=True, max_length=200, verbose_name='dimusnahkan dengan'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='inactive_until',
            field=models.DateField(default=datetime.date(9999, 12, 31), verbose_name='inaktif sampai'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='search',
            field=models.TextField(blank=True, verbose_name='kata pencarian'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='signer',
            field=models.CharField(blank=True, max_length=250, verbose_name='penandatangan'),
        ),
        migrations.AddField(
            model_name='archiverecord',
            name='units',
            field=models.TextField(blank=True, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='destroyed',
            field=models.CharField(blank=True, max_length=200, verbose_name='dimusnahkan dengan'),
        ),
        migrations.AddField(
            model_name='signeddocument',
            name='destroyed',
            field=models.CharField(blank=True, max_length=200, verbose_name='dimusnahkan dengan'),
        ),
        migrations.AlterField(
            model_name='archiverecord',
            name='disposition',
            field=models.CharField(choices=[('destroy', 'Musnah'), ('permanent', 'Permanen'), ('review', 'Dinilai kembali')], default='destroy', max_length=10, verbose_name='nasib akhir'),
        ),
        migrations.AddIndex(
            model_name='archiverecord',
            index=models.Index(condition=models.Q(('destroyed', ''), ('disposition', 'destroy')), fields=['office', 'inactive_until'], name='archive_to_be_destroyed'),
        ),
        migrations.AddField(
            model_name='classification',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='classifications', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='disposal',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposals', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='disposal',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diusulkan oleh'),
        ),
        migrations.AddField(
            model_name='disposal',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh'),
        ),
        migrations.AddField(
            model_name='disposalitem',
            name='disposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='kinerja.disposal', verbose_name='usul musnah'),
        ),
        migrations.AddField(
            model_name='disposalitem',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='disposalitem',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disposals', to='kinerja.archiverecord', verbose_name='catatan arsip'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=models.UniqueConstraint(fields=('office', 'code'), name='classification_once_per_office', violation_error_message='Kode ini sudah ada pada daftar.'),
        ),
        migrations.AddIndex(
            model_name='disposal',
            index=models.Index(fields=['office', '-id'], name='disposals_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='disposal',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by', None), models.Q(('recorded_by', models.F('proposed_by')), _negated=True), models.Q(('state', 'done'), _negated=True), _connector='OR'), name='nobody_destroys_what_he_proposed', violation_error_message='Berita acara dicatat oleh orang lain, bukan pengusulnya.'),
        ),
        migrations.AddConstraint(
            model_name='disposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(models.Q(('number', ''), _negated=True), ('dated__isnull', False), models.Q(('scan', ''), _negated=True), ('recorded_by__isnull', False)), _connector='OR'), name='destroyed_only_with_a_berita_acara'),
        ),
        migrations.AddConstraint(
            model_name='disposalitem',
            constraint=models.UniqueConstraint(condition=models.Q(('live', True)), fields=('record',), name='a_file_is_proposed_once', violation_error_message='Berkas ini sudah ada pada usul lain.'),
        ),
        migrations.RunPython(describe, migrations.RunPython.noop),
        migrations.RunPython(index_words, drop_index),
    ]
