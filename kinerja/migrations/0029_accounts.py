import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kinerja.accounts import vault


def _rewrite(apps, change):
    factors = apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn")
    for row in factors.iterator():
        row.data = change(row.data)
        row.save(update_fields=["data"])


def forwards(apps, schema_editor):
    _rewrite(apps, vault.locked)


def backwards(apps, schema_editor):
    _rewrite(apps, vault.unlocked)


class Migration(migrations.Migration):
    """Resets of accounts that take two people; secrets of second factors that were kept in the clear are encrypted."""

    dependencies = [
        ('kinerja', '0028_finished_evaluations_stay'),
        ('sop', '0011_accounts'),
        ('mfa', '0003_authenticator_type_uniq'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ResetRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('factors', 'Faktor kedua'), ('password', 'Kata sandi')], max_length=8, verbose_name='yang direset')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('asked_name', models.CharField(max_length=350, verbose_name='nama dan jabatan pengusul')),
                ('asked_at', models.DateTimeField(verbose_name='diusulkan')),
                ('until', models.DateTimeField(verbose_name='berlaku sampai')),
                ('outcome', models.CharField(choices=[('open', 'Menunggu persetujuan'), ('granted', 'Disetujui'), ('refused', 'Ditolak'), ('withdrawn', 'Ditarik pengusul'), ('lapsed', 'Lewat waktu')], default='open', max_length=9, verbose_name='keadaan')),
                ('decided_name', models.CharField(blank=True, max_length=350, verbose_name='nama dan jabatan pemutus')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='diputuskan')),
                ('note', models.TextField(blank=True, verbose_name='catatan pemutus')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='dijalankan')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pengusul')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pemutus')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sop.office', verbose_name='perangkat daerah')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resets', to=settings.AUTH_USER_MODEL, verbose_name='pegawai')),
            ],
            options={
                'verbose_name': 'permintaan reset akun',
                'verbose_name_plural': 'permintaan reset akun',
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(fields=['office', '-asked_at', '-id'], name='resets_of_an_office')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', 'open')), fields=('user', 'part'), name='one_open_reset_of_a_part'), models.CheckConstraint(condition=models.Q(('part__in', ['factors', 'password']), ('outcome__in', ['open', 'granted', 'refused', 'withdrawn', 'lapsed'])), name='reset_is_of_known_words'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reset_has_a_reason'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='nobody_asks_for_his_own_reset'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'granted'), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_by', models.F('user')), _negated=True)), _connector='OR'), name='a_reset_takes_two_others'), models.CheckConstraint(condition=models.Q(('done_at', None), ('outcome', 'granted'), _connector='OR'), name='only_a_granted_reset_is_done')],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
