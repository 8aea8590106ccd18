"""The sign counter of a passkey (WebAuthn 7.2, step 22): one that goes back betrays a copied authenticator.

Many authenticators do not count at all and always say 0; for them there is nothing to compare.
"""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from fido2.webauthn import AuthenticationResponse

from kinerja.common.signing_in import log
from kinerja.notifications.actions import notify
from kinerja.notifications.models import Kind
from sop.offices.models import User
from sop.offices.queries import posts_of

COUNT = "sign_count"  # in the data of the factor; until the first use, what it said when it was put on
COPIED = "Kunci sandi Anda mungkin digandakan"
COPIED_TEXT = (
    "Kunci “{name}” dipakai dengan hitungan yang mundur, sehingga ditolak. Bila bukan Anda yang mencobanya, "
    "lepas kunci itu, pasang yang baru, dan hubungi pengelola pengaturan kantor Anda."
)


@transaction.atomic
def counts_on(user: User, factor: Authenticator, credential: dict[str, Any]) -> bool:
    """Keep the counter of this answer, whose signature was checked. False where it did not go on: refuse the answer.

    The row is locked: of two answers with one count only the first is good. A refusal stands in the security log, and
    the owner is told.
    """
    row = Authenticator.objects.select_for_update().get(pk=factor.pk)
    said = AuthenticationResponse.from_dict(credential).response.authenticator_data.counter
    known = row.data.get(COUNT, row.wrap().authenticator_data.counter)
    if said > known:
        row.data[COUNT] = said
        row.save(update_fields=["data"])
    elif known:
        _tell(user, row, known, said)
    return bool(said > known or not known)


def _tell(user: User, row: Authenticator, known: int, said: int) -> None:
    """Once a day for each passkey; a person without a post has no office whose notice it could be."""
    log("passkey_counter_went_back", user, factor=row.pk, known=known, said=said)
    at = timezone.now()
    for post in posts_of(user, at)[:1]:
        notify(
            [user], office=post.position.office, key=f"passkey_copied {row.pk} {at:%Y-%m-%d}", kind=Kind.ACCOUNT,
            title=COPIED, text=COPIED_TEXT.format(name=row.data.get("name", "")), url="/profil/faktor/", at=at,
        )  # fmt: skip
