"""Logging in by user name or NIP, with a limit on failed tries that says how many are left."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kinerja.common import known_browser, throttle
from kinerja.common.signing_in import log, log_unknown, note_failure, note_success
from sop.offices.actions.sign_ins import end_sessions
from sop.offices.models import Outcome, User

INACTIVE = "Akun ini dinonaktifkan. Hubungi pengelola pengaturan kantor Anda."


def find_user(login: str) -> User | None:
    """The person meant by a user name, or by a NIP as printed ("19800101 200501 1 001")."""
    name = login.strip()
    compact = "".join(name.split())
    if compact.isdigit() and (person := User.objects.filter(nip=compact).first()):
        return person
    return User.objects.filter(username__iexact=name).first()


class NipBackend(ModelBackend):
    """Django's own check of password and activity, after the NIP is turned into a user name."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        person = find_user(username or "")
        name = person.username if person else username
        return super().authenticate(request, username=name, password=password, **kwargs)


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up and no mail; five tries in fifteen minutes, also when the password is asked again."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Whoever chooses his own password is done with the one-time one."""
        if isinstance(user, User):
            user.first_secret_until = None
        super().set_password(user, password)
        if isinstance(user, User) and self.request is not None:
            end_sessions(user, keep=self.request.session.session_key or "")
            log("password_changed", user, self.request)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The session has a new key from here on (ASVS 7.2.4), and stands in the person's own history."""
        super().login(request, user)
        if isinstance(user, User):
            note_success(request, user)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Everything was right, the second factor too: this browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, User):
            known_browser.remember(response, user)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A passkey of a switched-off account opens nothing."""
        messages.error(request, INACTIVE)
        return redirect("account_login")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The password alone; a second factor was given at the door, and is asked anew at each signature."""
        url = reverse("account_reauthenticate")
        return [{"id": "reauthenticate", "description": "Kata sandi", "url": url}]

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The house sends its own notices."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        account = self._account(request, credentials)
        if not throttle.take(account):
            if person := find_user(credentials.get("username") or ""):
                log("locked", person, request)
            raise ValidationError(throttle.locked_told(account), code="locked")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user is not None:
            throttle.forgive(self._account(request, credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        account = self._account(request, credentials)
        left = throttle.left(account)
        if person := find_user(credentials.get("username") or ""):
            note_failure(request, person, Outcome.WRONG_PASSWORD)
        else:
            log_unknown(request)
        if not left:
            raise ValidationError(throttle.locked_told(account), code="locked")
        what = "Kata sandi" if request.user.is_authenticated else "NIP atau kata sandi"
        raise ValidationError(f"{what} tidak cocok. Sisa percobaan: {left}.", code="mismatch")

    def _account(self, request: HttpRequest, credentials: dict[str, Any]) -> str:
        """One key per person, whichever name was typed; unknown names are counted alike and betray nothing.

        A browser he has signed in with before has a key of its own, so that no stranger locks him out of it.
        """
        login = credentials.get("username") or ""
        person = find_user(login)
        if person is None:
            return f"name {login.strip().lower()}"
        return f"user {person.pk} {known_browser.mark_of(request, person)}".strip()
