"""Pages of a draft as a browser without scripts fills them in and sends them."""

import re
from typing import Any

from django.urls import reverse

from sop.procedures.models import SopVersion
from sop.procedures.steps import Step


def address(name: str, version: SopVersion, step: Step | None = None) -> str:
    return reverse(f"procedures:{name}", args=[version.pk, *([step.pk] if step else [])])


def fields_of(response) -> dict[str, Any]:
    """What a browser would send back from the forms of this page, nothing changed."""
    context = response.context
    sets = [context[name] for name in ("arrows", "columns") if name in context]
    forms = [context["form"], *(part for one in sets for part in (one.management_form, *one.forms))]
    posted: dict[str, Any] = {}
    for bound in (bound for form in forms for bound in form):
        value = bound.value()
        if isinstance(value, bool):
            posted |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            posted[bound.html_name] = value
    return posted


def send(desk, url: str, **changes: Any):
    """The page at `url` filled in and sent; "alur-0-label" is written alur_0_label."""
    typed = {re.sub(r"^(alur|kolom)_(\d+)_", r"\1-\2-", name): value for name, value in changes.items()}
    return desk.post(url, {**fields_of(desk.get(url)), **typed})
