"""Proof that the papers are those of the history: issued under the same number with the same bytes, cancelled where it says so."""

import json
from collections.abc import Iterator
from typing import Any

from kinerja.letters.models import Letter, RegisterEntry, State, Use
from kinerja.letters.storage import LetterDamaged, LetterDestroyed, content_of
from sop.ledger.models import Event


def faults() -> Iterator[tuple[int, str]]:
    """Run and sentence for each paper that is not what its history tells."""
    told: dict[int, dict[str, Any]] = {}
    for event in Event.objects.filter(kind="letter").order_by("run", "seq").iterator(chunk_size=500):
        data = json.loads(event.text)
        if "letter" in data:
            told[data["letter"]] = data
    letters = Letter.objects.exclude(sha256="").select_related("submission")
    for letter in letters.defer("submission__snapshot").order_by("pk").iterator(chunk_size=200):
        if sentence := _fault(letter, told.get(letter.pk)):
            yield letter.submission.run_id, f"{letter}: {sentence}"


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
