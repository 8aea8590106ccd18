"""Pengaturan › Surel & webhook: colleagues read, keepers set, see what is stuck and send it again."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from kinerja.notifications.hooks.models import OfficeNotices
from kinerja.notifications.mail.models import Mail, Posting
from sop.offices.models import KeeperPost, Position

pytestmark = pytest.mark.django_db


def test_keepers_set_the_gateway_see_its_secret_once_and_send_again_what_is_stuck(
    musi_rawas, kasubag, operator, client, settings
):
    settings.MAIL_CONFIGURED = False
    KeeperPost.objects.get_or_create(position=Position.objects.get(appointments__user=kasubag))
    now = timezone.now()
    Mail.objects.create(
        office=musi_rawas.office, user=operator, key="notice:1", subject="Perlu paraf", text="Perlu paraf", attempts=3,
        state=Posting.FAILED, problem="Peladen surel: menolak", next_at=now + dt.timedelta(hours=1), created_at=now,
    )  # fmt: skip
    code = musi_rawas.office.code
    address, again = (reverse(f"office_notices:{name}", args=[code]) for name in ("page", "resend"))
    client.force_login(operator)
    page = client.get(address).content.decode()
    assert "Surel belum diatur" in page
    assert "1 kiriman belum terkirim." in page
    assert "1 di antaranya tidak dicoba lagi: perbaiki sebabnya" in page
    assert "Kirim ulang" not in page
    client.force_login(kasubag)
    rule = {"remind_days": "3", "escalate_days": "2", "hook_url": "http://obrolan.example/kait"}
    assert client.post(address, rule).status_code == 422
    assert client.post(address, rule | {"hook_url": "https://obrolan.example/kait"}).status_code == 302
    first, second = (client.get(address).content.decode() for _ in range(2))
    assert "Salin kunci tanda tangan sekarang" in first
    assert "Salin kunci tanda tangan sekarang" not in second
    assert OfficeNotices.objects.get().remind_days == 3
    assert client.post(again).status_code == 302
    assert Mail.objects.get().state == Posting.WAITING
