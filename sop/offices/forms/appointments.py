"""A new appointment, in two strides (typed, then seen and confirmed), and its end."""

import datetime as dt
from typing import Any, ClassVar

from django import forms

from sop.offices.forms.fields import choose_from, date_field, reason_field, text_field
from sop.offices.models import Appointment, AppointmentKind, Office, User
from sop.offices.staff import people_of


class NewAppointmentForm(forms.ModelForm[Appointment]):
    """A person of the office to a post of the office; the rules themselves stand in `Appointment.clean`."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label="Jenis penugasan",
        choices=AppointmentKind.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
        help_text="Plt. bila jabatannya kosong, Plh. bila pejabatnya berhalangan sementara.",
    )
    decree_number = text_field(
        "Nomor SK/surat perintah", 80, required=False, help_text="Wajib untuk Pj., Plt., dan Plh."
    )
    decree_date = date_field("Tanggal SK/surat perintah", required=False)
    since = date_field("Mulai", owed="Isi tanggal mulai.")
    until = date_field("Sampai", required=False, help_text="Wajib untuk Plh. Kosong: sampai diakhiri.")

    class Meta:
        model = Appointment
        fields: ClassVar[list[str]] = [
            "position", "user", "kind", "decree_number", "decree_date", "since", "until",
        ]  # fmt: skip

    def __init__(self, *args: Any, office: Office, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "position", office.positions.order_by("title", "pk"), what="jabatan")
        people = people_of(office).filter(is_active=True).order_by("name", "pk")
        if not by.is_superuser:
            people = people.exclude(pk=by.pk)
            self.fields[
                "user"
            ].help_text = "Penugasan untuk diri sendiri dicatat pengelola lain atau admin aplikasi."
        choose_from(self, "user", people, what="pegawai")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") != AppointmentKind.DEFINITIVE:
            if not cleaned.get("decree_number"):
                self.add_error("decree_number", "Isi nomor surat perintah penugasan Pj., Plt., atau Plh.")
            if not cleaned.get("decree_date") and "decree_date" not in self.errors:
                self.add_error("decree_date", "Isi tanggal surat perintahnya.")
        return cleaned


class ConfirmForm(forms.Form):
    """The second stride: what was seen is confirmed, with the reason."""

    use_required_attribute = False

    reason = reason_field("Alasan penugasan")


class EndForm(forms.Form):
    """The last day of an appointment, and why it ends."""

    use_required_attribute = False

    until = date_field("Hari terakhir", help_text="Sampai akhir hari itu penugasan masih berlaku.")
    reason = reason_field("Alasan berakhir")

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", day)
