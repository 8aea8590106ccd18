"""What a new paper says before anybody has typed: officials of the day, the meeting as recorded, the report and its code."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kinerja.common.dates import format_date, zone_name
from kinerja.letters.fields import fields_of
from kinerja.letters.kinds import LetterKind, NumberKind, is_numbered
from kinerja.letters.models import Letter, RegisterEntry, State, Use
from kinerja.letters.numbering import scheme_of
from kinerja.periods.queries import full_name
from kinerja.signing.models import SignedDocument
from kinerja.submissions.case.turns import Case
from kinerja.submissions.holding import Hold
from kinerja.submissions.papers.report import sign_steps
from kinerja.submissions.queries import Holder
from sop.offices.models import Appointment
from sop.offices.nip import print_nip
from sop.procedures.definition import StepDef
from sop.runs.models import StepRun

Content = dict[str, str]
NOBODY = Holder(0, None, 0, "", "", "", "", definitive=True)


@dataclass(frozen=True)
class Ground:
    """The file, whoever makes the paper, and the step that yields it (None: added by hand)."""

    case: Case
    hold: Hold
    step: StepDef | None

    @property
    def day(self) -> dt.date:
        return self.case.at.astimezone(self.case.submission.run.office.tz).date()

    @property
    def period(self) -> str:
        return full_name(self.case.submission.period)

    @property
    def sop(self) -> str:
        number = f" Nomor {self.case.definition.number}" if self.case.definition.number else ""
        return f"SOP {self.case.definition.title}{number}"

    @property
    def writer(self) -> Holder:
        """Whoever makes the paper, in the capacity in which he does."""
        who = self.hold.performer
        return Holder(
            0, None, who.user_id, who.name, who.nip, who.rank, self.hold.duty.capacity, definitive=True
        )

    @cached_property
    def head(self) -> Holder:
        """Whoever signs the report today; the Plh. before the absent holder."""
        steps = sign_steps(self.case.definition)
        found = self.case.holders.of(steps[0]) if steps else []
        return min(found, key=lambda holder: holder.definitive, default=NOBODY)

    @property
    def onward(self) -> list[str]:
        """The posts to whom the step hands the file on."""
        if self.step is None:
            return []
        moves = [move for move in self.case.definition.moves(self.step.position) if not move.is_return]
        targets = [target for target in (moves[0].targets if moves else ()) if target is not None]
        found = [
            holder
            for target in targets
            for holder in self.case.holders.of(self.case.definition.steps[target])
        ]
        return list(
            dict.fromkeys(
                holder.capacity for holder in found if holder.user_id != self.hold.performer.user_id
            )
        )

    @cached_property
    def meeting(self) -> StepDef | None:
        """The meeting that the paper is about: this step, the next one, or the last."""
        steps = [step for _, step in sorted(self.case.definition.steps.items()) if step.is_meeting]
        here = self.step.position if self.step else 0
        return next((step for step in steps if step.position >= here), steps[-1] if steps else None)

    @cached_property
    def held(self) -> StepRun | None:
        """The meeting as it was recorded last."""
        done = [
            row for row in self.case.step_runs
            if row.record.get("attendees") and self.meeting and self.case.step_of(row) == self.meeting
        ]  # fmt: skip
        return done[-1] if done else None

    @cached_property
    def meeting_day(self) -> str:
        return str(self.held.record.get("date", "")) if self.held else ""

    @cached_property
    def announced(self) -> Content:
        """When and where, as the newest invitation of this file says; {} where none was issued. One query."""
        papers = Letter.objects.filter(
            submission=self.case.submission, kind=LetterKind.INVITATION, state=State.ISSUED
        )
        last = papers.order_by("pk").last()
        said = last.content if last else {}
        return {name: said[name] for name in ("event_date", "event_time", "event_place") if said.get(name)}

    @property
    def invited(self) -> list[Holder]:
        """Everyone whose column does the meeting or attends it."""
        step = self.meeting
        wanted = (*step.actors, *step.attendees) if step else ()
        rows = [row for row in self.case.holders.rows if row.actor in wanted]
        return sorted(
            {row.user_id: row for row in reversed(rows)}.values(), key=lambda row: (row.actor, row.capacity)
        )

    @cached_property
    def people(self) -> str:
        """The attendance as recorded, else those who are invited; with NIP and post of that day. One query at most."""
        if self.held is None:
            return "\n".join(_person(row.name, row.nip, row.capacity) for row in self.invited)
        day = dt.date.fromisoformat(self.meeting_day) if self.meeting_day else self.day
        posts = Appointment.objects.on(day).filter(position__office=self.case.submission.office_id)
        known = {
            post.user.name: post for post in posts.select_related("user", "position").order_by("-kind", "-pk")
        }
        names = [name.strip() for name in str(self.held.record["attendees"]).split("\n") if name.strip()]
        return "\n".join(
            _person(name, known[name].user.nip, known[name].capacity) if name in known else name
            for name in names
        )

    @cached_property
    def report(self) -> str:
        """The report as one calls it: its number in the register and the code of the signed paper. Two queries."""
        numbers = RegisterEntry.objects.filter(submission=self.case.submission, kind=NumberKind.REPORT)
        number = numbers.exclude(use=Use.CANCELLED).values_list("text", flat=True).first()
        code = (
            SignedDocument.objects.filter(submission=self.case.submission)
            .values_list("code", flat=True)
            .first()
        )
        told = [f"Nomor {number}" if number else "", f"kode periksa {code}" if code else ""]
        return ", ".join(["Laporan Pengukuran Kinerja " + self.period, *filter(None, told)])


def prefill(ground: Ground, kind: str) -> Content:
    """The content of a new paper; every field of its kind is there, if only as ""."""
    content = dict.fromkeys((field.name for field in fields_of(kind)), "")
    content |= {"date": ground.day.isoformat(), "nature": "Biasa", "spare": "5"}
    if is_numbered(kind):
        content["classification"] = scheme_of(ground.case.submission.office_id, kind).classification
    content |= _MAKERS[LetterKind(kind)](ground)
    return {field.name: content[field.name] for field in fields_of(kind)}


def _person(name: str, nip: str, capacity: str) -> str:
    return f"{name} | {print_nip(nip)} | {capacity}"


def _signed(holder: Holder) -> Content:
    return {
        "signer_post": holder.capacity, "signer_name": holder.name, "signer_nip": print_nip(holder.nip),
        "signer_rank": holder.rank,
    }  # fmt: skip


def _second(holder: Holder, role: str) -> Content:
    return {
        "second_role": role, "second_post": holder.capacity, "second_name": holder.name,
        "second_nip": print_nip(holder.nip),
    }  # fmt: skip


def _event(ground: Ground) -> Content:
    """Day and place of the meeting; its name where the paper has one."""
    zone = zone_name(ground.case.zone, ground.case.at)
    return {
        "meeting": f"Rapat pembahasan pengukuran kinerja {ground.period}", "event_date": ground.meeting_day,
        "event_time": f"09.00 {zone} – selesai", "event_place": f"Ruang rapat {ground.case.submission.run.office.name}",
    }  # fmt: skip


def _meeting(ground: Ground) -> Content:
    """The same as people were invited to it; the day on which it was held counts, where that is recorded."""
    event = _event(ground) | ground.announced
    return event | {"event_date": ground.meeting_day or event["event_date"]}


def _memo(ground: Ground) -> Content:
    activity = ground.step.activity.rstrip(".") if ground.step else "pengukuran kinerja"
    return {
        "to": "\n".join(ground.onward) or ground.head.capacity, "sender": ground.writer.capacity, "enclosures": "–",
        "subject": f"Pengukuran kinerja {ground.period}",
        "body": (
            f"Berdasarkan {ground.sop}, bersama ini disampaikan hal berikut untuk {ground.period}:\n\n{activity}.\n\n"
            "Demikian disampaikan untuk dilaksanakan sebagaimana mestinya."
        ),
        **_signed(ground.writer),
    }  # fmt: skip


def _invitation(ground: Ground) -> Content:
    invited = dict.fromkeys(row.capacity for row in ground.invited)
    return {
        **_event(ground), "to": "\n".join(invited), "enclosures": "–",
        "subject": "Undangan rapat pembahasan pengukuran kinerja",
        "body": f"Dalam rangka pelaksanaan {ground.sop} untuk {ground.period}, Saudara diundang hadir pada:",
        "agenda": f"Pembahasan data dan informasi pengukuran kinerja {ground.period}",
        "closing": "Demikian, atas perhatian dan kehadiran Saudara diucapkan terima kasih.", **_signed(ground.head),
    }  # fmt: skip


def _attendance(ground: Ground) -> Content:
    return {**_meeting(ground), "people": ground.people, **_signed(ground.head)}


def _disposition(ground: Ground) -> Content:
    return {
        "subject": f"Pengukuran kinerja {ground.period}", "forward": "\n".join(ground.onward),
        "body": f"Laksanakan sesuai {ground.sop}.", **_signed(ground.writer),
    }  # fmt: skip


def _cover(ground: Ground) -> Content:
    sent = [row.record["recipients"] for row in ground.case.step_runs if row.record.get("recipients")]
    note = "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya."
    items = f"{ground.report} | 1 (satu) berkas | {note}"
    return {"to": str(sent[-1]) if sent else "", "items": items, **_signed(ground.head)}


def _minutes(ground: Ground) -> Content:
    return {
        **_meeting(ground), "chair": ground.head.capacity, "people": ground.people, **_signed(ground.head),
        **_second(ground.writer, "Notulis"),
    }  # fmt: skip


def _record(ground: Ground) -> Content:
    return {
        "subject": f"Pengukuran kinerja {ground.period}",
        "body": (
            f"Pada hari ini, {format_date(ground.day)}, bertempat di {ground.case.submission.run.office.city}, "
            f"telah dilaksanakan kegiatan menurut {ground.sop} untuk {ground.period}."
        ),
        "closing": "Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
        **_signed(ground.head), **_second(ground.writer, "Yang membuat"),
    }  # fmt: skip


_MAKERS: dict[LetterKind, Callable[[Ground], Content]] = {
    LetterKind.MEMO: _memo,
    LetterKind.INVITATION: _invitation,
    LetterKind.ATTENDANCE: _attendance,
    LetterKind.DISPOSITION: _disposition,
    LetterKind.COVER: _cover,
    LetterKind.MINUTES: _minutes,
    LetterKind.RECORD: _record,
}
