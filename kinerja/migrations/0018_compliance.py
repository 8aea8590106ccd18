import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


# Wording of this application, editable in the administration; no text of a regulation.
MONITORING, APPLYING = "Monitoring Pelaksanaan SOP", "Evaluasi Penerapan SOP"
QUESTIONS = [
    ("F01", MONITORING, "Apakah langkah SOP dikerjakan sesuai urutan yang tertulis?", "flow"),
    ("F01", MONITORING, "Apakah setiap langkah selesai dalam waktu mutu baku?", "time"),
    ("F01", MONITORING, "Apakah pelaksana mengetahui langkah yang menjadi tugasnya?", ""),
    ("F01", MONITORING, "Apakah kelengkapan dan output setiap langkah sesuai mutu baku?", "returns"),
    ("F01", APPLYING, "Apakah SOP mudah dipahami dan dilaksanakan?", ""),
    ("F01", APPLYING, "Apakah pembagian tugas antarpelaksana masih sesuai?", "waiting"),
    ("F01", APPLYING, "Apakah sarana dan data pendukung tersedia?", ""),
    ("F02", MONITORING, "Apakah SOP dilaksanakan pada setiap periode yang wajib?", ""),
    ("F02", MONITORING, "Apakah penyimpangan dari alur tercatat beserta alasannya?", "flow"),
    ("F02", MONITORING, "Apakah pengembalian berkas ditindaklanjuti?", "returns"),
    ("F02", APPLYING, "Apakah waktu mutu baku masih wajar terhadap waktu nyata?", "time"),
    ("F02", APPLYING, "Apakah ada langkah tempat pekerjaan menumpuk?", "waiting"),
    ("F02", APPLYING, "Apakah SOP masih sesuai peraturan dan susunan organisasi?", ""),
    ("F02", APPLYING, "Apakah SOP membantu tercapainya hasil yang dituju?", ""),
]


def ask(apps, schema_editor):
    Question = apps.get_model("kinerja", "Question")
    Question.objects.bulk_create(
        Question(form=form, aspect=aspect, order=order, text=text, figure=figure)
        for order, (form, aspect, text, figure) in enumerate(QUESTIONS, start=1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0017_time_and_notices'),
        ('sop', '0005_steps_that_ended'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='tahun')),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='nomor')),
                ('result', models.CharField(blank=True, choices=[('baik', 'Berjalan dengan baik'), ('kurang', 'Kurang baik'), ('tidak', 'Tidak berjalan')], max_length=6, verbose_name='hasil')),
                ('revision_plan', models.TextField(blank=True, verbose_name='rencana revisi')),
                ('remarks', models.TextField(blank=True, verbose_name='catatan perangkat daerah')),
                ('facts', models.JSONField(blank=True, default=dict, verbose_name='angka saat selesai')),
                ('begun_at', models.DateTimeField(verbose_name='dimulai')),
                ('finished_as', models.CharField(blank=True, max_length=320, verbose_name='sebagai')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='diselesaikan')),
                ('reason', models.TextField(blank=True, verbose_name='alasan perbaikan')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dimulai oleh')),
                ('finished_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diselesaikan oleh')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='sop.office', verbose_name='perangkat daerah')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='sop.sopversion', verbose_name='naskah SOP')),
            ],
            options={
                'verbose_name': 'evaluasi SOP',
                'verbose_name_plural': 'evaluasi SOP',
                'ordering': ['version', '-year', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('F01', 'F01 – Pelaksana'), ('F02', 'F02 – Evaluator')], max_length=3, verbose_name='formulir')),
                ('aspect', models.CharField(max_length=120, verbose_name='aspek')),
                ('order', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('text', models.TextField(verbose_name='pertanyaan')),
                ('figure', models.CharField(blank=True, max_length=12, verbose_name='angka yang ditawarkan')),
                ('answer', models.CharField(blank=True, choices=[('ya', 'Ya'), ('tidak', 'Tidak')], max_length=5, verbose_name='jawaban')),
                ('note', models.TextField(blank=True, verbose_name='catatan')),
                ('measure', models.TextField(blank=True, verbose_name='tindakan')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='kinerja.evaluation', verbose_name='evaluasi')),
            ],
            options={
                'verbose_name': 'jawaban evaluasi SOP',
                'verbose_name_plural': 'jawaban evaluasi SOP',
                'ordering': ['evaluation', 'form', 'order'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(choices=[('F01', 'F01 – Pelaksana'), ('F02', 'F02 – Evaluator')], max_length=3, verbose_name='formulir')),
                ('aspect', models.CharField(max_length=120, verbose_name='aspek')),
                ('order', models.PositiveSmallIntegerField(verbose_name='urutan')),
                ('text', models.TextField(verbose_name='pertanyaan')),
                ('figure', models.CharField(blank=True, choices=[('time', 'Waktu nyata'), ('returns', 'Pengembalian'), ('waiting', 'Penumpukan'), ('flow', 'Alur')], max_length=12, verbose_name='angka yang ditawarkan')),
                ('used', models.BooleanField(default=True, verbose_name='dipakai')),
            ],
            options={
                'verbose_name': 'pertanyaan evaluasi SOP',
                'verbose_name_plural': 'pertanyaan evaluasi SOP',
                'ordering': ['form', 'order'],
                'constraints': [models.UniqueConstraint(fields=('form', 'order'), name='question_once_per_place')],
            },
        ),
        migrations.CreateModel(
            name='TallyMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('through', models.DateTimeField(verbose_name='direkap sampai')),
                ('hours', models.CharField(max_length=64, verbose_name='sidik kalender kerja')),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tally_mark', to='sop.office', verbose_name='perangkat daerah')),
            ],
            options={
                'verbose_name': 'batas rekap kepatuhan',
                'verbose_name_plural': 'batas rekap kepatuhan',
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(blank=True, max_length=250, verbose_name='jabatan')),
                ('quarter', models.PositiveIntegerField(verbose_name='triwulan')),
                ('minutes', models.TextField(default='[]', verbose_name='menit kerja')),
                ('judged', models.PositiveIntegerField(default=0, verbose_name='dinilai')),
                ('on_time', models.PositiveIntegerField(default=0, verbose_name='tepat waktu')),
                ('drawn', models.PositiveIntegerField(default=0, verbose_name='dikembalikan menurut alur')),
                ('outside', models.PositiveIntegerField(default=0, verbose_name='dikembalikan di luar alur')),
                ('withdrawn', models.PositiveIntegerField(default=0, verbose_name='ditarik')),
                ('seen', models.PositiveIntegerField(default=0, verbose_name='tercatat pertama dibuka')),
                ('waited', models.PositiveBigIntegerField(default=0, verbose_name='menit menunggu')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='sop.step', verbose_name='langkah')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.unit', verbose_name='unit')),
                ('mark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='kinerja.tallymark', verbose_name='rekap')),
            ],
            options={
                'verbose_name': 'rekap pelaksanaan langkah',
                'verbose_name_plural': 'rekap pelaksanaan langkah',
            },
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.UniqueConstraint(fields=('version', 'year', 'number'), name='evaluation_number_once_per_version_and_year'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('version', 'year'), name='one_unfinished_evaluation_per_version_and_year'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('finished_by', None)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='finished_evaluation_has_a_result_and_a_person'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('evaluation', 'form', 'order'), name='answer_once_per_question'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(models.F('step'), django.db.models.functions.comparison.Coalesce('unit', 0), models.F('post'), models.F('quarter'), name='one_tally_per_step_unit_post_and_quarter'),
        ),
        migrations.RunPython(ask, migrations.RunPython.noop),
    ]
