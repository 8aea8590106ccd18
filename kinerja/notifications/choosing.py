"""A person's own choice of mail: his address and when he wants it."""

from django.db import transaction

from kinerja.notifications.mail.models import MailChoice, Mode
from sop.offices.models import User


def chosen_by(user: User) -> dict[str, str]:
    """What stands now; whoever never chose is told at once."""
    row = MailChoice.objects.filter(user=user).first()
    return {"email": user.email, "mode": row.mode if row else Mode.AT_ONCE}


@transaction.atomic
def choose(user: User, *, email: str, mode: str) -> None:
    """Keep the choice; what waits for mail goes the new way."""
    if user.email != email:
        user.email = email
        user.save(update_fields=["email"])
    MailChoice.objects.update_or_create(user=user, defaults={"mode": mode})
