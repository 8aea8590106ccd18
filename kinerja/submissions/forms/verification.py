"""Reading the word of an official on each row, and the form that closes the step."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from kinerja.accounts.stepup import StepUpMixin, binding
from kinerja.common.typed import tidy
from kinerja.submissions.forms.confirm import TurnKeyMixin
from kinerja.submissions.forms.entry import Problem
from kinerja.submissions.verification.judging import Checked

AGREE, OBJECT = "agree", "object"
REASONS = (
    "Bukti dukung tidak mendukung nilai",
    "Salah satuan",
    "Nilai tidak wajar",
    "Keterangan belum menjelaskan",
)
NOTE_LENGTH = 2000
ASKED = "Masukkan kata sandi Anda untuk membubuhkan paraf."


@dataclass(frozen=True)
class Verdict:
    """What was posted on one row; `problem` where it cannot be kept, `fresh` where it says something new.

    `stale`: the figure has changed since it was on the screen.
    """

    pk: int
    choice: str
    reason: str = ""
    note: str = ""
    problem: Problem | None = None
    fresh: bool = False
    stale: bool = False

    @property
    def agreed(self) -> bool:
        return self.choice == AGREE

    @property
    def text(self) -> str:
        """The note that is kept: the quick reason, and what was added to it."""
        return "" if self.agreed else ". ".join(part for part in (self.reason, self.note) if part)


class VerifyForm(StepUpMixin, TurnKeyMixin):
    """Closes the step, with the records it owes.

    Only a way that also initials (Tasikmalaya 6) asks for the password, or the passphrase, and for the second factor.
    `hindrance`, set by the view, says why the file cannot be verified yet.
    """

    hindrance = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.asks:
            del self.fields["password"]
        elif self.certificate is None and not self.provider.remote:
            self.fields["password"].error_messages["required"] = ASKED

    @property
    def steps_up(self) -> bool:
        """Only who initials here gives his second factor."""
        return self.asks and super().steps_up

    def bound_to(self) -> str:
        """The state of the file that the page showed: its content is frozen by this very act, and has no hash before."""
        seq = self.data.get("expected_seq", "") if self.is_bound else self.turn.place["seq"]
        return binding([f"berkas {self.turn.case.submission.pk} peristiwa {seq}"])

    def clean(self) -> dict[str, Any] | None:
        if self.hindrance:
            raise forms.ValidationError(self.hindrance, code="hindered")
        return super().clean()

    @property
    def asks(self) -> bool:
        moves = [self.chosen] if self.is_bound and self.chosen else self.turn.forward
        return any("paraf" in move.effects for move in moves)


def read_verdicts(rows: Iterable[Checked], post: QueryDict) -> list[Verdict]:
    """Every row that was on the posted page and on which something was said; "agree_rest" speaks for the silent ones."""
    shown = [checked for checked in rows if f"version-{checked.row.pk}" in post]
    verdicts = [_read(checked, post) for checked in shown]
    return [verdict for verdict in verdicts if verdict.choice]


def _read(checked: Checked, post: QueryDict) -> Verdict:
    pk, row = checked.row.pk, checked.row
    choice = post.get(f"verdict-{pk}", "")
    if choice not in {AGREE, OBJECT}:
        choice = AGREE if "agree_rest" in post and not checked.judged else ""
    reason = post.get(f"reason-{pk}", "")
    verdict = Verdict(pk, choice, reason if reason in REASONS else "", tidy(post.get(f"note-{pk}", "")))
    if not choice or _same(checked, verdict):
        return verdict
    sentence = ""
    stale = post.get(f"version-{pk}") != row.mark
    if stale:
        sentence = f"Isian ‘{row.name}’ berubah sejak Anda membukanya. Baca nilainya, lalu nilai kembali."
    elif not verdict.agreed and not verdict.text:
        sentence = f"Pilih alasan atau tulis catatan untuk ‘{row.name}’, baris yang perlu perbaikan."
    elif len(verdict.text) > NOTE_LENGTH:
        sentence = f"Ringkas catatan untuk ‘{row.name}’ menjadi paling banyak 2.000 huruf."
    problem = Problem(f"note-{pk}", sentence) if sentence else None
    return Verdict(pk, choice, verdict.reason, verdict.note, problem, fresh=True, stale=stale)


def _same(checked: Checked, verdict: Verdict) -> bool:
    """Whether this very word is kept already."""
    word = checked.word
    return word is not None and word.agreed == verdict.agreed and (word.agreed or word.note == verdict.text)
