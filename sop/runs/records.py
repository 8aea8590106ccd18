"""What must be written down when a step is done: attendance, a receipt, a number, a distribution list."""

from collections.abc import Mapping
from typing import Any

from sop.procedures.definition import Move, StepDef
from sop.runs.errors import Owed

# field → how the sentence of refusal calls it
FIELDS: dict[str, dict[str, str]] = {
    "handover": {
        "application": "nama aplikasi",
        "date": "tanggal input",
        "officer": "petugas yang menginput",
        "receipt": "nomor atau keterangan tanda terima",
    },
    "numbering": {"number": "nomor surat", "date": "tanggal surat"},
    "distribution": {"recipients": "penerima salinan", "date": "tanggal pengiriman"},
    "meeting": {"date": "tanggal rapat", "attendees": "daftar hadir"},
}


def record_kinds(step: StepDef) -> list[str]:
    """Which records this step owes, in the order of its form."""
    return [kind for kind in ("meeting" if step.is_meeting else "", step.record) if kind]


def check_record(step: StepDef, move: Move, record: Mapping[str, Any]) -> None:
    """Refuse to finish the step while a field of its record is empty; a return owes none."""
    if move.is_return:
        return
    missing = [
        name for kind in record_kinds(step) for field, name in FIELDS[kind].items() if not record.get(field)
    ]
    if missing:
        raise Owed(f"Isi {', '.join(missing)} sebelum menyelesaikan langkah ini.")
