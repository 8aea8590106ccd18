"""What a room above this one adds to the form of a step, and keeps in the transaction of the act."""

import datetime as dt
from typing import Any, Protocol

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from kinerja.submissions.actions import NO_PAPERS, Acted, Papers, act
from kinerja.submissions.forms.act import RecordsMixin, content_hash
from sop.offices.models import User


class Addition(Protocol):
    """`names` are its fields, after those of the record of its `kind` (`sop.runs.records`)."""

    kind: str
    names: tuple[str, ...]

    def extend(self, form: "BroughtMixin") -> None:
        """Give the form its fields; none of them where nothing can be kept yet."""

    def examine(self, form: "BroughtMixin") -> None:
        """Part of the form's `clean`."""

    def keep(self, form: "BroughtMixin", acted: Acted, *, by: User, at: dt.datetime) -> None:
        """What it raises undoes the act."""


_additions: list[Addition] = []


def added_by(addition: Addition) -> None:
    """Register a room (`kinerja.rooms` calls it, once)."""
    if addition not in _additions:
        _additions.append(addition)


class BroughtMixin(RecordsMixin):
    """A form of a step that is done here, with what other rooms ask beside its records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.additions = [addition for addition in _additions if addition.kind in self.turn.records]
        for addition in self.additions:
            addition.extend(self)

    @property
    def record_fields(self) -> list[forms.BoundField]:
        brought = [name for addition in self.additions for name in addition.names]
        return [*super().record_fields, *(self[name] for name in brought if name in self.fields)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for addition in self.additions:
            addition.examine(self)
        return cleaned


class ActForm(BroughtMixin):
    """A step without effect on the status: a note, the records it owes, and what belongs to them."""


def carry_out(form: BroughtMixin, post: QueryDict, *, by: User, papers: Papers = NO_PAPERS) -> Acted:
    """Do the step of a form that has been checked, as it was posted, and keep what was brought with it: both or neither."""
    at = timezone.now()
    asked = form.request(content=content_hash(post), record=form.record)
    with transaction.atomic():
        acted = act(form.turn.case.submission, asked, by=by, papers=papers, at=at)
        for addition in () if acted.repeated else form.additions:
            addition.keep(form, acted, by=by, at=at)
    return acted
