"""What is said after an act, without a database."""

import datetime as dt

import pytest

from kinerja.submissions.actions import Acted
from kinerja.submissions.case.announcing import announcement
from kinerja.submissions.models import Submission
from sop.offices.models import Office
from sop.runs.actions import Moved
from sop.runs.models import Run, StepRun
from tests.kinerja.submissions.test_labels import CHAIN

DUE = dt.datetime(2026, 10, 6, 2, 10, tzinfo=dt.UTC)


def acted(places, opened, *, ended=False, repeated=False):
    rows = [{"id": pk, "step": step, "unit": unit, "seq": 1, "waiting": False} for pk, step, unit in places]
    run = Run(marking=rows, office=Office(zone="Asia/Makassar", unit_term="Seksi"))
    return Acted(Submission(run=run), None if repeated else Moved(opened, ended), repeated)


@pytest.mark.parametrize(
    ("step", "places", "opened", "ended", "sentence"),
    [
        (
            3, [(7, 4, None)], [StepRun(pk=7, due_at=DUE)], False,
            ("Langkah selesai dan tercatat. Selanjutnya: Sekretaris, langkah 4 (kegiatan 4), "
            "paling lambat 6 Oktober 2026 pukul 10.10 WITA."),
        ),
        (
            1, [(7, 3, None), (8, 5, None)], [StepRun(pk=7), StepRun(pk=8)], False,
            "Langkah selesai dan tercatat. Selanjutnya: Staf, langkah 3 (kegiatan 3); Staf, langkah 5 (kegiatan 5).",
        ),
        (2, [(7, 2, 11), (8, 2, 12)], [], False, "Langkah selesai dan tercatat. Bagian Anda selesai. Menunggu 2 seksi lain."),
        (3, [(7, 6, None)], [], False, "Langkah selesai dan tercatat. Menunggu langkah lain yang masih berjalan."),
        (8, [], [], True, "Dokumen diarsipkan. Semua langkah SOP selesai."),
        (4, [(7, 5, None)], [], False, "Data terverifikasi. Menunggu langkah lain yang masih berjalan."),
    ],
)  # fmt: skip
def test_it_says_what_happened_and_who_goes_on(step, places, opened, ended, sentence):
    assert announcement(acted(places, opened, ended=ended), CHAIN, CHAIN.moves(step)[0]) == sentence


def test_a_return_and_a_repeat_are_called_so():
    back = next(move for move in CHAIN.moves(4) if move.is_return)
    told = announcement(acted([(7, 2, 10), (8, 2, 11)], [StepRun(pk=7), StepRun(pk=8)]), CHAIN, back)
    assert told == "Berkas dikembalikan. Selanjutnya: Bidang, langkah 2 (kegiatan 2)."
    assert (
        announcement(acted([], [], repeated=True), CHAIN, back)
        == "Sudah tersimpan sebelumnya; tidak dicatat dua kali."
    )
