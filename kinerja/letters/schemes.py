"""How an office numbers one kind, as its keeper meets it: the form, and what the next numbers would look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.http import urlencode

from kinerja.letters.forms import SchemeForm
from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import NumberScheme, NumberSeries
from kinerja.letters.numbering import next_serial, scheme_of
from sop.offices.access import Keeping

_SHOWN = 3


@dataclass(frozen=True)
class SchemeDesk:
    """The form, the kind as people call it, and examples of numbers ("" where the pattern cannot be used yet)."""

    form: SchemeForm
    label: str
    examples: tuple[str, ...]
    tried: bool


def desk_of(
    keeping: Keeping, kind: str, posted: Mapping[str, Any] | None, tried: Mapping[str, str]
) -> SchemeDesk:
    """With `tried` (the address asked) the examples are those of the values tried. Three queries."""
    year = keeping.day.year
    row = scheme_of(keeping.office.pk, kind)
    begun = NumberSeries.objects.filter(office=keeping.office, kind=kind, year=year, last__gt=0).exists()
    asked = posted if posted is not None else tried if "pattern" in tried else None
    form = SchemeForm(asked, instance=row, year=year, begun=begun)
    return SchemeDesk(
        form, NumberKind(kind).label, _examples(form, keeping), posted is None and asked is not None
    )


def tried(posted: Mapping[str, Any]) -> str:
    """The address at which these values are only shown, as a query."""
    return urlencode({name: posted.get(name, "") for name in SchemeForm.Meta.fields})


@transaction.atomic
def keep(form: SchemeForm) -> NumberScheme:
    """Save a form that was found good."""
    scheme: NumberScheme = form.save()
    return scheme


def _examples(form: SchemeForm, keeping: Keeping) -> tuple[str, ...]:
    if form.is_bound and not form.is_valid():
        return ()
    scheme = form.instance
    first = next_serial(scheme, keeping.day.year)
    return tuple(scheme.written(first + n, keeping.day) for n in range(_SHOWN))
