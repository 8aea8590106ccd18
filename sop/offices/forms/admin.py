"""Forms of the administration of people and appointments: what may be typed, and what is owed."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.utils import timezone

from sop.offices.first_secret import GOOD_FOR
from sop.offices.models import Appointment, AppointmentKind, User
from sop.offices.nip import clean_nip
from sop.offices.people import Employment

SPACED = 30  # a NIP as printed has spaces; only the digits are stored


class NipMixin(forms.Form):
    """Reads the NIP as printed. PNS and PPPK owe one, since it stands under every signature."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "nip" in cleaned and "employment" in cleaned:
            self._read_nip(cleaned)
        return cleaned

    def _read_nip(self, cleaned: dict[str, Any]) -> None:
        typed, employment = cleaned["nip"] or "", cleaned["employment"]
        if not typed.strip():
            cleaned["nip"] = ""
            if employment != Employment.OTHER:
                self.add_error("nip", "Isi NIP, atau pilih status kepegawaian ‘Non-ASN’.")
            return
        try:
            cleaned["nip"] = clean_nip(typed, contract=employment == Employment.PPPK)
        except ValueError as reason:
            self.add_error("nip", str(reason))


def nip_field() -> forms.CharField:
    return forms.CharField(
        label="NIP",
        max_length=SPACED,
        required=False,
        help_text="18 angka; spasi boleh. Kosong untuk non-ASN.",
    )


class PersonAddForm(NipMixin, AdminUserCreationForm[User]):
    """A first password is set here; the person changes it on the page Ganti kata sandi."""

    nip = nip_field()

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["username", "name", "employment", "nip", "rank"]


class PasswordOnceForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # no subscript at run time
    """What an admin types for somebody else serves once, for choosing one's own (ASVS 6.4.6)."""

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.user.first_secret_until = timezone.now() + GOOD_FOR
        return super().save(*args, **kwargs)


class PersonChangeForm(NipMixin, UserChangeForm[User]):
    nip = nip_field()

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["username", "password", "name", "employment", "nip", "rank", "email"]


class AppointmentForm(forms.ModelForm[Appointment]):
    """An acting official needs his letter of order (UU 30/2014 art. 14), a Plh. also the day on which it ends."""

    class Meta:
        model = Appointment
        fields: ClassVar[list[str]] = [
            "user",
            "position",
            "kind",
            "decree_number",
            "decree_date",
            "since",
            "until",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if kind and kind != AppointmentKind.DEFINITIVE and not cleaned.get("decree_number"):
            self.add_error("decree_number", "Isi nomor surat perintah penugasan Pj., Plt., atau Plh.")
        if kind == AppointmentKind.ACTING_ABSENT and not cleaned.get("until"):
            self.add_error("until", "Isi tanggal selesai: Plh. hanya untuk sementara.")
        return cleaned
