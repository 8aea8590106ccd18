"""A person's address for mail: whoever changed it, the person hears of it in the application, at the new address and at the old."""

import datetime as dt

from django.conf import settings
from django.utils import timezone

from kinerja.common.dates import format_moment
from kinerja.notifications.actions import notify
from kinerja.notifications.mail.models import Mail
from kinerja.notifications.models import Kind
from sop.offices.models import Office, User
from sop.offices.queries import posts_of

TITLE = "Alamat surel Anda diubah"
PROFILE = "/profil/"
NOT_YOU = (
    "Bila bukan Anda yang memintanya, ganti kata sandi Anda, lalu beri tahu pengelola pengaturan kantor Anda."
)


def tell_address_changed(user: User, old: str) -> None:
    """Inside the transaction of the change. Who holds no post is told by nobody: there is no office to speak for."""
    at = timezone.now()
    office = next((post.position.office for post in posts_of(user, at)), None)
    if office is None:
        return
    new = masked(user.email) if user.email else "kosong, sehingga surel tidak dikirim lagi"
    text = f"Pada {format_moment(at, office.zone)} alamat surel Anda diubah menjadi {new}. {NOT_YOU}"
    key = f"address:{user.pk}:{at:%Y%m%d%H%M%S%f}"
    notify([user], office=office, key=key, kind=Kind.ACCOUNT, title=TITLE, text=text, url=PROFILE, at=at)
    if old and settings.MAIL_CONFIGURED:
        _mail_to(old, user, office, key, text, at).save(force_insert=True)


def masked(address: str) -> str:
    """Write "s***@dinas.go.id": enough to know one's own address again."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}***@{host}"


def _mail_to(old: str, user: User, office: Office, key: str, text: str, at: dt.datetime) -> Mail:
    return Mail(
        office=office, user=user, key=key, address=old, subject=f"[Kinerja {office.name}] {TITLE}", text=text,
        url=PROFILE, next_at=at, created_at=at,
    )  # fmt: skip
