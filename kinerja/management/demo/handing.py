"""The layout by which Musi Rawas hands its figures to SILAKIP: step 11 of its SOP asks for the receipt."""

from kinerja.handover.models import Mapping
from sop.offices.models import Office

OFFICE = "disdukcapil-musi-rawas"
COLUMNS = (
    ("number", "TRIWULAN"), ("objective", "SASARAN"), ("indicator", "INDIKATOR"), ("measure", "SATUAN"), ("target", "TARGET"),
    ("value", "REALISASI"), ("achievement", "CAPAIAN"), ("explanation", "KETERANGAN"), ("unit", "BIDANG"), ("document", "KODE DOKUMEN"),
)  # fmt: skip


def lay_out_silakip(office: Office) -> None:
    """Safe to repeat; other offices have no such step."""
    if office.code == OFFICE:
        columns = [{"source": source, "heading": heading, "text": ""} for source, heading in COLUMNS]
        Mapping.objects.get_or_create(
            office=office, name="SILAKIP", defaults={"columns": columns, "decimals": 2}
        )
