"""The yearly evaluation of an SOP: begun, answered, finished, corrected by a new one. Each act is one transaction."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from kinerja.common.typed import tidy
from kinerja.compliance.errors import EvaluationOwed, EvaluationState
from kinerja.compliance.models import Answer, Evaluation, Question, Result, numbered
from kinerja.compliance.writers import Evaluator
from sop.procedures.models import SopVersion

TEXTS = ("revision_plan", "remarks")
LONGEST = 5000
FINISHED = "Evaluasi ini sudah selesai dan tidak berubah lagi. Buat perbaikan bila ada yang perlu diubah."


@transaction.atomic
def begin(
    version: SopVersion, year: int, *, by: Evaluator, at: dt.datetime, carry: Evaluation | None = None
) -> Evaluation:
    """The evaluation of this year, begun with the questions as they are today; the one under way if there is one.

    From `carry`, that of a year before, remarks and measures of the same questions are copied, never an answer.
    """
    found = _latest(version, year)
    if found and found.finished_at is None:
        return found
    if found:
        raise EvaluationState(FINISHED)
    evaluation = Evaluation.objects.create(
        office=version.sop.office, version=version, year=year, begun_by=by.user, begun_at=at
    )
    said = {(old.form, old.text): (old.note, old.measure) for old in carry.answers.all()} if carry else {}
    answers = [
        Answer(
            evaluation=evaluation, form=one.form, aspect=one.aspect, order=one.order, text=one.text, figure=one.figure
        )
        for one in Question.objects.filter(used=True)
    ]  # fmt: skip
    for answer in answers:
        answer.note, answer.measure = said.get((answer.form, answer.text), ("", ""))
    Answer.objects.bulk_create(answers)
    return evaluation


@transaction.atomic
def save(pk: int, given: Mapping[str, Any], *, by: Evaluator, at: dt.datetime) -> None:
    """Keep what was answered, and by whom; fields that were not sent stay as they are. EvaluationState once it is finished."""
    evaluation = _unfinished(Evaluation.objects.select_for_update().get(pk=pk))
    for answer in evaluation.answers.all():
        if _answered(answer, given):
            answer.answered_by, answer.answered_as, answer.answered_at = by.user, by.called[:320], at
            answer.save()
    for name in TEXTS:
        setattr(evaluation, name, _text(given, name, getattr(evaluation, name)))
    if given.get("result", "-") in {"", *Result.values}:
        evaluation.result = given["result"]
    evaluation.save(update_fields=["result", *TEXTS])


@transaction.atomic
def finish(pk: int, facts: Mapping[str, Any], *, by: Evaluator, at: dt.datetime) -> Evaluation:
    """Close it for good, with the figures that were offered. EvaluationOwed where something is not answered."""
    evaluation = _unfinished(Evaluation.objects.select_for_update().get(pk=pk))
    if owed := owed_by(evaluation):
        raise EvaluationOwed(owed)
    evaluation.facts, evaluation.finished_at = dict(facts), at
    evaluation.finished_by, evaluation.finished_as = by.user, by.called[:320]
    evaluation.save(update_fields=["facts", "finished_at", "finished_by", "finished_as"])
    return evaluation


@transaction.atomic
def correct(pk: int, reason: str, *, by: Evaluator, at: dt.datetime) -> Evaluation:
    """A new evaluation in place of a finished one, its answers carried over; the old one stays readable."""
    old = Evaluation.objects.select_for_update(of=("self",)).select_related("version__sop__office").get(pk=pk)
    latest = _latest(old.version, old.year)
    if latest and latest.pk != old.pk and latest.finished_at is None:
        return latest
    if old.finished_at is None or (latest and latest.pk != old.pk):
        raise EvaluationState("Hanya evaluasi selesai yang terbaru dapat diperbaiki. Muat ulang halamannya.")
    if not tidy(reason):
        raise EvaluationOwed({"reason": "Isi alasan perbaikan evaluasi ini."})
    new = Evaluation.objects.create(
        office_id=old.office_id, version=old.version, year=old.year, number=old.number + 1, result=old.result,
        revision_plan=old.revision_plan, remarks=old.remarks, begun_by=by.user, begun_at=at, reason=tidy(reason),
    )  # fmt: skip
    copies = list(old.answers.all())
    for copy in copies:
        copy.pk, copy.evaluation = None, new
    Answer.objects.bulk_create(copies)
    return new


def owed_by(evaluation: Evaluation) -> dict[str, str]:
    """What must be done before it can be finished: the name of the field, and a sentence about it."""
    owed = {}
    for number, answer in numbered(evaluation.answers.all()):
        if not answer.answer:
            owed[f"answer-{answer.pk}"] = f"{answer.form} nomor {number}: jawab dengan Ya atau Tidak."
        elif answer.answer == "tidak" and not answer.note.strip():
            owed[f"note-{answer.pk}"] = f"{answer.form} nomor {number}: isi catatan, karena jawabannya Tidak."
    if not evaluation.result:
        owed["result"] = "Pilih hasil evaluasi: berjalan dengan baik, kurang baik, atau tidak berjalan."
    elif evaluation.result != Result.GOOD and not evaluation.revision_plan.strip():
        owed["revision_plan"] = "Isi rencana revisi, karena SOP tidak dinilai berjalan dengan baik."
    return owed


def _latest(version: SopVersion, year: int) -> Evaluation | None:
    """The newest of that year; the sheet is locked, so that two do not begin at once."""
    SopVersion.objects.select_for_update(no_key=True).get(pk=version.pk)
    return Evaluation.objects.filter(version=version, year=year).order_by("-number").first()


def _unfinished(evaluation: Evaluation) -> Evaluation:
    if evaluation.finished_at is not None:
        raise EvaluationState(FINISHED)
    return evaluation


def _answered(answer: Answer, given: Mapping[str, Any]) -> bool:
    """Take what was sent for this question; whether anything differs."""
    before = (answer.answer, tidy(answer.note), tidy(answer.measure))
    told = given.get(f"answer-{answer.pk}", answer.answer)
    answer.answer = told if told in {"ya", "tidak", ""} else answer.answer
    answer.note = _text(given, f"note-{answer.pk}", answer.note)
    answer.measure = _text(given, f"measure-{answer.pk}", answer.measure)
    return before != (answer.answer, answer.note, answer.measure)


def _text(given: Mapping[str, Any], name: str, otherwise: str) -> str:
    return tidy(str(given[name]))[:LONGEST] if name in given else otherwise
