"""A new person with the first post, and what may be changed on a person."""

from typing import Any, ClassVar

from django import forms

from sop.offices.forms.admin import NipMixin
from sop.offices.forms.fields import choose_from, date_field, text_field
from sop.offices.models import Appointment, Office, Position, User
from sop.offices.people import Employment

SPACED = 30
TAKEN = "Nama pengguna ini sudah dipakai. Pilih yang lain."


class PersonForm(NipMixin, forms.ModelForm[User]):
    """Name, NIP and rank as they stand under a signature."""

    use_required_attribute = False

    name = text_field("Nama lengkap dan gelar", 150, autocomplete="off")
    employment = forms.ChoiceField(
        label="Status kepegawaian",
        choices=Employment.choices,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    nip = text_field("NIP", SPACED, required=False, help_text="18 angka; spasi boleh. Kosong untuk non-ASN.")
    rank = text_field("Pangkat/golongan", 80, required=False, help_text="Misalnya Penata Tk. I (III/d).")
    email = forms.EmailField(
        label="Surel (boleh kosong)",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off"}),
        error_messages={"invalid": "Tulis alamat surel lengkap, misalnya nama@contoh.go.id."},
    )

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["name", "employment", "nip", "rank", "email"]


class NewPersonForm(PersonForm):
    """The person, and the post by which he belongs to this office; his password is made, not typed."""

    username = text_field(
        "Nama pengguna",
        150,
        help_text="Untuk masuk; huruf kecil, angka, titik. Pegawai juga dapat masuk dengan NIP.",
    )
    position = forms.ModelChoiceField(Position.objects.none(), label="Jabatan pertama")
    since = date_field("Menjabat mulai", owed="Isi tanggal mulai menjabat.")

    class Meta(PersonForm.Meta):
        fields: ClassVar[list[str]] = ["username", *PersonForm.Meta.fields]

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "position", office.positions.order_by("title", "pk"), what="jabatan")

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip()
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(TAKEN)
        return name

    def first_post(self) -> Appointment:
        """The unsaved first appointment; call it on a form that has been checked."""
        return Appointment(position=self.cleaned_data["position"], since=self.cleaned_data["since"])
