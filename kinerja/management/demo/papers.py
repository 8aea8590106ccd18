"""A few papers of the SOPs in the story: an order by nota dinas, an invitation with its attendance, a covering letter."""

from kinerja.documents.engine import engine_missing
from kinerja.letters.access import insist
from kinerja.letters.actions import make
from kinerja.letters.issuing import issue
from kinerja.letters.kinds import LetterKind
from kinerja.letters.models import Letter
from kinerja.letters.prefill import Ground, prefill
from kinerja.letters.report_number import number_of, number_report
from kinerja.management.demo.cases import Stage
from kinerja.submissions.case.turns import Case
from kinerja.submissions.models import Status, Submission
from kinerja.submissions.queries import holders_today, step_runs_of
from sop.offices.models import User
from sop.runs.performers import performer_for

# office → (status of the file, papers as (kind, step, fields typed over)); of each status the newest file has them.
PAPERS: dict[str, tuple[tuple[str, tuple[tuple[str, int, dict[str, str]], ...]], ...]] = {
    "disdukcapil-sumenep": ((Status.VERIFIED, (("nota_dinas", 1, {}),)),),
    "kecamatan-iv-jurai": (
        (Status.SIGNED, (("undangan", 4, {}), ("daftar_hadir", 5, {"spare": "3"}))),
        (
            Status.ARCHIVED,
            (("pengantar", 12, {"to": "Bupati Pesisir Selatan\nc.q. Kepala Bagian Organisasi"}),),
        ),
    ),
}


def write_papers(stage: Stage) -> None:
    """Issue the papers that are not there yet; without a PDF engine there are none. Signed reports get their number."""
    if engine_missing():
        return
    for status, papers in PAPERS.get(stage.obligation.office.code, ()):
        files = Submission.objects.filter(obligation=stage.obligation, status=status)
        files = files.select_related("period", "run__publication", "run__office")
        if submission := files.order_by("-period__year", "-pk").first():
            _accompany(stage, submission, papers)


def _accompany(
    stage: Stage, submission: Submission, papers: tuple[tuple[str, int, dict[str, str]], ...]
) -> None:
    by = _keeper(stage)
    if submission.status == Status.ARCHIVED and number_of(submission) is None:
        number_report(submission, by=by, at=stage.present)
    for kind, step, typed in papers:
        if not Letter.objects.filter(submission=submission, kind=kind).exists():
            _write(stage, submission, kind, step, typed, by)


def _write(
    stage: Stage, submission: Submission, kind: str, step: int, typed: dict[str, str], by: User
) -> None:
    day = stage.present.astimezone(stage.calendar.zone).date()
    version = submission.run.publication.version_id
    case = Case(
        submission, stage.definition, performer_for(by, version, day), holders_today(version, day),
        tuple(step_runs_of(submission.run)), stage.calendar, stage.present,
    )  # fmt: skip
    hold = insist(submission.run, stage.definition, case.performer)
    content = prefill(Ground(case, hold, stage.definition.steps[step]), kind)
    if not content.get("event_date", "x"):
        content["event_date"] = day.isoformat()
    if kind == LetterKind.INVITATION:  # nobody is invited after the meeting
        content["date"] = submission.run.opened_at.astimezone(stage.calendar.zone).date().isoformat()
    issue(
        make(submission, kind, content | typed, step=step, by=by, at=stage.present), by=by, at=stage.present
    )


def _keeper(stage: Stage) -> User:
    """Whoever opens the files of the office."""
    day = stage.present.astimezone(stage.calendar.zone).date()
    return stage.staff.who(stage.definition.steps[stage.definition.starts[0]], None, day)
