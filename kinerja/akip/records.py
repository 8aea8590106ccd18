"""What an office has to show for a year: its files, its signed papers, the sheets they followed, its evaluations."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Q

from kinerja.compliance.models import Evaluation
from kinerja.periods.models import Obligation
from kinerja.periods.queries import periods_of_year
from kinerja.submissions.models import Submission
from sop.durations.calendar import Calendar
from sop.ledger.models import Event
from sop.offices.models import Office
from sop.offices.queries import calendar_of
from sop.procedures.models import Publication


@dataclass(frozen=True)
class Records:
    """The rows of one office and year; each of them is a fixed number of queries, whatever the number of files."""

    office: Office
    year: int

    @cached_property
    def submissions(self) -> list[Submission]:
        """All files of the year's periods, in the order of the periods, later revisions after earlier ones."""
        rows = Submission.objects.filter(office=self.office, period__year=self.year).select_related(
            "run__publication__version__sop", "run__office", "period", "document__superseded_by"
        )
        heavy = ("snapshot", "narrative", "entrants", "run__publication__text", "run__marking")
        return list(rows.defer(*heavy).order_by("period__kind", "period__number", "revision", "pk"))

    @cached_property
    def obligations(self) -> list[Obligation]:
        last = dt.date(self.year, 12, 31)
        rows = Obligation.objects.filter(
            Q(until=None) | Q(until__gte=dt.date(self.year, 1, 1)), office=self.office
        )
        return list(rows.filter(since__lte=last).select_related("sop").order_by("sop__name", "kind"))

    @cached_property
    def publications(self) -> list[Publication]:
        """The sheets the year's files followed; of a year without files those in force."""
        used = {row.run.publication_id for row in self.submissions}
        rows = (
            Publication.objects.filter(version__sop__office=self.office)
            .select_related("version__sop")
            .defer("text")
        )
        found = rows.order_by("version__sop__name", "-version__version", "pk")
        if used:
            return [row for row in found if row.pk in used]
        return list({row.version.sop_id: row for row in reversed(found)}.values())[::-1]

    @cached_property
    def evaluations(self) -> list[Evaluation]:
        """The finished ones, newest number of each version first."""
        rows = Evaluation.objects.filter(office=self.office, year=self.year, finished_at__isnull=False)
        rows = rows.select_related("version__sop", "finished_by").prefetch_related("answers")
        return list(rows.order_by("version__sop__name", "-version__version", "-number"))

    @cached_property
    def as_of(self) -> dt.datetime:
        """The moment of the last thing that happened in it: the same records give the same pack."""
        runs = [row.run_id for row in self.submissions]
        last = Event.objects.filter(run__in=runs).aggregate(at=Max("at"))["at"]
        moments = [row.finished_at for row in self.evaluations if row.finished_at] + ([last] if last else [])
        return max(moments, default=dt.datetime(self.year, 1, 1, tzinfo=self.office.tz))

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.office, self.as_of)

    @cached_property
    def unsigned(self) -> list[str]:
        """The periods for which no signed report is there, as short names."""
        signed = {
            (row.obligation_id, row.period.kind, row.period.number)
            for row in self.submissions
            if row.document
        }
        return [
            f"{period.short}{f' ({duty.sop.name})' if len(self.obligations) > 1 else ''}"
            for duty in self.obligations
            for period in periods_of_year(duty.kind, self.year)
            if period.end >= duty.since
            and (duty.until is None or period.start <= duty.until)
            and (duty.pk, period.kind, period.number) not in signed
        ]
