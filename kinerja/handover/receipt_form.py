"""A receipt as its page asks for it: a number or a picture."""

import datetime as dt
import hashlib
import secrets
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kinerja.common import blobs
from kinerja.handover.actions import Written
from kinerja.handover.receipts import FOLDER
from kinerja.submissions.evidence.inspection import check_size, inspect
from kinerja.submissions.evidence.models import Kind
from kinerja.submissions.evidence.names import clean_name
from kinerja.submissions.evidence.refusals import Refused
from kinerja.submissions.holding import Sent

PICTURES = (Kind.PDF, Kind.JPG, Kind.PNG)
_TEXT = {"class": "form-control"}


def picture_field() -> forms.FileField:
    """A photo from the gallery or the camera of a phone, or a PDF."""
    return forms.FileField(
        label="Tangkapan layar atau PDF", required=False, help_text="PDF, JPG, atau PNG, paling besar 10 MB.",
        widget=forms.FileInput(attrs=_TEXT | {"accept": "image/jpeg,image/png,application/pdf"}),
        error_messages=dict.fromkeys(("invalid", "missing", "empty", "max_length"), "Berkas ini kosong. Pilih berkas lain."),
    )  # fmt: skip


def examined(file: UploadedFile[bytes]) -> tuple[Kind, bytes, str]:
    """Kind, bytes and name of an upload, examined like evidence; ValidationError, before it is read where it is too large."""
    try:
        check_size(file.size or 0)
        content, name = bytes(file.read()), clean_name(file.name or "")
        kind = inspect(name, content)
    except Refused as refused:
        raise forms.ValidationError(refused.sentence) from refused
    if kind not in PICTURES:
        raise forms.ValidationError("Unggah PDF, JPG, atau PNG.")
    return kind, content, name


class ReceiptForm(forms.Form):
    """What the other application gave back."""

    use_required_attribute = False
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)
    application = forms.CharField(
        label="Aplikasi", max_length=80, widget=forms.TextInput(attrs=_TEXT), error_messages={"required": "Isi nama aplikasi."}
    )  # fmt: skip
    date = forms.DateField(
        label="Tanggal input", widget=forms.DateInput(attrs=_TEXT | {"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggal input.", "invalid": "Tulis tanggal input seperti 05/10/2026."},
    )  # fmt: skip
    officer = forms.CharField(
        label="Petugas yang menginput", max_length=120, widget=forms.TextInput(attrs=_TEXT), error_messages={"required": "Isi nama petugas."}
    )  # fmt: skip
    number = forms.CharField(
        label="Nomor tanda terima (boleh kosong bila ada gambarnya)", max_length=120, required=False, widget=forms.TextInput(attrs=_TEXT)
    )  # fmt: skip
    picture = picture_field()
    note = forms.CharField(
        label="Catatan (boleh kosong)", max_length=2000, required=False, widget=forms.Textarea(attrs=_TEXT | {"rows": 2})
    )  # fmt: skip

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("key", secrets.token_urlsafe(18))
        self.kind: Kind | None = None
        self.file_name = ""

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "key"]

    def clean_date(self) -> dt.date:
        date: dt.date = self.cleaned_data["date"]
        if date > self.today:
            raise forms.ValidationError("Tanggal input tidak boleh sesudah hari ini.")
        return date

    def clean_picture(self) -> bytes:
        """Workbooks are no receipts."""
        file = self.cleaned_data["picture"]
        if not file:
            return b""
        self.kind, content, self.file_name = examined(file)
        return content

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if not cleaned.get("number") and not cleaned.get("picture") and "picture" not in self.errors:
            self.add_error("number", "Isi nomor tanda terima atau unggah gambarnya.")
        return cleaned

    def written(self) -> Written:
        """What was typed, its picture on the disk. OSError where the disk is full."""
        data = self.cleaned_data
        content = data["picture"]
        stored = blobs.store(content, folder=FOLDER, ending=str(self.kind)) if content and self.kind else None
        name = self.file_name if stored else ""
        return Written(
            data["application"].strip(), data["date"], data["officer"].strip(), data["number"].strip(), data["note"], name, stored
        )  # fmt: skip

    @property
    def sent(self) -> Sent:
        """The random key of the page, and the hash of what was typed."""
        data = self.cleaned_data
        typed = [str(data[name]) for name in ("application", "date", "officer", "number", "note")]
        digest = hashlib.sha256("\n".join(typed).encode() + data["picture"]).hexdigest()
        return Sent(data["key"], digest)
