import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# What is known of the component "Pengukuran Kinerja", in this application's words where the regulation's are not known.
# All of it is data, and is shown as "periksa terhadap naskah peraturan" until somebody has compared it.
CRITERIA = [
    (
        "2.a",
        "Terdapat mekanisme yang jelas terhadap pengumpulan data kinerja yang dapat diandalkan.",
        "Dokumen SOP pengumpulan data kinerja.",
        "sop,evaluation",
    ),
    (
        "2.b",
        "Pengumpulan dan pengukuran kinerja memakai teknologi informasi, dilakukan secara berkala dan berjenjang, "
        "dan pimpinan terlibat sebagai pengambil keputusan.",
        "",
        "report,recap,trail",
    ),
    ("2.c", "Hasil pengukuran kinerja dimanfaatkan untuk memperbaiki cara kerja.", "", "compliance"),
]


def state(apps, schema_editor):
    Criterion = apps.get_model("kinerja", "Criterion")
    Criterion.objects.bulk_create(
        Criterion(code=code, text=text, expects=expects, kinds=kinds, order=order)
        for order, (code, text, expects, kinds) in enumerate(CRITERIA, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0020_account_notices'),
        ('sop', '0005_steps_that_ended'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='kode')),
                ('text', models.TextField(verbose_name='bunyi kriteria')),
                ('expects', models.TextField(blank=True, verbose_name='bukti yang diharapkan')),
                ('kinds', models.CharField(blank=True, help_text='Dipisahkan koma, pilihannya: sop, report, recap, trail, compliance, evaluation.', max_length=120, verbose_name='jenis bukti')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='urutan')),
                ('checked', models.BooleanField(default=False, verbose_name='sudah diperiksa terhadap naskah peraturan')),
                ('used', models.BooleanField(default=True, verbose_name='dipakai')),
            ],
            options={
                'verbose_name': 'kriteria AKIP',
                'verbose_name_plural': 'kriteria AKIP',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='aplikasi tujuan')),
                ('columns', models.JSONField(default=list, verbose_name='kolom')),
                ('level', models.CharField(blank=True, choices=[('tujuan', 'Tujuan'), ('sasaran', 'Sasaran'), ('program', 'Program'), ('kegiatan', 'Kegiatan'), ('sub_kegiatan', 'Sub kegiatan')], max_length=20, verbose_name='hanya tingkat')),
                ('mark', models.CharField(choices=[(',', 'Koma (12,5)'), ('.', 'Titik (12.5)')], default=',', max_length=1, verbose_name='tanda desimal')),
                ('decimals', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='angka di belakang koma')),
                ('percent', models.BooleanField(default=False, verbose_name='capaian diberi tanda %')),
                ('separator', models.CharField(choices=[(';', 'Titik koma (;)'), (',', 'Koma (,)'), ('\t', 'Tab')], default=';', max_length=1, verbose_name='pemisah kolom CSV')),
                ('encoding', models.CharField(choices=[('utf-8-sig', 'UTF-8 dengan tanda (untuk Excel)'), ('utf-8', 'UTF-8'), ('cp1252', 'Windows-1252')], default='utf-8-sig', max_length=10, verbose_name='pengodean CSV')),
                ('letterhead', models.BooleanField(default=False, verbose_name='kop di atas tabel XLSX')),
                ('used', models.BooleanField(default=True, verbose_name='dipakai')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handover_mappings', to='sop.office', verbose_name='perangkat daerah')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.unit', verbose_name='hanya unit')),
            ],
            options={
                'verbose_name': 'susunan serah-terima',
                'verbose_name_plural': 'susunan serah-terima',
                'ordering': ['office', 'name'],
                'constraints': [models.UniqueConstraint(fields=('office', 'name'), name='one_layout_per_office_and_application', violation_error_message='Aplikasi ini sudah ada pada daftar.'), models.CheckConstraint(condition=models.Q(('decimals', None), ('decimals__lte', 6), _connector='OR'), name='no_more_decimals_than_are_kept')],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.CharField(max_length=80, verbose_name='aplikasi')),
                ('date', models.DateField(verbose_name='tanggal input')),
                ('officer', models.CharField(max_length=120, verbose_name='petugas yang menginput')),
                ('number', models.CharField(blank=True, max_length=120, verbose_name='nomor tanda terima')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='nama berkas')),
                ('path', models.CharField(blank=True, max_length=200, verbose_name='berkas')),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='sha256 berkas')),
                ('recorded_as', models.CharField(max_length=320, verbose_name='pencatat')),
                ('at', models.DateTimeField(verbose_name='dicatat pada')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='kinerja.receipt', verbose_name='menggantikan')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='kinerja.submission', verbose_name='pengajuan')),
            ],
            options={
                'verbose_name': 'tanda terima',
                'verbose_name_plural': 'tanda terima',
                'ordering': ['submission', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='a_receipt_has_a_number_or_a_picture', violation_error_message='Isi nomor tanda terima atau unggah gambarnya.')],
            },
        ),
        migrations.RunPython(state, migrations.RunPython.noop),
    ]
