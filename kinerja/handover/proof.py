"""Proof that the receipts are those of the history: each as its event tells, none more and none less, with the same bytes."""

import json
from collections.abc import Iterator
from typing import Any

from kinerja.handover.errors import ReceiptDamaged
from kinerja.handover.keeping import content_of
from kinerja.handover.receipts import Receipt
from sop.ledger.models import Event


def faults() -> Iterator[tuple[int, str]]:
    """Run and sentence for each receipt that is not what its history tells."""
    told: dict[int, tuple[int, dict[str, Any]]] = {}
    for event in Event.objects.filter(kind="handover").order_by("run", "seq").iterator(chunk_size=500):
        data = json.loads(event.text)
        told[data["receipt"]] = (event.run_id, data)
    rows = Receipt.objects.select_related("submission__document").order_by("pk")
    for row in rows.defer("submission__snapshot", "submission__narrative").iterator(chunk_size=200):
        run, data = told.pop(row.pk, (0, {}))
        if sentence := _fault(row, run, data):
            yield row.submission.run_id, f"tanda terima {row}: {sentence}"
    for run, data in told.values():
        yield run, f"catatan tanda terima {data['application']} {data['number']}".strip() + " hilang"


def _fault(row: Receipt, run: int, data: dict[str, Any]) -> str:
    if not data:
        return "tidak ada dalam riwayat"
    recorded_as = f"{data['by']['name']}, {data['by']['capacity']}"
    same = all(data[name] == value for name, value in row.told().items()) and row.recorded_as == recorded_as
    if not same or row.submission.run_id != run:
        return "tidak sama dengan riwayatnya"
    document = row.submission.document
    if not row.sha256 or (document and document.destroyed):
        return ""
    try:
        content_of(row)
    except ReceiptDamaged:
        return "berkasnya hilang atau berubah"
    return ""
