"""The tick, its anchors outside the database, and the sign of life of the worker."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from kinerja.common import heartbeat
from kinerja.submissions.audit.anchors import drop_anchor, lost_since
from sop.ledger.models import Event
from sop.runs.models import Run
from tests.engine.graphs import build, straight
from tests.guards import lifted
from tests.kinerja.insights.worlds import queries

pytestmark = pytest.mark.django_db
DAY = dt.datetime(2026, 11, 26, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, work):
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    return tmp_path / "anchors"


def test_a_tick_does_everything_and_a_second_one_changes_nothing(folder, capsys):
    build(straight()).begin()
    for _ in range(2):
        call_command("tick")
    assert capsys.readouterr().out.count("reap: 0 pekerjaan") == 2
    assert len(list(folder.iterdir())) == 1


def test_a_duty_that_fails_is_told_and_keeps_no_other_from_being_done(monkeypatch, folder, capsys):
    duties = [("bocor", "tests.kinerja.jobs.tasks.burst"), ("tiada", "tests.tiada.tiada")]
    monkeypatch.setattr(
        "kinerja.management.commands.tick.DUTIES",
        [*duties, ("anchor", "kinerja.submissions.audit.anchors.drop_anchor")],
    )
    with pytest.raises(CommandError, match="bocor, tiada"):
        call_command("tick")
    assert len(list(folder.iterdir())) == 1
    assert "bocor: gagal: OSError" in capsys.readouterr().out


def test_an_anchor_holds_every_head_and_the_file_before_it(folder):
    run = build(straight()).begin().run
    build(straight()).begin()
    assert drop_anchor(DAY) == "2026-11-26.txt"
    first = (folder / "2026-11-26.txt").read_text().splitlines()
    assert first[:3] == ["kinerja-anchor 1", "date 2026-11-26", "previous -"]
    assert first[3] == f"{run.pk} {run.seq} {run.head}"
    assert drop_anchor(DAY) == ""
    drop_anchor(DAY + dt.timedelta(days=1))
    with queries() as asked:
        assert list(lost_since(folder / "2026-11-27.txt")) == []
    assert len(asked) == 1
    (folder / "2026-11-26.txt").chmod(0o640)
    (folder / "2026-11-26.txt").write_text("\n".join(first[:4]) + "\n")
    [lost] = lost_since(folder / "2026-11-27.txt")
    assert "2026-11-26.txt berubah" in lost.sentence


def test_a_history_rewritten_from_end_to_end_is_seen_by_its_anchor(folder, capsys):
    run, other = build(straight()).begin().run, build(straight()).begin().run
    drop_anchor(DAY)
    anchor = folder / "2026-11-26.txt"
    call_command("verify_ledger", anchor=anchor)
    with lifted():
        Event.objects.filter(run=run).update(hash="0" * 64)
        Run.objects.filter(pk=run.pk).update(head="0" * 64)
        Event.objects.filter(run=other, seq=other.seq).delete()
        found = [(lost.run_id, lost.seq) for lost in lost_since(anchor)]
        with pytest.raises(CommandError, match="2 tidak sama dengan jangkar"):
            call_command("verify_ledger", anchor=anchor)
    assert found == [(run.pk, run.seq), (other.pk, other.seq)]
    assert "berbeda dari yang tercatat pada jangkar" in capsys.readouterr().err
    anchor.chmod(0o640)
    anchor.write_text("bukan jangkar")
    with pytest.raises(CommandError, match="Jangkar tidak dapat dibaca"):
        call_command("verify_ledger", anchor=anchor)


def test_the_health_page_says_whether_a_worker_was_seen_and_stays_healthy(client):
    cache.delete(heartbeat.KEY)
    answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()["worker"][:13]) == (200, "mesin pekerja")
    heartbeat.forget()
    heartbeat.beat()
    assert client.get("/sehat/").json()["worker"] == "ok"
