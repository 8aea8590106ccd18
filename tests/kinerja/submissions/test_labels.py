"""Labels and wording, from hand-written definitions and positions; no database."""

import dataclasses
import datetime as dt

import pytest

from kinerja.submissions import labels, wording
from kinerja.submissions.models import Submission
from sop.durations.calendar import Calendar, Hours
from sop.durations.grammar import parse
from sop.procedures.definition import Definition
from sop.runs.models import Run, StepRun


def step(position, actor, **more):
    row = {
        "position": position, "number": f"{position}.", "activity": f"kegiatan {position}", "nature": "process",
        "table": 1, "starts": position == 1, "fills": False, "per_unit": False, "is_meeting": False, "record": "",
        "actors": [{"actor": actor, "role": "performs"}], "requirements": "", "time": "", "output": "", "note": "",
        "standard": parse("1 hari").to_json(),
    }  # fmt: skip
    return row | more


def flow(source, target, order=1, *effects, label="", is_return=False, drawn=True):
    return {
        "source": source, "target": target, "order": order, "label": label, "effects": list(effects),
        "is_return": is_return, "drawn": drawn,
    }  # fmt: skip


# order, fill per unit, recap, check (decision), paraf, second paraf, sign, archive
CHAIN = Definition.from_data(
    {
        "title": "SOP", "number": "1", "rhythm": "quarter",
        "actors": [{"order": n, "label": name} for n, name in enumerate(["Kadis", "Bidang", "Staf", "Sekretaris"], 1)],
        "steps": [
            step(1, 1), step(2, 2, fills=True, per_unit=True), step(3, 3), step(4, 4, nature="decision"),
            step(5, 3), step(6, 4), step(7, 1), step(8, 3),
        ],
        "flows": [
            flow(1, 2), flow(2, 3), flow(3, 4), flow(4, 5, 1, "verify", label="Ya"),
            flow(4, 2, 2, "revise", label="Tidak", is_return=True), flow(5, 6, 1, "paraf"), flow(6, 7, 1, "paraf"),
            flow(7, 8, 1, "sign"), flow(8, None, 1, "archive"),
        ],
    }
)  # fmt: skip


def at(*places, status="draft", returning=None):
    rows = [{"id": n, "step": s, "unit": u, "seq": 1, "waiting": False} for n, (s, u) in enumerate(places)]
    run = Run(marking=rows, units={"2": [10, 11, 12]}, returning=returning or {})
    return Submission.from_db("default", ["id", "status", "withdrawn_at"], [1, status, None]), run


def label(*places, **more):
    filled = more.pop("filled", None)
    submission, run = at(*places, **more)
    submission.run = run
    return labels.label_of(submission, CHAIN, filled=filled)


RETURNING = {"reason": "salah", "units": [10], "by": "Nama", "capacity": "Sekretaris Dinas"}


@pytest.mark.parametrize(
    ("places", "more", "key", "text", "subline"),
    [
        ([(1, None)], {}, "draft", "Draf", "Langkah 1 dari 8, belum dibuka untuk diisi"),
        ([(2, 10), (2, 11)], {}, "draft", "Draf", "1 dari 3 unit selesai mengisi"),
        ([(2, 10)], {"filled": (7, 12)}, "draft", "Draf", "7 dari 12 indikator terisi"),
        ([(2, 10)], {"returning": RETURNING}, "returned", "Dikembalikan", "oleh Sekretaris Dinas"),
        ([(3, None)], {}, "waiting", "Menunggu verifikasi", "Langkah 3 dari 8, di Staf"),
        ([(4, None)], {}, "waiting", "Menunggu verifikasi", "Langkah 4 dari 8, di Sekretaris"),
        ([(5, None)], {"status": "verified"}, "verified", "Terverifikasi", "Menunggu Staf: kegiatan 5"),
        ([(6, None)], {"status": "paraf"}, "paraf", "Diparaf (1/2)", "Menunggu Sekretaris: kegiatan 6"),
        ([(7, None)], {"status": "paraf"}, "paraf", "Diparaf (2/2)", "Menunggu Kadis: kegiatan 7"),
        ([(8, None)], {"status": "signed"}, "signed", "Ditandatangani", "Menunggu Staf: kegiatan 8"),
        ([], {"status": "archived"}, "archived", "Diarsipkan", "Semua langkah selesai"),
    ],
)
def test_the_label_follows_from_status_and_position(places, more, key, text, subline):
    found = label(*places, **more)
    assert (found.key, found.text, found.subline) == (key, text, subline)
    assert found.tint


def test_one_unit_still_filling_keeps_the_whole_file_a_draft():
    assert label((2, 10), (3, None)).key == "draft"


def test_every_label_has_its_tint_and_its_icon_in_the_sprite(settings):
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    for key in labels.TINTS:
        assert f'id="{key}"' in sprite
    assert set(labels.TEXTS) <= set(labels.TINTS)


OFFICE_HOURS = Calendar(
    tz="Asia/Jakarta",
    hours=tuple(Hours(day, None, None, ((dt.time(8), dt.time(16)),)) for day in range(5)),
)


@pytest.mark.parametrize(
    ("late_by", "text"),
    [
        (dt.timedelta(hours=3), "Terlambat 3 jam"),
        (dt.timedelta(days=1), "Terlambat 1 hari kerja"),
        (dt.timedelta(days=5), "Terlambat 3 hari kerja"),
    ],
)
def test_lateness_is_counted_in_the_working_time_of_the_office(late_by, text):
    thursday = dt.datetime(2026, 10, 1, 3, tzinfo=dt.UTC)
    tag = labels.late_tag(thursday, at=thursday + late_by, calendar=OFFICE_HOURS)
    assert tag is not None
    assert (tag.key, tag.text) == ("overdue", text)


def test_a_step_in_time_or_without_deadline_has_no_late_tag():
    now = dt.datetime(2026, 10, 1, 3, tzinfo=dt.UTC)
    assert labels.late_tag(None, at=now, calendar=OFFICE_HOURS) is None
    assert labels.late_tag(now, at=now, calendar=OFFICE_HOURS) is None


def buttons(place):
    return [wording.button_for(move, CHAIN) for move in CHAIN.moves(place)]


def test_buttons_are_named_after_what_the_act_does():
    assert buttons(1) == ["Selesai, teruskan ke Bidang"]
    assert buttons(3) == ["Selesai, teruskan ke Sekretaris"]
    assert buttons(4) == ["Ya, verifikasi dan teruskan", "Tidak, kembalikan ke Bidang untuk diperbaiki"]
    assert buttons(5) == ["Paraf", "Kembalikan ke Bidang untuk diperbaiki"]
    assert buttons(7) == ["Tanda tangani", "Kembalikan ke Bidang untuk diperbaiki"]
    assert buttons(8) == ["Arsipkan"]


def test_a_fill_step_before_the_verifier_is_sent_for_verification():
    data = {
        "title": "", "number": "", "rhythm": "", "actors": [{"order": 1, "label": "A"}, {"order": 2, "label": ""}],
        "steps": [step(1, 1, fills=True), step(2, 2), step(3, 1), step(4, 1, nature="decision")],
        "flows": [
            flow(1, 2), flow(2, 3, 1, "verify"), flow(3, 4, 1, "sign", "archive"),
            flow(4, None, 1, label="Benar"), flow(4, 1, 2, label="Salah", is_return=True),
        ],
    }  # fmt: skip
    short = Definition.from_data(data)
    names = {place: [wording.button_for(move, short) for move in short.moves(place)] for place in short.steps}
    assert names[1] == ["Kirim untuk verifikasi"]
    assert names[2][0] == "Verifikasi dan teruskan"
    assert names[3][0] == "Tanda tangani dan arsipkan"
    assert names[4] == ["Benar", "Salah"]


@pytest.mark.parametrize(
    ("place", "screen", "kind"),
    [
        (1, "case", "Langkah lain"), (2, "entry", "Isi"), (4, "verify", "Verifikasi"), (5, "sign", "Paraf"),
        (7, "sign", "Tanda tangani"), (8, "file", "Arsipkan"),
    ],
)  # fmt: skip
def test_the_open_step_decides_the_screen_and_the_chip(place, screen, kind):
    assert wording.screen_for(CHAIN.steps[place], CHAIN) == screen
    assert wording.kind_of_task(CHAIN.steps[place], CHAIN) == kind
    assert kind in wording.KINDS


def test_the_straight_way_is_primary_and_never_a_return():
    assert wording.straight_move(CHAIN.steps[4], CHAIN).label == "Ya"


def test_a_filling_step_without_unit_is_done_from_the_page_of_the_file(monkeypatch):
    monkeypatch.setattr(wording, "reverse", lambda name, args: (name, args))
    submission, _ = at()
    fill, check = CHAIN.steps[2], CHAIN.steps[4]
    assert wording.task_url(submission, StepRun(id=5, unit_id=10), fill, CHAIN) == (
        "submissions:entry",
        [1, 10],
    )
    assert wording.task_url(submission, StepRun(id=5), fill, CHAIN) == ("submissions:detail", [1])
    assert wording.task_url(submission, StepRun(id=5), check, CHAIN) == ("submissions:verify", [1, 5])


def test_a_time_without_unit_is_told_with_the_unit_of_its_column():
    bare = dataclasses.replace(CHAIN.steps[3], time="15", standard=parse("15", "minute"))
    assert wording.printed_time(bare) == "15 menit"
    assert (
        wording.printed_time(dataclasses.replace(bare, time="1 hari", standard=parse("1 hari"))) == "1 hari"
    )
