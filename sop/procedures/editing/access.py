"""Who may edit a sheet: whoever may in the administration; strangers find nothing."""

import datetime as dt
from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from sop.errors import RuleError
from sop.offices.models import User
from sop.offices.queries import posts_of, today_of
from sop.procedures.actions import refuse_published
from sop.procedures.editing.drafts import StepGone
from sop.procedures.models import SopVersion
from sop.procedures.steps import Step


class NotEditor(RuleError):
    code = "not_editor"
    http_status = 403

    def __init__(self) -> None:
        super().__init__("Naskah SOP disunting oleh admin. Sampaikan usul perubahan Anda kepadanya.")


def editor_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def open_version(request: HttpRequest, pk: int) -> SopVersion:
    """A version this person may see (404) and edit (403)."""
    user = editor_of(request)
    visible = SopVersion.objects.visible_to(user, _today(user)).select_related("sop__office")
    version = get_object_or_404(visible, pk=pk)
    if not (user.is_staff and user.has_perm("sop.change_sopversion")):
        raise NotEditor
    return version


def open_draft(request: HttpRequest, pk: int) -> SopVersion:
    """The same, refused (409) once it is published."""
    version = open_version(request, pk)
    refuse_published(version)
    return version


def open_step(request: HttpRequest, pk: int, step: int) -> Step:
    """A row of a draft; what was typed for a row that is gone is given back (409)."""
    version = open_draft(request, pk)
    try:
        return row_of(version, step)
    except StepGone:
        if request.method == "POST":
            raise
        raise Http404 from None


def row_of(version: SopVersion, step: int) -> Step:
    """A row as it stands in the tables now."""
    row = version.steps.filter(pk=step).select_related("version__sop__office").first()
    if row is None:
        raise StepGone
    return row


def _today(user: User) -> dt.date:
    at = timezone.now()
    return today_of(posts_of(user, at), at)
