"""The picture of a receipt in the very form of the step that hands over: a number, a picture, or both."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from kinerja.common import blobs
from kinerja.common.blobs import Stored
from kinerja.handover.actions import Written, record_receipt
from kinerja.handover.models import Mapping as Destination
from kinerja.handover.receipt_form import examined, picture_field
from kinerja.handover.receipts import FOLDER
from kinerja.submissions.actions import Acted
from kinerja.submissions.case.turns import Turn
from kinerja.submissions.forms.brought import BroughtMixin
from kinerja.submissions.holding import Sent
from sop.offices.models import User

SALT = "handover.step-picture"
LONGEST, NUMBER = {"application": 80, "officer": 120}, 120  # letters, as in a Receipt
HELD_FOR = dt.timedelta(hours=12)  # the daily sweep takes what no row names after a day
EITHER = "Isi nomor atau keterangan tanda terima, atau unggah gambarnya."


class StepPicture:
    """Registered with the forms of steps (`kinerja.rooms`)."""

    kind = "handover"
    names: tuple[str, ...] = ("picture",)

    def extend(self, form: BroughtMixin) -> None:
        """Only a signed file is handed over; before that the number alone is asked."""
        if form.turn.case.submission.document_id is None:
            return
        for name, longest in LONGEST.items():
            form.fields[name].validators.append(
                MaxLengthValidator(longest, f"Ringkas menjadi paling banyak {longest} huruf.")
            )
        receipt = form.fields["receipt"]
        receipt.required, receipt.label = False, "Nomor atau keterangan tanda terima"
        receipt.help_text = "Boleh kosong bila gambarnya diunggah di bawah ini."
        form.fields["picture"] = picture_field()
        form.fields["held"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def examine(self, form: BroughtMixin) -> None:
        """A good picture is kept at once, so that it need not be chosen again where something else was refused."""
        if "held" not in form.fields:
            return
        held = _arrived(form) or _held(form)
        _show_again(form, held)
        if held:
            form.cleaned_data["receipt"] = form.cleaned_data.get("receipt") or f"Gambar {held['name']}"
        elif not form.cleaned_data.get("receipt") and not {"picture", "receipt"} & set(form.errors):
            form.add_error("receipt", EITHER)

    def keep(self, form: BroughtMixin, acted: Acted, *, by: User, at: dt.datetime) -> None:
        """A receipt beside the record of the step, with its own event."""
        data, held = form.cleaned_data, _held(form)
        if not held:
            return
        typed = str(form.data.get("receipt", "")).strip()
        fits = len(typed) <= NUMBER
        written = Written(
            data["application"].strip(), data["date"], data["officer"].strip(), typed if fits else "",
            "" if fits else typed, held["name"], Stored(held["sha256"], held["size"], held["path"]),
        )  # fmt: skip
        sent = Sent(f"{data['key']}-g"[:64], held["sha256"])
        record_receipt(acted.submission, written, by=by, at=at, sent=sent)


def _whose(form: BroughtMixin) -> list[int]:
    """A picture belongs to this step and person, so that its token is good nowhere else."""
    return [form.turn.step_run.pk, form.turn.case.performer.user_id]


def _arrived(form: BroughtMixin) -> dict[str, Any]:
    """The picture that comes with this request, on the disk; empty where there is none or it was refused."""
    file = form.cleaned_data.get("picture")
    try:
        kind, content, name = examined(file) if file else (None, b"", "")
    except forms.ValidationError as refused:
        form.add_error("picture", refused)
        return {}
    if kind is None:
        return {}
    stored = blobs.store(content, folder=FOLDER, ending=str(kind))
    return {"name": name, "sha256": stored.sha256, "size": stored.size, "path": stored.path}


def _held(form: BroughtMixin) -> dict[str, Any]:
    """The picture that came before; empty where there is none, or its token is old or somebody else's."""
    try:
        found = signing.loads(str(form.data.get("held", "")), salt=SALT, max_age=HELD_FOR)
    except signing.BadSignature:
        return {}
    return found["picture"] if found["whose"] == _whose(form) else {}


def _show_again(form: BroughtMixin, held: dict[str, Any]) -> None:
    """The answer carries the token, and says which picture is there already."""
    token = signing.dumps({"whose": _whose(form), "picture": held}, salt=SALT) if held else ""
    if isinstance(form.data, QueryDict):
        form.data = form.data.copy()
        form.data["held"] = token
    if held:
        words = f"{held['name']} sudah diterima. Pilih berkas lagi hanya bila ingin menggantinya."
        form["picture"].help_text = words


def destination_of(turn: Turn) -> Mapping[str, str]:
    """The application, where the office hands over to one alone. One query, and only where it is owed."""
    if StepPicture.kind not in turn.records:
        return {}
    names = Destination.objects.filter(office=turn.case.submission.office_id, used=True)
    found = list(names.values_list("name", flat=True)[:2])
    return {"application": found[0]} if len(found) == 1 else {}
