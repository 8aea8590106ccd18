"""Taking back what was sent, as long as nobody ahead has opened it. A return that no sheet draws."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sop.procedures.definition import WITHDRAW_KEY, Definition, StepDef
from sop.procedures.queries import definition_of
from sop.runs.engine import Advance, Request, holders
from sop.runs.errors import AlreadyMoved, NotYourStep
from sop.runs.models import Outcome, Run, StepRun, StepRunAssignment
from sop.runs.performers import ASSIGNED, Duty, Performer

REASON = "Ditarik kembali oleh pengirim"
_DEALT_WITH = (Outcome.DONE, Outcome.RETURNED)


def withdrawal(run: Run, request: Request, *, by: Performer) -> Advance:
    """The part named by `request.step_run` (a closed step of filling) taken back, if this person may and it is not late.

    On a locked run, inside its transaction: the steps ahead are locked too, so that nobody opens them meanwhile.
    Raises NotYourStep for whoever does not answer for the part, AlreadyMoved where it was opened or dealt with.
    """
    definition = definition_of(run.publication)
    sent, place = _sent_place(run, definition, request.step_run)
    step = definition.steps[place["step"]]
    duty = by.duty_for(step, place["unit"]) or assigned_duty(sent, step, by)
    if duty is None:
        raise NotYourStep(step.number or str(step.position), holders(definition, step))
    ahead = StepRun.objects.select_for_update(no_key=True)
    if hindrance := _hindrance(run, definition, place, ahead):
        raise AlreadyMoved(hindrance)
    units = (place["unit"],) if place["unit"] else ()
    reason = request.reason.strip() or REASON
    return Advance(definition, place, step, definition.withdrawal(step.position), duty, reason, units, sent)


def assigned_duty(sent: StepRun, step: StepDef, by: Performer) -> Duty | None:
    """The duty of one to whom this part was assigned until it was sent. One query."""
    found = StepRunAssignment.objects.filter(step_run=sent.pk, user=by.user_id, ended_at=None).first()
    return Duty(next(iter(step.actors), 0), sent.unit_id, found.capacity, ASSIGNED) if found else None


def may_take_back(by: Performer, step: StepDef, sent: StepRun) -> bool:
    """Whether this person answers for the part. One query where he is not of its column."""
    return bool(by.duty_for(step, sent.unit_id) or assigned_duty(sent, step, by))


def is_withdrawal(request: Request) -> bool:
    return request.move == WITHDRAW_KEY


def why_not(run: Run, step_run: int) -> str:
    """Why this part cannot be taken back now; "" where it can. Two queries."""
    definition = definition_of(run.publication)
    try:
        _sent, place = _sent_place(run, definition, step_run)
    except AlreadyMoved as refusal:
        return refusal.sentence
    return _hindrance(run, definition, place, StepRun.objects.all())


def _sent_place(run: Run, definition: Definition, step_run: int) -> tuple[StepRun, dict[str, Any]]:
    """The part, and it as a place of the marking, with the moment it was sent; AlreadyMoved where there is nothing to take back."""
    newer = StepRun.objects.filter(
        Q(unit=OuterRef("unit")) | Q(unit=None), run=run, step=OuterRef("step"), pk__gt=OuterRef("pk")
    )
    parts = StepRun.objects.filter(run=run, pk=step_run, outcome=Outcome.DONE)
    sent: Any = parts.annotate(sent_again=Exists(newer)).first()
    positions = {pk: int(position) for position, pk in run.publication.step_ids.items()}
    position = positions.get(sent.step_id) if sent else None
    if sent is None or position is None or not definition.steps[position].fills:
        raise AlreadyMoved("Bagian ini belum dikirim, sehingga tidak ada yang perlu ditarik kembali.")
    if any(row["step"] == position and row["unit"] == sent.unit_id for row in run.places()):
        raise AlreadyMoved("Bagian ini sudah terbuka kembali untuk diisi. Buka lembar isiannya.")
    if sent.sent_again:
        raise AlreadyMoved("Bagian ini sudah dikirim ulang. Tarik kembali dari bukti kirim yang terbaru.")
    return sent, {"id": sent.pk, "step": position, "unit": sent.unit_id, "sent_at": sent.closed_at}


def _hindrance(run: Run, definition: Definition, place: dict[str, Any], ahead: QuerySet[StepRun]) -> str:
    """Somebody ahead has opened the part, or dealt with it since it was sent."""
    ids = [
        pk
        for position, pk in run.publication.step_ids.items()
        if definition.can_reach(place["step"], int(position))
    ]
    # Every open row is read (and locked), seen or not: a first look has to wait until the part is taken back.
    touched = ahead.filter(run=run, step__in=ids).filter(
        Q(closed_at=None) | Q(closed_at__gte=place["sent_at"], outcome__in=_DEALT_WITH)
    )
    late = next((row for row in touched.order_by("pk") if row.seen_at or row.closed_at), None)
    if late is None:
        return "" if run.marking else "Berkas ini sudah ditarik kembali seluruhnya."
    position = next(int(at) for at, pk in run.publication.step_ids.items() if pk == late.step_id)
    who = holders(definition, definition.steps[position])
    moment = (late.seen_at or late.closed_at or dt.datetime.now(dt.UTC)).astimezone(run.office.tz)
    return (
        f"Isian sudah dibuka {who} pada {moment:%d-%m-%Y} pukul {moment:%H.%M}, sehingga tidak dapat ditarik kembali. "
        "Minta berkas dikembalikan bila ada yang perlu diubah."
    )
