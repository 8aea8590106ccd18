"""Adding, describing, removing and restoring: who may, when, what the ledger tells, and what is signed."""

import datetime as dt
import json

import pytest

from kinerja.periods.models import Period
from kinerja.submissions.actions import act
from kinerja.submissions.audit.proof import findings
from kinerja.submissions.entry.filling import RowInput, judge, record_figures
from kinerja.submissions.errors import EvidenceOwed, NotFilling, NotJudged
from kinerja.submissions.evidence import actions
from kinerja.submissions.evidence.flags import evidence_flags
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.evidence.proof import FilesTold
from kinerja.submissions.evidence.receiving import arrive
from kinerja.submissions.evidence.refusals import AlreadyThere, EvidenceDamaged, RemovedMeanwhile
from kinerja.submissions.evidence.storage import content_of, sweep
from kinerja.submissions.figures import Judgement
from kinerja.submissions.models import Submission
from sop.ledger.models import Event
from sop.runs.engine import Request
from sop.runs.errors import NotYourStep
from tests.engine.walking import agree, forward, take
from tests.kinerja.submissions.evidence.makers import pdf
from tests.kinerja.submissions.sheets import sheet

pytestmark = pytest.mark.django_db
DAY = 24 * 60 * 60


def told(submission):
    texts = Event.objects.filter(run=submission.run_id, kind="evidence").order_by("seq")
    return [json.loads(text) for text in texts.values_list("text", flat=True)]


def send_back(scene):
    """The verifier agrees with all but nothing is verified: the first unit gets its sheet again."""
    scene.at(2)
    verifier = scene.world.people[2]
    agree(scene.submission, verifier)
    place = scene.fresh().run.places()[0]
    wanted = Request(place["id"], "2.2", place["seq"], reason="Lampirkan bukti", units=(scene.unit,))
    scene.submission = act(scene.submission, wanted, by=verifier).submission


def verify(scene):
    place = scene.fresh().run.places()[0]
    wanted = Request(place["id"], "2.1", place["seq"])
    return act(scene.submission, wanted, by=scene.world.people[2]).submission


def test_each_change_is_an_event_with_the_name_and_hash_of_the_file(scene):
    file = scene.attach("rekap.pdf")
    actions.describe(file, caption="Rekap bulanan", dated=dt.date(2026, 9, 30), by=scene.clerk)
    actions.remove(file, by=scene.clerk)
    actions.restore(file, by=scene.clerk)
    events = told(scene.submission)
    assert [event["what"] for event in events] == ["add", "describe", "remove", "restore"]
    assert {event["files"][0]["sha256"] for event in events} == {file.sha256}
    assert {event["figure"] for event in events} == {scene.row().pk}
    assert events[1]["files"][0]["old"] == {"caption": "", "dated": None}
    assert events[1]["files"][0]["new"] == {"caption": "Rekap bulanan", "dated": "2026-09-30"}
    assert events[0]["by"]["name"] == scene.clerk.name
    assert list(findings()) == []


def test_whoever_shows_where_a_figure_comes_from_will_not_verify_it(scene):
    file = scene.attach()
    deeds = (
        lambda: scene.attach("lain.pdf"),
        lambda: actions.describe(file, caption="Rekap", dated=None, by=scene.clerk),
        lambda: actions.remove(file, by=scene.clerk),
        lambda: actions.restore(file, by=scene.clerk),
    )
    for deed in deeds:
        Submission.objects.update(entrants=[])
        file.figure.submission = scene.submission = scene.fresh()
        deed()
        assert scene.fresh().entrants == [scene.clerk.pk]


def test_a_removed_file_is_not_described(scene):
    file = scene.attach()
    actions.remove(file, by=scene.clerk)
    with pytest.raises(RemovedMeanwhile, match="Pulihkan dahulu"):
        actions.describe(file, caption="Rekap", dated=None, by=scene.clerk)
    assert list(findings()) == []


def test_a_description_moves_no_file():
    told, file = FilesTold(), {"evidence": 1, "name": "a", "sha256": "b", "size": 2}
    for what, gone in [("add", False), ("remove", True), ("describe", True), ("restore", False)]:
        told.hear({"figure": 3, "what": what, "files": [file]})
        assert told.files[1]["removed"] is gone


def test_repeating_an_act_changes_nothing(scene):
    file = scene.attach("rekap.pdf")
    again = actions.attach(
        scene.submission, scene.row().pk, [arrive("lagi.pdf", pdf(text="rekap.pdf"))], by=scene.clerk
    )
    assert (again.added, len(again.there)) == ([], 1)
    assert actions.remove(file, by=scene.clerk)
    assert not actions.remove(file, by=scene.clerk)
    assert actions.restore(file, by=scene.clerk)
    assert not actions.restore(file, by=scene.clerk)
    assert not actions.describe(file, caption="", dated=None, by=scene.clerk)
    assert len(told(scene.submission)) == 3


def test_the_same_bytes_on_two_rows_are_stored_once(scene, settings):
    first, second = scene.attach(content=pdf()), scene.attach("lain.pdf", content=pdf(), row=scene.row(1))
    assert (first.sha256, first.path) == (second.sha256, second.path)
    assert len(list(settings.MEDIA_ROOT.rglob("*.pdf"))) == 1
    actions.remove(first, by=scene.clerk)
    assert content_of(second) == pdf()


def test_a_removal_is_not_taken_back_over_the_same_bytes(scene):
    file = scene.attach("satu.pdf", content=pdf())
    actions.remove(file, by=scene.clerk)
    scene.attach("dua.pdf", content=pdf())
    with pytest.raises(AlreadyThere, match="‘dua"):
        actions.restore(file, by=scene.clerk)


def test_a_row_takes_twenty_files(scene):
    arrivals = [arrive(f"{n}.pdf", pdf(text=str(n))) for n in range(22)]
    done = actions.attach(scene.submission, scene.row().pk, arrivals, by=scene.clerk)
    assert [len(done.added), [file.name for file in done.surplus]] == [20, ["20.pdf", "21.pdf"]]


def every_act(scene, file, by):
    yield lambda: actions.attach(scene.submission, scene.row().pk, [], by=by)
    yield lambda: actions.describe(file, caption="x", dated=None, by=by)
    yield lambda: actions.remove(file, by=by)
    yield lambda: actions.restore(file, by=by)


@pytest.mark.parametrize("step", [2, 3, 4, 5])
def test_nothing_changes_once_the_sheet_is_handed_on(scene, step):
    file = scene.attach()
    scene.at(step)
    before = Event.objects.count()
    for deed in every_act(scene, file, scene.clerk):
        with pytest.raises(NotFilling):
            deed()
    assert Event.objects.count() == before


def test_only_the_holder_of_the_units_own_step_may_change_it(scene):
    file = scene.attach()
    others = [scene.world.people[2], scene.world.stranger, scene.world.clerks[scene.world.units[1].pk]]
    for by in others:
        for deed in every_act(scene, file, by):
            with pytest.raises(NotYourStep):
                deed()


def test_files_do_not_collide_with_somebody_who_types(scene):
    seen = scene.row()
    scene.attach()
    typed = RowInput(seen.pk, seen.version, {"explanation": "Sesuai rekap"})
    assert record_figures(scene.submission, [typed], unit=scene.unit, by=scene.clerk)


def test_what_is_signed_names_the_files_it_rests_on(scene):
    kept, gone = scene.attach("rekap.pdf"), scene.attach("lama.pdf")
    actions.describe(kept, caption="Rekap", dated=dt.date(2026, 9, 30), by=scene.clerk)
    actions.remove(gone, by=scene.clerk)
    scene.at(3)
    rows = json.loads(scene.fresh().snapshot)["rows"]
    frozen = {"name": "rekap.pdf", "sha256": kept.sha256, "caption": "Rekap", "dated": "2026-09-30"}
    assert [row["evidence"] for row in rows if row["evidence"]] == [[frozen]]
    assert len(rows) == 4


@pytest.mark.parametrize("change", ["add", "describe", "remove"])
def test_a_judgement_ends_when_the_files_it_rested_on_change(scene, change):
    file = scene.attach()
    send_back(scene)
    if change == "add":
        scene.attach("tambahan.pdf")
    elif change == "remove":
        actions.remove(file, by=scene.clerk)
    else:
        actions.describe(file, caption="Lain", dated=None, by=scene.clerk)
    place = scene.fresh().run.places()[0]
    take(scene.world, scene.fresh(), place, forward(scene.fresh(), place))
    with pytest.raises(NotJudged, match="1 baris belum dinilai"):
        verify(scene)
    judge(scene.submission, {scene.row().pk: (True, "")}, by=scene.world.people[2])
    assert verify(scene).status == "verified"
    assert Judgement.objects.filter(figure=scene.row()).count() == 2


def test_a_file_answers_the_remark_on_its_row(scene):
    scene.at(2)
    verifier = scene.world.people[2]
    agree(scene.submission, verifier)
    judge(scene.submission, {scene.row().pk: (False, "Lampirkan rekap")}, by=verifier)
    place = scene.fresh().run.places()[0]
    act(
        scene.submission,
        Request(place["id"], "2.2", place["seq"], reason="x", units=(scene.unit,)),
        by=verifier,
    )
    assert sheet(scene.submission, scene.unit)[0].returned
    scene.attach()
    assert not sheet(scene.submission, scene.unit)[0].returned


def demand(scene, **changes):
    row = scene.row()
    row.definition = row.definition | {"evidence_required": True}
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def hand_on(scene):
    place = next(row for row in scene.fresh().run.places() if row["unit"] == scene.unit)
    return act(scene.submission, Request(place["id"], "1.1", place["seq"]), by=scene.clerk)


def test_a_row_that_demands_evidence_is_not_handed_on_without(scene):
    demand(scene)
    file = scene.attach()
    actions.remove(file, by=scene.clerk)
    with pytest.raises(EvidenceOwed, match="Unggah sedikitnya satu bukti dukung untuk ‘Indikator 1’"):
        hand_on(scene)
    actions.restore(file, by=scene.clerk)
    assert hand_on(scene)


def test_a_row_without_data_has_nothing_to_show(scene):
    demand(scene, value=None, no_data=True, no_data_reason="Survei belum selesai")
    assert hand_on(scene)


def test_the_ledger_names_a_file_that_was_changed_behind_its_back(scene, settings):
    file = scene.attach()
    path = settings.MEDIA_ROOT / file.path
    path.write_bytes(b"lain")
    assert "hilang atau berubah" in next(findings()).sentence
    with pytest.raises(EvidenceDamaged):
        content_of(file)
    Evidence.objects.filter(pk=file.pk).update(name="lain.pdf")
    assert "tidak sama dengan riwayatnya" in next(findings()).sentence


def test_only_old_files_that_no_row_names_are_swept(scene, settings):
    file = scene.attach()
    arrive("yatim.pdf", pdf(text="yatim"))
    (settings.MEDIA_ROOT / "evidence" / "ab").mkdir(exist_ok=True)
    (settings.MEDIA_ROOT / "evidence" / "ab" / "x.part").write_bytes(b"setengah")
    now = (settings.MEDIA_ROOT / file.path).stat().st_mtime
    assert sweep(now=now + DAY - 60) == []
    assert len(sweep(now=now + DAY + 60)) == 2
    assert content_of(file)
    assert sweep(now=now + DAY + 60) == []


@pytest.mark.parametrize(
    ("dated", "sentence"),
    [
        (None, ""),
        (dt.date(2026, 7, 1), ""),
        (dt.date(2026, 10, 20), ""),
        (dt.date(2026, 6, 30), "Bukti dukung ‘rekap.pdf’ bertanggal 30 Juni 2026, sebelum TW III 2026."),
        (
            dt.date(2027, 1, 5),
            "Bukti dukung ‘rekap.pdf’ bertanggal 5 Januari 2027, lama sesudah TW III 2026.",
        ),
    ],
)
def test_a_document_of_another_time_is_flagged(dated, sentence):
    flags = evidence_flags(
        [Evidence(name="rekap.pdf", dated=dated)], Period(kind="quarter", year=2026, number=3)
    )
    assert [flag.sentence for flag in flags] == ([sentence] if sentence else [])
