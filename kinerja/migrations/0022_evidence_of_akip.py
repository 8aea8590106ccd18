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
        ('kinerja', '0018_compliance'),
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
        migrations.RunPython(state, migrations.RunPython.noop),
    ]
