"""The criteria of the component "Pengukuran Kinerja" in the words of the work sheet of PermenPANRB 88/2021 (Lembar Kerja Evaluasi).

The regulation itself was not at hand. The words are those in which several public applications for this evaluation, written
for different offices, reproduce its sheet; they agree, spellings ("teribat", "terlibat") and the name of the smallest unit
apart. So `checked` stays as it is: page and paper go on to say that the words are to be compared with the regulation, until
somebody did and ticks it in the administration. What was edited there is left alone.
"""

from django.db import migrations, models

# Code, the text of migration 0022 that is replaced, the heading of the part, its criteria in their order.
PARTS = [
    (
        "2.a",
        "Terdapat mekanisme yang jelas terhadap pengumpulan data kinerja yang dapat diandalkan.",
        "Pengukuran Kinerja telah dilakukan.",
        (
            "Terdapat pedoman teknis pengukuran kinerja dan pengumpulan data kinerja.",
            "Terdapat Definisi Operasional yang jelas atas kinerja dan cara mengukur indikator kinerja.",
            "Terdapat mekanisme yang jelas terhadap pengumpulan data kinerja yang dapat diandalkan.",
        ),
    ),
    (
        "2.b",
        "Pengumpulan dan pengukuran kinerja memakai teknologi informasi, dilakukan secara berkala dan berjenjang, "
        "dan pimpinan terlibat sebagai pengambil keputusan.",
        "Pengukuran Kinerja telah menjadi kebutuhan dalam mewujudkan Kinerja secara Efektif dan Efisien dan telah "
        "dilakukan secara berjenjang dan berkelanjutan.",
        (
            "Pimpinan selalu terlibat sebagai pengambil keputusan (Decision Maker) dalam mengukur capaian kinerja.",
            "Data kinerja yang dikumpulkan telah relevan untuk mengukur capaian kinerja yang diharapkan.",
            "Data kinerja yang dikumpulkan telah mendukung capaian kinerja yang diharapkan.",
            "Pengukuran kinerja telah dilakukan secara berkala.",
            "Setiap level organisasi melakukan pemantauan atas pengukuran capaian kinerja unit dibawahnya secara berjenjang.",
            "Pengumpulan data kinerja telah memanfaatkan Teknologi Informasi (Aplikasi).",
            "Pengukuran capaian kinerja telah memanfaatkan Teknologi Informasi (Aplikasi).",
        ),
    ),
    (
        "2.c",
        "Hasil pengukuran kinerja dimanfaatkan untuk memperbaiki cara kerja.",
        "Pengukuran Kinerja telah dijadikan dasar dalam pemberian Reward dan Punishment, serta penyesuaian strategi "
        "dalam mencapai kinerja yang efektif dan efisien.",
        (
            "Pengukuran Kinerja telah menjadi dasar dalam penyesuaian (pemberian/pengurangan) tunjangan kinerja/penghasilan.",
            "Pengukuran Kinerja telah menjadi dasar dalam penempatan/penghapusan Jabatan baik struktural maupun fungsional.",
            "Pengukuran kinerja telah mempengaruhi penyesuaian (Refocusing) Organisasi.",
            "Pengukuran kinerja telah mempengaruhi penyesuaian Strategi dalam mencapai kinerja.",
            "Pengukuran kinerja telah mempengaruhi penyesuaian Kebijakan dalam mencapai kinerja.",
            "Pengukuran kinerja telah mempengaruhi penyesuaian Aktivitas dalam mencapai kinerja.",
            "Pengukuran kinerja telah mempengaruhi penyesuaian Anggaran dalam mencapai kinerja.",
            "Terdapat efisiensi atas penggunaan anggaran dalam mencapai kinerja.",
            "Setiap unit/satuan kerja memahami dan peduli atas hasil pengukuran kinerja.",
            "Setiap pegawai memahami dan peduli atas hasil pengukuran kinerja.",
        ),
    ),
]


def quote(apps, schema_editor):
    Criterion = apps.get_model("kinerja", "Criterion")
    for code, before, text, points in PARTS:
        Criterion.objects.filter(code=code, text=before).update(text=text, points="\n".join(points))


def paraphrase(apps, schema_editor):
    Criterion = apps.get_model("kinerja", "Criterion")
    for code, before, text, _ in PARTS:
        Criterion.objects.filter(code=code, text=text).update(text=before)


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0024_seals_of_bundles'),
    ]

    operations = [
        migrations.AddField(
            model_name='criterion',
            name='points',
            field=models.TextField(blank=True, help_text='Satu butir per baris, menurut urutannya.', verbose_name='butir kriteria'),
        ),
        migrations.RunPython(quote, paraphrase),
    ]
