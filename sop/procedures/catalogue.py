"""The catalogue of SOPs (screen S14): which sheets there are, and which of them are in force."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from sop.durations.amounts import header_unit
from sop.durations.grammar import parse
from sop.durations.standard import Standard
from sop.durations.totals import total
from sop.offices.models import User
from sop.procedures.asked import DRAFT, IN_FORCE, READ_ONLY, REPLACED, WITHDRAWN, Asked, Option
from sop.procedures.labels import label
from sop.procedures.models import Publication, SopVersion
from sop.procedures.steps import QualityStandard

EVERYTHING = Asked()


@dataclass(frozen=True)
class CatalogueRow:
    """One sheet. `total` is the waktu of all steps added per unit, `runs` the number of files that follow it."""

    pk: int
    office: str
    name: str
    number: str
    effective: str
    rhythm: str
    version: int
    actors: tuple[str, ...]
    total: str
    state: str
    runs: int


def state_of(version: SopVersion, *, newest: bool = True) -> str:
    """How a version stands; `version` comes with its `sop` and `publication`."""
    if version.sop.withdrawn_on:
        return WITHDRAWN
    publication = getattr(version, "publication", None)
    if publication is None:
        return DRAFT
    if not newest:
        return REPLACED
    return IN_FORCE if publication.runnable else READ_ONLY


@dataclass(frozen=True)
class Catalogue:
    """The rows asked for, out of `total`; `offices` to choose from where the person sees several."""

    rows: list[CatalogueRow]
    total: int
    offices: list[Option]


def catalogue(user: User, day: dt.date, asked: Asked = EVERYTHING) -> Catalogue:
    """The newest published version of each SOP this person may see, and the drafts. Four queries."""
    versions = (
        SopVersion.objects.visible_to(user, day)
        .select_related("sop__office", "publication")
        .defer("publication__text")
        .order_by("sop__office__name", "sop__name", "-version")
        .prefetch_related("actors")
    )
    current = _current(versions)
    found = [version for version in current if asked.fits(version, state_of(version))]
    standards, runs = _standards(found), _runs(found)
    return Catalogue(
        rows=[_row(version, standards[version.pk], runs.get(version.pk, 0)) for version in found],
        total=len(current),
        offices=asked.offices((version.sop.office.code, version.sop.office.name) for version in current),
    )


def _current(versions: Iterable[SopVersion]) -> list[SopVersion]:
    """Drafts, and of each SOP the newest published version."""
    kept, seen = [], set()
    for version in versions:
        if getattr(version, "publication", None) is None:
            kept.append(version)
        elif version.sop_id not in seen:
            seen.add(version.sop_id)
            kept.append(version)
    return kept


def _standards(versions: Sequence[SopVersion]) -> dict[int, list[Standard]]:
    units = {version.pk: header_unit(label(version.labels, "col_time")) for version in versions}
    found: dict[int, list[Standard]] = defaultdict(list)
    rows = QualityStandard.objects.filter(step__version__in=units).order_by("step__position")
    for version, time in rows.values_list("step__version", "time"):
        found[version].append(parse(time, units[version]))
    return found


def _runs(versions: list[SopVersion]) -> dict[int, int]:
    counted = Publication.objects.filter(version__in=versions).annotate(files=Count("runs")).order_by()
    return dict(counted.values_list("version", "files"))


def _row(version: SopVersion, standards: list[Standard], runs: int) -> CatalogueRow:
    return CatalogueRow(
        pk=version.pk,
        office=version.sop.office.name,
        name=version.sop.name,
        number=version.number,
        effective=version.effective_printed,
        rhythm=version.get_rhythm_display(),
        version=version.version,
        actors=tuple(str(actor) for actor in version.actors.all()),
        total=total(standards),
        state=state_of(version),
        runs=runs,
    )
