"""A person's own choice of mail: his address and when he wants it."""

from django.db import transaction

from kinerja.notifications.addresses import tell_address_changed
from kinerja.notifications.mail.models import MailChoice, Mode
from sop.offices.models import User


def chosen_by(user: User) -> dict[str, str]:
    """What stands now; whoever never chose is told at once."""
    row = MailChoice.objects.filter(user=user).first()
    return {"email": user.email, "mode": row.mode if row else Mode.AT_ONCE}


@transaction.atomic
def change_address(user: User, *, email: str) -> None:
    """Keep the address, and tell of it at both; the same again changes and tells nothing."""
    old = User.objects.select_for_update(no_key=True).get(pk=user.pk).email
    user.email = email
    if old != email:
        user.save(update_fields=["email"])
        tell_address_changed(user, old)


@transaction.atomic
def choose(user: User, *, email: str, mode: str) -> None:
    """Keep the choice; what waits for mail goes the new way."""
    change_address(user, email=email)
    MailChoice.objects.update_or_create(user=user, defaults={"mode": mode})
