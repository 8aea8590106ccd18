"""The signing queue: which documents were ticked, and one passphrase for all of them."""

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from kinerja.accounts.stepup import StepUpMixin, binding
from kinerja.common.typed import number_of
from kinerja.signing.providers.choice import named
from kinerja.signing.providers.interface import Provider
from kinerja.signing.setups import ProviderName
from kinerja.submissions.forms.act import KEY_LENGTH
from kinerja.submissions.forms.confirm import KeyMixin
from kinerja.submissions.forms.filing import SHARED, filing_fields, filing_initial
from kinerja.submissions.forms.signing import read_field
from kinerja.submissions.queue.rows import MOST, UNREAD, Signing, Waiting, shelf_of, signing_asked
from kinerja.submissions.queue.signing import Wish

READ = "Saya telah membaca setiap dokumen yang saya pilih dan bertanggung jawab atas isinya."
ROOM = 24  # characters of a key that the number of a step takes
TICKED, HASH = "dokumen", "hash-"
SECRETS = ("password", "code", "passkey")
LOCAL: Signing = (ProviderName.LOCAL, "", "")


class QueueForm(StepUpMixin, KeyMixin):
    """`rows` are the documents on the page. Where one of them is filed by its signature (Sumenep 9), the place is asked too.

    One step-up serves all of them: it is bound to the hashes of every document the page showed.
    Bound to a request, `wishes` are the documents that were ticked, whether they are on the page or not any more.
    """

    use_required_attribute = False

    key = forms.CharField(
        max_length=KEY_LENGTH - ROOM, widget=forms.HiddenInput,
        error_messages={"required": "Muat ulang halaman, lalu kirim kembali."},
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Sequence[Waiting], **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)
        self.initial["key"] = secrets.token_urlsafe(18)
        self.shelf = shelf_of(rows, {wish.step_run for wish in self.wishes})
        if self.shelf is not None:
            fields = filing_fields(self.shelf)
            self.fields |= {name: field for name, field in fields.items() if name in SHARED}
            self.initial.update(filing_initial(self.shelf))
        self.fields["read"] = read_field(READ)
        self.order_fields([*(name for name in self.fields if name not in SECRETS), *SECRETS])
        self.fields["password"].help_text = "Sekali untuk semua dokumen yang dipilih; tidak disimpan."

    def choose_provider(self) -> Provider:
        """As the ticked documents are signed; before any is ticked, as the first is that can be."""
        first = next((row.signing for row in self.rows if row.why_not in {"", UNREAD}), LOCAL)
        asked = signing_asked(self.rows, (wish.step_run for wish in self.wishes), self.user)
        self.signing = asked or first
        return named(*self.signing)

    def now(self) -> dt.datetime:
        offices = [row.step_run.run.office for row in self.rows]
        return timezone.now().astimezone(offices[0].tz) if offices else super().now()

    @property
    def is_final(self) -> bool:
        """Whether the head signs one of those that are signed this way."""
        return any(row.final for row in self.rows if row.signing == self.signing)

    def bound_to(self) -> str:
        """What the page showed; whatever is signed of it is compared with its own hash again."""
        if self.is_bound:
            return binding(str(self.data.get(name, "")) for name in self.data if name.startswith(HASH))
        return binding(row.submission.data_hash for row in self.rows)

    def clean_password(self) -> str:
        """No try is counted where nothing was chosen for which it would be used."""
        return super().clean_password() if self.wishes else ""

    def clean(self) -> dict[str, Any] | None:
        """Looked at before anything is signed: one request stays short enough to be answered."""
        if problem := too_many_or_none(self.wishes, "dokumen yang sudah Anda baca"):
            self.add_error(None, problem)
        return super().clean()

    @property
    def wishes(self) -> list[Wish]:
        """The ticked documents, each once, in their order on the page."""
        return wishes_of(self.data)

    @property
    def filing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in SHARED if name in self.fields] if self.shelf is not None else []

    @property
    def filing(self) -> dict[str, Any] | None:
        """What every document that is filed at once is filed under; the nomor arsip is the file's own, and is not among it."""
        given = {name: self.cleaned_data[name] for name in SHARED if name in self.cleaned_data}
        return given if self.shelf is not None else None


def wishes_of(post: Mapping[str, Any]) -> list[Wish]:
    """The ticked documents of a page, each once, in their order."""
    ticked = post.getlist(TICKED) if isinstance(post, QueryDict) else []
    steps = dict.fromkeys(pk for text in ticked if (pk := number_of(text)))
    return [
        Wish(
            pk,
            number_of(post.get(f"seq-{pk}", "")) or 0,
            post.get(f"{HASH}{pk}", ""),
            f"{post.get('key', '')}-{pk}",
        )
        for pk in steps
    ]


def too_many_or_none(wishes: Sequence[Wish], what: str) -> str:
    """Looked at before anything is done: one request stays short enough to be answered."""
    if not wishes:
        return f"Pilih sedikitnya satu {what}."
    return (
        f"Pilih paling banyak {MOST} {what.split(maxsplit=1)[0]} sekali kirim." if len(wishes) > MOST else ""
    )
