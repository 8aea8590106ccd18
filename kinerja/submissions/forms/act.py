"""The form of a step: what is written down with it, and the hidden fields that make a repeat count once."""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from kinerja.submissions.case.turns import Turn
from kinerja.submissions.errors import NoSuchCell
from kinerja.submissions.holding import Sent
from sop.procedures.definition import Move
from sop.runs.engine import Request
from sop.runs.records import FIELDS

KEY_LENGTH = 64
# Values of a step's record, by their field, that lie in a room above this one.
Source = Callable[[Turn], Mapping[str, Any]]
_sources: list[Source] = []
_LONG = {"attendees", "recipients"}
_LEFT_OUT = {"csrfmiddlewaretoken", "password", "code", "passkey", "held"}
_HELP = {
    "attendees": "Satu nama per baris.",
    "recipients": "Satu penerima per baris.",
    "receipt": "Nomor, atau keterangan bila aplikasinya tidak memberi nomor.",
}


def content_hash(post: QueryDict) -> str:
    """The sha256 of what was posted, tokens and passwords apart: one key with other content is another request."""
    content = {name: values for name, values in sorted(post.lists()) if name not in _LEFT_OUT}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def sent_of(post: QueryDict) -> Sent:
    """The key of a script's request and what it says; NoSuchCell for a key that no page of ours makes."""
    key = post.get("key", "")
    if len(key) > KEY_LENGTH or "\0" in key:
        raise NoSuchCell
    return Sent(key, content_hash(post))


def textarea(rows: int = 2) -> forms.Textarea:
    """A text box of the house."""
    return forms.Textarea(attrs={"class": "form-control", "rows": rows})


def date_input() -> forms.DateInput:
    """A date field of the browser."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"})


class StepForm(forms.Form):
    """What every form of an open step carries. `turn` is the step as this person meets it."""

    use_required_attribute = False

    expected_seq = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=KEY_LENGTH, widget=forms.HiddenInput)
    move = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label="Catatan (boleh kosong)",
        required=False,
        max_length=2000,
        widget=textarea(),
        error_messages={"max_length": "Ringkas catatan menjadi paling banyak 2.000 huruf."},
    )

    def __init__(self, *args: Any, turn: Turn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.turn = turn
        self.initial.update(expected_seq=turn.place["seq"], key=secrets.token_urlsafe(18))
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = "Muat ulang halaman, lalu kirim kembali."

    def clean_move(self) -> str:
        if self.chosen is None and not self.data.get("move"):
            raise forms.ValidationError("Pilih salah satu keputusan.")
        return str(self.data.get("move", ""))

    @property
    def chosen(self) -> Move | None:
        """The move that was asked for; the only one there is where none was named."""
        name = self.data.get("move", "")
        moves = {move.key: move for move in (*self.turn.forward, *self.turn.returns)}
        return moves.get(name) if name else self._only()

    def _only(self) -> Move | None:
        return self.turn.forward[0] if len(self.turn.forward) == 1 else None

    def request(self, *, content: str, **more: Any) -> Request:
        """What the engine is asked; call it on a form that has been checked."""
        return Request(
            step_run=self.turn.step_run.pk,
            move=self.chosen.key if self.chosen else self.data.get("move", ""),
            expected_seq=self.cleaned_data["expected_seq"],
            note=self.cleaned_data.get("note", ""),
            key=self.cleaned_data["key"],
            content=content,
            **more,
        )


class RecordsMixin(StepForm):
    """The fields of the records a step owes: attendance, receipt, number, distribution (`sop.runs.records`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {**_known(self.turn), **_told_elsewhere(self.turn), **_earlier_record(self.turn)}
        for kind in self.turn.records:
            for name, words in FIELDS[kind].items():
                self.fields[name] = _record_field(name, words)
                self.initial.setdefault(name, known.get(name, ""))

    @property
    def record_fields(self) -> list[forms.BoundField]:
        return [self[name] for kind in self.turn.records for name in FIELDS[kind]]

    @property
    def record(self) -> dict[str, str]:
        """What was written down, as plain JSON."""
        names = [name for kind in self.turn.records for name in FIELDS[kind]]
        return {name: _plain(self.cleaned_data[name]) for name in names}


def _record_field(name: str, words: str) -> forms.Field:
    label, missing = words[0].upper() + words[1:], {"required": f"Isi {words}."}
    if name == "date":
        missing["invalid"] = f"Isi {words} sebagai tanggal, misalnya 05/10/2026."
        return forms.DateField(label=label, error_messages=missing, widget=date_input())
    widget = textarea(4) if name in _LONG else forms.TextInput(attrs={"class": "form-control"})
    return forms.CharField(
        label=label, max_length=4000, error_messages=missing, widget=widget, help_text=_HELP.get(name, "")
    )


def _known(turn: Turn) -> Mapping[str, Any]:
    """What need not be typed: today, and who is typing."""
    today = turn.case.at.astimezone(turn.case.submission.run.office.tz).date()
    return {"date": today.isoformat(), "officer": turn.case.performer.name}


def known_from(source: Source) -> Source:
    """Register what another room knows of an open step (`kinerja.rooms` calls it, once)."""
    if source not in _sources:
        _sources.append(source)
    return source


def _told_elsewhere(turn: Turn) -> Mapping[str, Any]:
    """Asked only where the step owes a record."""
    found: dict[str, Any] = {}
    for source in _sources if turn.records else ():
        found |= source(turn)
    return found


def _earlier_record(turn: Turn) -> Mapping[str, Any]:
    """What another unit wrote down for the same step in the same round: a meeting is held once."""
    runs = [run for run in turn.case.step_runs if run.step_id == turn.step_run.step_id and run.record]
    same = [run for run in runs if run.round == turn.step_run.round]
    found: Mapping[str, Any] = same[-1].record if same else {}
    return found


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
