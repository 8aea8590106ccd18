"""The page of one evaluation: questions by aspect with what the figures offer, and who may do what with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import Http404
from django.urls import reverse

from kinerja.compliance.models import Answer, Evaluation, Form, Result, numbered
from kinerja.compliance.offers import facts_of, offers
from kinerja.compliance.page import Compliance, compliance_of
from kinerja.compliance.scope import BY_STEP, Scope, scope_of
from kinerja.compliance.writers import Evaluator, evaluator_at
from sop.offices.models import User
from sop.procedures.models import SopVersion

FIRST_YEAR = 2000


@dataclass(frozen=True)
class Desk:
    """A version of an SOP and a year before one person; `evaluation` None: not begun. `all` are its numbers, newest first.

    `before` is the last finished one of an earlier year, of whatever version.
    """

    scope: Scope
    year: int
    version: SopVersion
    evaluation: Evaluation | None
    all: tuple[Evaluation, ...]
    evaluator: Evaluator | None
    before: Evaluation | None = None

    @property
    def writable(self) -> bool:
        return bool(self.evaluator and self.evaluation and self.evaluation.finished_at is None)

    @property
    def correctable(self) -> bool:
        newest = self.all[0] if self.all else None
        return bool(self.evaluator and newest and newest.finished_at and newest == self.evaluation)

    @property
    def replaced(self) -> bool:
        return bool(self.evaluation and self.all[0] != self.evaluation)

    @property
    def title(self) -> str:
        return f"Evaluasi SOP {self.year}, versi {self.version.version}"

    @property
    def back_url(self) -> str:
        return self.scope.url(versi="")

    @property
    def older(self) -> list[Evaluation]:
        """The other evaluations of that year."""
        return [one for one in self.all if one != self.evaluation]

    def url(self, name: str = "evaluation", year: int | None = None, version: int | None = None) -> str:
        """A page or act of this evaluation; the version is named, since each is evaluated by itself."""
        path = reverse(f"compliance:{name}", args=[self.scope.sop.pk, year or self.year])
        return f"{path}?versi={version or self.version.version}"

    @property
    def urls(self) -> dict[str, str]:
        names = ("evaluation", "begin_evaluation", "correct_evaluation")
        return {name.removesuffix("_evaluation"): self.url(name) for name in names}

    @property
    def other_versions(self) -> list[tuple[int, str]]:
        """The other sheets of this SOP, each with its own evaluation."""
        numbers = [publication.version.version for publication in self.scope.publications]
        return [(one, self.url(version=one)) for one in numbers if one != self.version.version]

    @property
    def other_years(self) -> list[tuple[int, str]]:
        """The year before, and the next one where it has come."""
        now = self.scope.at.astimezone(self.scope.office.tz).year
        years = [year for year in (self.year - 1, self.year + 1) if FIRST_YEAR <= year <= now]
        return [(year, self.url(year=year)) for year in years]

    @property
    def pdf_url(self) -> str:
        number = self.evaluation.number if self.evaluation else 1
        return f"{self.url('evaluation_pdf')}&nomor={number}"

    @property
    def page(self) -> Compliance:
        """The figures of that year and version."""
        return compliance_of(self.scope)


@dataclass(frozen=True)
class Asked:
    """A question with its answer, what the figures offer to it, and what was said to it the last time.

    `number` counts within its form; `note_owed` and `answer_owed` are what still lacks, "" where nothing was asked for.
    """

    answer: Answer
    offered: str
    number: int
    before: Answer | None = None
    answer_owed: str = ""
    note_owed: str = ""


@dataclass(frozen=True)
class Part:
    """The questions of one aspect of a form."""

    form: str
    aspect: str
    questions: tuple[Asked, ...]


def desk_of(user: User, sop: int, year: int, query: Mapping[str, str], at: dt.datetime) -> Desk:
    """The newest evaluation of that year, or the one with `nomor`; Http404 for strangers and years that are not over or on."""
    scope = scope_of(user, sop, {}, at)
    if not FIRST_YEAR <= year <= at.astimezone(scope.office.tz).year:
        raise Http404
    found = Evaluation.objects.filter(version__sop=scope.sop, year=year).select_related(
        "version", "finished_by"
    )
    version = _version(scope, query.get("versi", ""), list(found.order_by("-version__version", "-number")))
    everything = tuple(found.filter(version=version).order_by("-number"))
    finished = Evaluation.objects.filter(version__sop=scope.sop, year__lt=year, finished_at__isnull=False)
    before = finished.order_by("-year", "-version__version", "-number").first()
    wanted = [one for one in everything if str(one.number) == query.get("nomor", str(one.number))]
    version.sop = scope.sop
    of_year = replace(
        scope, first=year * 4, last=year * 4 + 3, version=version.version, grouping=BY_STEP
    )  # fmt: skip
    evaluator = evaluator_at(scope.presence, scope.office)
    return Desk(of_year, year, version, wanted[0] if wanted else None, everything, evaluator, before)


def _version(scope: Scope, asked: str, begun: list[Evaluation]) -> SopVersion:
    """The one asked for, else the newest with an evaluation that year, else the newest."""
    known = {str(publication.version.version): publication.version for publication in scope.publications}
    return known.get(asked) or (begun[0].version if begun else scope.publications[0].version)


def parts_of(desk: Desk, owed: Mapping[str, str] | None = None) -> list[Part]:
    """Questions by form and aspect; of a finished evaluation with what was offered then. `owed` as of `owed_by`."""
    if desk.evaluation is None:
        return []
    finished = desk.evaluation.finished_at is not None
    told = desk.evaluation.facts.get("offers", {}) if finished else offers(desk.page)
    before = {(one.form, one.text): one for one in desk.before.answers.all()} if desk.before else {}
    lacks = owed or {}
    asked = [
        Asked(
            one, told.get(one.figure, ""), number, before.get((one.form, one.text)),
            lacks.get(f"answer-{one.pk}", ""), lacks.get(f"note-{one.pk}", ""),
        )
        for number, one in numbered(desk.evaluation.answers.all())
    ]  # fmt: skip
    return [
        Part(str(Form(form).label), aspect, tuple(group))
        for (form, aspect), group in groupby(asked, key=lambda one: (one.answer.form, one.answer.aspect))
    ]


def facts_for(desk: Desk) -> Mapping[str, object]:
    """What was frozen when it was finished, else the figures of today."""
    if desk.evaluation and desk.evaluation.finished_at:
        frozen: Mapping[str, object] = desk.evaluation.facts
        return frozen
    return facts_of(desk.page)


def results_of(desk: Desk) -> list[tuple[str, str, bool]]:
    chosen = desk.evaluation.result if desk.evaluation else ""
    return [(str(value), str(label), value == chosen) for value, label in Result.choices]
