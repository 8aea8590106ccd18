"""The evaluation of last year's SOP in one office, finished in January; that of this year is left to whoever tries the demo."""

import datetime as dt

from kinerja.compliance.actions import begin, finish, save
from kinerja.compliance.evaluation_page import desk_of
from kinerja.compliance.models import Answer, Evaluation, Result
from kinerja.compliance.offers import facts_of
from kinerja.compliance.writers import require_evaluator
from sop.offices.models import User
from sop.procedures.models import Sop

OFFICE, EVALUATOR = "disdukcapil-musi-rawas", "musirawas.kasubag"
DONE = (1, 20, dt.time(10, 5))  # month, day, hour
LATE = {
    "note": "Penandatanganan dan pengisian di bidang beberapa kali melewati mutu baku; lihat angkanya.",
    "measure": "Jadwal pengisian disampaikan kepada bidang sebelum triwulan berakhir.",
}


def evaluate_last_year(today: dt.date) -> None:
    """Nothing where the January has not come yet, where it was done before, or where this office was not built."""
    month, day, hour = DONE
    sop = Sop.objects.select_related("office").get(office__code=OFFICE)
    at = dt.datetime.combine(dt.date(today.year, month, day), hour, tzinfo=sop.office.tz)
    year = today.year - 1
    user = User.objects.filter(username=EVALUATOR).first()
    if user is None or at.date() >= today or Evaluation.objects.filter(version__sop=sop, year=year).exists():
        return
    desk = desk_of(user, sop.pk, year, {}, at)
    by = require_evaluator(desk.scope.presence, sop.office)
    evaluation = begin(desk.version, year, by=by, at=at)
    given = {
        "result": Result.POOR,
        "revision_plan": "Tinjau waktu mutu baku langkah yang paling sering terlambat pada revisi berikutnya.",
        "remarks": "Angka diambil dari pelaksanaan langkah; pelaksana sudah dimintai pendapat pada rapat Januari.",
    }
    for answer in evaluation.answers.all():
        given |= _answered(answer)
    save(evaluation.pk, given, by=by, at=at)
    finish(evaluation.pk, facts_of(desk.page), by=by, at=at)


def _answered(answer: Answer) -> dict[str, str]:
    """Yes to all but whether the steps keep their time."""
    if answer.figure != "time" or answer.form != "F01":
        return {f"answer-{answer.pk}": "ya"}
    return {f"answer-{answer.pk}": "tidak"} | {f"{name}-{answer.pk}": words for name, words in LATE.items()}
