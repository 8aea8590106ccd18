"""What may be begun: for each duty to report the periods without a file, and who carries out the first step."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.shortcuts import get_object_or_404

from kinerja.periods.models import Obligation, Period
from kinerja.periods.queries import LATEST, period_for, periods_due, read_slug
from kinerja.submissions.listing.presence import Presence
from kinerja.submissions.models import Submission
from kinerja.submissions.opening import start
from sop.offices.models import Office
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of
from sop.runs.engine import holders
from sop.runs.performers import Performer, performers_for


@dataclass(frozen=True)
class Opening:
    """A period that may be begun; `starter` is the column of the first step as printed."""

    period: Period
    allowed: bool
    starter: str
    ended: bool
    primary: bool = False


@dataclass(frozen=True)
class StartCard:
    """A duty to report with the periods to begin, newest first."""

    obligation: Obligation
    openings: tuple[Opening, ...]


def start_cards(presence: Presence) -> list[StartCard]:
    """The cards of these offices that offer at least one period. Four queries."""
    obligations = _obligations(presence.offices)
    taken = _taken(obligations, since=presence.day.year - LATEST)
    sheets = _sheets(obligations)
    versions = {sheet.version_id for found in sheets.values() for sheet in found}
    performers = performers_for(presence.user, versions, presence.day)
    cards = []
    for obligation in obligations:
        openings = tuple(
            _opening(period, sheet, performers[sheet.version_id], presence.day)
            for period in periods_due(obligation, presence.day)
            if (obligation.pk, period.slug) not in taken
            and (sheet := in_force(sheets[obligation.sop_id], period.start))
        )
        if openings:
            cards.append(StartCard(obligation, openings))
    return _with_primary(cards)


def begin(presence: Presence, obligation: int, slug: str) -> Submission:
    """Open the file of a period that is offered; Http404 for another office, RuleError where a rule forbids it."""
    owed = get_object_or_404(
        Obligation.objects.select_related("office", "sop"), pk=obligation, office__in=presence.offices
    )
    asked = read_slug(slug)
    if asked is None or asked.slug not in {period.slug for period in periods_due(owed, presence.day)}:
        raise Http404
    return start(owed, period_for(asked.kind, asked.year, asked.number), by=presence.user)


def in_force(sheets: Sequence[Publication], day: dt.date) -> Publication | None:
    """The newest of these sheets that is in force on that day: `publication_in_force` for sheets already read."""
    fitting = [
        sheet for sheet in sheets if sheet.version.effective_on is None or sheet.version.effective_on <= day
    ]
    return max(fitting, key=lambda sheet: sheet.version.version, default=None)


def _obligations(offices: Sequence[Office]) -> list[Obligation]:
    rows = Obligation.objects.filter(office__in=offices).select_related("office", "sop")
    return list(rows.order_by("office__name", "sop__name", "kind"))


def _taken(obligations: Sequence[Obligation], *, since: int) -> set[tuple[int, str]]:
    """Obligation and period of every file for a period of that year or later."""
    recent = Period.objects.filter(year__gte=since)
    files = Submission.objects.filter(obligation__in=obligations, period__in=recent, revision=1).order_by()
    rows = files.values_list("obligation", "period__kind", "period__year", "period__number")
    return {(pk, Period(kind=kind, year=year, number=number).slug) for pk, kind, year, number in rows}


def _sheets(obligations: Sequence[Obligation]) -> Mapping[int, list[Publication]]:
    found: dict[int, list[Publication]] = {obligation.sop_id: [] for obligation in obligations}
    sheets = (
        Publication.objects.filter(version__sop__in=found, version__sop__withdrawn_on=None, runnable=True)
        .select_related("version")
        .only("sha256", "version__sop", "version__version", "version__effective_on")
    )
    for sheet in sheets:
        found[sheet.version.sop_id].append(sheet)
    return found


def _opening(period: Period, sheet: Publication, performer: Performer, today: dt.date) -> Opening:
    definition = definition_of(sheet)
    first = definition.steps[definition.starts[0]]
    allowed = any(duty.actor in first.actors for duty in performer.duties)
    return Opening(period, allowed, holders(definition, first), ended=period.end < today)


def _with_primary(cards: Sequence[StartCard]) -> list[StartCard]:
    """Mark the one act the page is about: the newest period that has ended, else the newest, that he may begin."""
    allowed = [opening for card in cards for opening in card.openings if opening.allowed]
    first = max(allowed, key=lambda opening: (opening.ended, opening.period.end), default=None)
    return [
        replace(
            card,
            openings=tuple(replace(opening, primary=opening is first) for opening in card.openings),
        )
        for card in cards
    ]
