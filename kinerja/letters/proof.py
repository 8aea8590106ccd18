"""Proof that the papers are those of the history: issued under the same number with the same bytes, cancelled where it says so."""

import json
from collections.abc import Iterator
from typing import Any

from kinerja.letters.kinds import NumberKind
from kinerja.letters.models import Letter, RegisterEntry, State, Use
from kinerja.letters.storage import LetterDamaged, LetterDestroyed, content_of
from sop.ledger.models import Event


def faults() -> Iterator[tuple[int, str]]:
    """Run and sentence for each paper that is not what its history tells."""
    told: dict[int, dict[str, Any]] = {}
    reports: dict[int, str] = {}
    for event in Event.objects.filter(kind="letter").order_by("run", "seq").iterator(chunk_size=500):
        data = json.loads(event.text)
        if "letter" in data:
            told[data["letter"]] = data
        else:
            reports[event.run_id] = data["number"] if data["what"] == "number" else ""
    yield from _report_faults({run: number for run, number in reports.items() if number})
    letters = Letter.objects.exclude(sha256="").select_related("submission")
    for letter in letters.defer("submission__snapshot").order_by("pk").iterator(chunk_size=200):
        if sentence := _fault(letter, told.get(letter.pk)):
            yield letter.submission.run_id, f"{letter}: {sentence}"


def _report_faults(told: dict[int, str]) -> Iterator[tuple[int, str]]:
    """The number of each signed report, as the register has it and as the history tells it. One query."""
    rows = RegisterEntry.objects.filter(kind=NumberKind.REPORT).exclude(use=Use.CANCELLED)
    held = dict(rows.values_list("submission__run", "text"))
    for run in sorted(held.keys() | told.keys()):
        if held.get(run) != told.get(run):
            yield run, "nomor laporan pada buku nomor tidak sama dengan riwayatnya"


def _fault(letter: Letter, told: dict[str, Any] | None) -> str:
    if told is None or (told["sha256"], told["number"]) != (letter.sha256, letter.number):
        return "naskah tidak sama dengan riwayatnya"
    if (told["what"] == "cancel") != (letter.state == State.CANCELLED):
        return "keadaan naskah tidak sama dengan riwayatnya"
    held = RegisterEntry.objects.filter(letter=letter).first()
    if held and (
        held.text != letter.number or (held.use == Use.CANCELLED) != (letter.state == State.CANCELLED)
    ):
        return "nomor naskah tidak sama dengan buku nomor"
    try:
        content_of(letter)
    except LetterDestroyed:
        return ""
    except LetterDamaged:
        return "berkas naskah hilang atau berubah"
    return ""
