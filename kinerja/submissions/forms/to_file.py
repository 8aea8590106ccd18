"""Filing several files at once: which were ticked, the place and retention they share, and the number of each."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms

from kinerja.common.typed import tidy
from kinerja.submissions.forms.act import KEY_LENGTH
from kinerja.submissions.forms.filing import SHARED, filing_fields, filing_initial
from kinerja.submissions.forms.queue import ROOM, too_many_or_none, wishes_of
from kinerja.submissions.queue.filing import Shelf
from kinerja.submissions.queue.signing import Wish
from kinerja.submissions.queue.to_file import ToFile

NUMBER, LONGEST = "nomor-", 80


class ToFileForm(forms.Form):
    """`rows` are the files on the page; the first that is ticked, or could be, says whose classifications are offered."""

    use_required_attribute = False

    key = forms.CharField(
        max_length=KEY_LENGTH - ROOM, widget=forms.HiddenInput,
        error_messages={"required": "Muat ulang halaman, lalu kirim kembali."},
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Sequence[ToFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = {wish.step_run for wish in self.wishes}
        steps = ticked | {row.step_run.pk for row in rows}
        self.numbers = {step: _typed(self.data, step) for step in steps}
        self.rows = [replace(row, number=self.numbers[row.step_run.pk]) for row in rows]
        self.initial["key"] = secrets.token_urlsafe(18)
        # What was ticked decides: by now a file of another office may come first on the page.
        chosen = [row for row in rows if row.step_run.pk in ticked]
        chosen += [row for row in rows if row.ready or row.unread]
        self.office = chosen[0].submission.office_id if chosen else None
        if self.office is not None:
            fields = filing_fields(self.office)
            self.fields |= {name: field for name, field in fields.items() if name in SHARED}
            self.initial.update(filing_initial(self.office))

    @property
    def wishes(self) -> list[Wish]:
        """The ticked files, each once, in their order on the page."""
        return wishes_of(self.data)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SHARED if name in self.fields]

    @property
    def shelf(self) -> Shelf:
        given = {name: self.cleaned_data[name] for name in SHARED if name in self.cleaned_data}
        typed = [str(self.data.get(name, "")) for name in SHARED]
        return Shelf(given, self.office, self.numbers, typed)

    def clean(self) -> dict[str, Any] | None:
        if problem := too_many_or_none(self.wishes, "berkas yang sudah Anda buka"):
            self.add_error(None, problem)
        if any(len(number) > LONGEST for number in self.numbers.values()):
            self.add_error(None, f"Ringkas nomor arsip menjadi paling banyak {LONGEST} huruf.")
        return super().clean()


def _typed(post: Mapping[str, Any], step_run: int) -> str:
    """The nomor arsip as one line."""
    return " ".join(tidy(str(post.get(f"{NUMBER}{step_run}", ""))).split())
