import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def begin_now(apps, schema_editor):
    """What is old stays as it was: no mail about notices already given, no news of steps long
    open or long late, and whoever starts his files by hand goes on so until his office lets them open by themselves."""
    apps.get_model('kinerja', 'Obligation').objects.update(automatic=False)
    apps.get_model('kinerja', 'Notification').objects.update(mail='none')
    StepRun, StepMark = apps.get_model('sop', 'StepRun'), apps.get_model('kinerja', 'StepMark')
    batch = []
    now = timezone.now()
    for pk, opened_at, due_at in StepRun.objects.filter(closed_at=None).values_list('pk', 'opened_at', 'due_at').iterator():
        late = due_at is not None and due_at <= now
        kinds = ['reached', *(['due', 'late', 'escalated'] if late else [])]
        batch += [StepMark(step_run_id=pk, kind=kind, at=opened_at) for kind in kinds]
        if len(batch) >= 500:
            StepMark.objects.bulk_create(batch)
            batch = []
    StepMark.objects.bulk_create(batch)


class Migration(migrations.Migration):

    dependencies = [
        ('kinerja', '0016_jobs_in_the_background'),
        ('sop', '0004_keeper_posts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='sampai tanggal')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('by_name', models.CharField(max_length=320, verbose_name='nama dan jabatan')),
                ('at', models.DateTimeField(verbose_name='dicatat')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='dicabut')),
                ('revoked_name', models.CharField(blank=True, max_length=320, verbose_name='dicabut oleh')),
            ],
            options={
                'verbose_name': 'perpanjangan pengisian',
                'verbose_name_plural': 'perpanjangan pengisian',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True, verbose_name='sha256 alamat')),
                ('made_at', models.DateTimeField(verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'langganan kalender',
                'verbose_name_plural': 'langganan kalender',
            },
        ),
        migrations.CreateModel(
            name='HookCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, verbose_name='kunci')),
                ('event', models.CharField(max_length=20, verbose_name='peristiwa')),
                ('body', models.TextField(verbose_name='isi')),
                ('state', models.CharField(choices=[('waiting', 'Menunggu'), ('claimed', 'Sedang dikirim'), ('sent', 'Terkirim'), ('failed', 'Gagal')], default='waiting', max_length=8, verbose_name='keadaan')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='percobaan')),
                ('next_at', models.DateTimeField(verbose_name='dicoba lagi')),
                ('claim', models.CharField(blank=True, max_length=32, verbose_name='pengirim')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='mulai dikirim')),
                ('problem', models.CharField(blank=True, max_length=200, verbose_name='masalah terakhir')),
                ('created_at', models.DateTimeField(verbose_name='dibuat')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='terkirim')),
            ],
            options={
                'verbose_name': 'panggilan webhook',
                'verbose_name_plural': 'panggilan webhook',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='kunci')),
                ('subject', models.CharField(max_length=500, verbose_name='perihal')),
                ('text', models.TextField(verbose_name='isi')),
                ('url', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('state', models.CharField(choices=[('waiting', 'Menunggu'), ('claimed', 'Sedang dikirim'), ('sent', 'Terkirim'), ('failed', 'Gagal')], default='waiting', max_length=8, verbose_name='keadaan')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='percobaan')),
                ('next_at', models.DateTimeField(verbose_name='dicoba lagi')),
                ('claim', models.CharField(blank=True, max_length=32, verbose_name='pengirim')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='mulai dikirim')),
                ('problem', models.CharField(blank=True, max_length=200, verbose_name='masalah terakhir')),
                ('created_at', models.DateTimeField(verbose_name='dibuat')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='terkirim')),
            ],
            options={
                'verbose_name': 'surel',
                'verbose_name_plural': 'surel',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('at_once', 'Segera, satu surel per pemberitahuan'), ('digest', 'Ringkasan harian'), ('off', 'Tidak perlu surel')], default='at_once', max_length=8, verbose_name='surel')),
            ],
            options={
                'verbose_name': 'pilihan surel',
                'verbose_name_plural': 'pilihan surel',
            },
        ),
        migrations.CreateModel(
            name='OfficeNotices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remind_days', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(30, 'Isi paling banyak 30 hari.')], verbose_name='diingatkan sebelum tenggat (hari kerja)')),
                ('escalate_days', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(30, 'Isi paling banyak 30 hari.')], verbose_name='atasan diberi tahu setelah terlambat (hari kerja)')),
                ('hook_url', models.CharField(blank=True, max_length=500, verbose_name='alamat webhook')),
                ('secret', models.TextField(blank=True, editable=False, verbose_name='kunci tanda tangan webhook')),
            ],
            options={
                'verbose_name': 'aturan pemberitahuan',
                'verbose_name_plural': 'aturan pemberitahuan',
            },
        ),
        migrations.CreateModel(
            name='StepMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reached', 'Sampai'), ('due', 'Menjelang tenggat'), ('late', 'Terlambat'), ('escalated', 'Atasan diberi tahu')], max_length=10, verbose_name='jenis')),
                ('at', models.DateTimeField(verbose_name='waktu')),
            ],
            options={
                'verbose_name': 'tanda pemberitahuan',
                'verbose_name_plural': 'tanda pemberitahuan',
                'ordering': ['step_run', 'kind'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='notification',
            name='notice_is_of_a_known_kind',
        ),
        migrations.AddField(
            model_name='notification',
            name='due_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='tenggat'),
        ),
        migrations.AddField(
            model_name='notification',
            name='mail',
            field=models.CharField(choices=[('waiting', 'Menunggu'), ('queued', 'Masuk antrean surel'), ('none', 'Tanpa surel')], default='waiting', max_length=8, verbose_name='surel'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='automatic',
            field=models.BooleanField(default=True, help_text='Berkas dibuka oleh aplikasi pada hari yang ditentukan.', verbose_name='dibuka otomatis'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='opened_through',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='dibuka otomatis sampai'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='opening_problem',
            field=models.CharField(blank=True, editable=False, max_length=400, verbose_name='sebab belum terbuka'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='opens_after',
            field=models.SmallIntegerField(default=1, help_text='Hari kalender dari akhir periode: 1 berarti sehari sesudahnya, -5 berarti lima hari sebelumnya.', verbose_name='dibuka hari ke-'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='planner_closes',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='penutupan perencana hari ke-'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='window_closes',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='pengisian ditutup hari ke-'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='window_opens',
            field=models.SmallIntegerField(blank=True, null=True, verbose_name='pengisian dibuka hari ke-'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='window_working',
            field=models.BooleanField(default=True, verbose_name='dihitung dalam hari kerja'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('reminder', 'Pengingat'), ('return_asked', 'Minta dikembalikan'), ('returned', 'Dikembalikan'), ('job', 'Pekerjaan'), ('reached', 'Giliran Anda'), ('vacant', 'Tanpa pelaksana'), ('due', 'Menjelang tenggat'), ('late', 'Terlambat'), ('escalated', 'Eskalasi')], max_length=20, verbose_name='jenis'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('mail', 'waiting')), fields=['id'], name='notices_still_to_be_mailed'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['reminder', 'return_asked', 'returned', 'job', 'reached', 'vacant', 'due', 'late', 'escalated'])), name='notice_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('mail__in', ['waiting', 'queued', 'none'])), name='mail_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('window_opens', None), ('window_closes', None), ('window_opens__lte', models.F('window_closes')), _connector='OR'), name='filling_opens_before_it_closes', violation_error_message='Pengisian harus dibuka sebelum ditutup.'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('planner_closes', None), ('window_closes', None), ('window_closes__lte', models.F('planner_closes')), _connector='OR'), name='the_planner_closes_last', violation_error_message='Penutupan perencana tidak boleh sebelum pengisian unit ditutup.'),
        ),
        migrations.AddConstraint(
            model_name='obligation',
            constraint=models.CheckConstraint(condition=models.Q(('opens_after__range', (-366, 366))), name='a_file_opens_within_a_year', violation_error_message='Isi hari pembukaan antara -366 dan 366.'),
        ),
        migrations.AddField(
            model_name='extension',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='oleh'),
        ),
        migrations.AddField(
            model_name='extension',
            name='obligation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='kinerja.obligation', verbose_name='kewajiban lapor'),
        ),
        migrations.AddField(
            model_name='extension',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='extension',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='kinerja.period', verbose_name='periode'),
        ),
        migrations.AddField(
            model_name='extension',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='sop.unit', verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='feed',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='feed', to=settings.AUTH_USER_MODEL, verbose_name='pegawai'),
        ),
        migrations.AddField(
            model_name='hookcall',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hook_calls', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='mail',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='mail',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mails', to=settings.AUTH_USER_MODEL, verbose_name='kepada'),
        ),
        migrations.AddField(
            model_name='mailchoice',
            name='user',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mail_choice', to=settings.AUTH_USER_MODEL, verbose_name='pegawai'),
        ),
        migrations.AddField(
            model_name='officenotices',
            name='office',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='sop.office', verbose_name='perangkat daerah'),
        ),
        migrations.AddField(
            model_name='stepmark',
            name='step_run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='sop.steprun', verbose_name='pelaksanaan langkah'),
        ),
        migrations.AddIndex(
            model_name='extension',
            index=models.Index(fields=['obligation', 'period', 'until'], name='extensions_of_a_period'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_extension_has_a_reason', violation_error_message='Tulis alasan perpanjangan.'),
        ),
        migrations.AddIndex(
            model_name='hookcall',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'claimed'])), fields=['next_at', 'id'], name='calls_to_be_made'),
        ),
        migrations.AddIndex(
            model_name='hookcall',
            index=models.Index(fields=['office', '-id'], name='calls_of_an_office'),
        ),
        migrations.AddConstraint(
            model_name='hookcall',
            constraint=models.UniqueConstraint(fields=('office', 'key'), name='a_gateway_is_told_once'),
        ),
        migrations.AddConstraint(
            model_name='hookcall',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'claimed', 'sent', 'failed'])), name='call_is_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='hookcall',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'sent'), ('sent_at', None), _connector='XOR'), name='made_call_has_its_moment'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'claimed'])), fields=['next_at', 'id'], name='mail_to_be_sent'),
        ),
        migrations.AddIndex(
            model_name='mail',
            index=models.Index(condition=models.Q(('state', 'sent'), _negated=True), fields=['office', '-id'], name='mail_not_yet_sent'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'claimed', 'sent', 'failed'])), name='mail_is_in_a_known_state'),
        ),
        migrations.AddConstraint(
            model_name='mail',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'sent'), ('sent_at', None), _connector='XOR'), name='sent_mail_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='mailchoice',
            constraint=models.CheckConstraint(condition=models.Q(('mode__in', ['at_once', 'digest', 'off'])), name='mail_mode_is_known'),
        ),
        migrations.AddConstraint(
            model_name='officenotices',
            constraint=models.CheckConstraint(condition=models.Q(('escalate_days__lte', 30), ('remind_days__lte', 30)), name='notices_come_within_a_month'),
        ),
        migrations.AddConstraint(
            model_name='officenotices',
            constraint=models.CheckConstraint(condition=models.Q(('hook_url', ''), models.Q(('secret', ''), _negated=True), _connector='OR'), name='a_webhook_is_signed'),
        ),
        migrations.AddConstraint(
            model_name='stepmark',
            constraint=models.UniqueConstraint(fields=('step_run', 'kind'), name='a_step_is_told_of_once'),
        ),
        migrations.AddConstraint(
            model_name='stepmark',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['reached', 'due', 'late', 'escalated'])), name='mark_is_of_a_known_kind'),
        ),
        migrations.RunPython(begin_now, migrations.RunPython.noop),
    ]
