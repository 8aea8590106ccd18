"""The keys of `SopVersion.labels`: headings of the sheet as printed, colon and spelling included.

A key that is absent is printed with the wording of PermenPANRB 35/2012 below; a key with "" is printed blank.
"""

from collections.abc import Mapping

LABELS = {
    # rows at the right top of the identity page
    "number": "Nomor SOP",
    "created": "Tanggal Pembuatan",
    "revised": "Tanggal Revisi",
    "effective": "Tanggal Efektif",
    "approved_by": "Disahkan oleh",
    "title": "Nama SOP",
    "purpose": "Maksud dan Tujuan",
    # the six boxes
    "legal_basis": "Dasar Hukum",
    "qualification": "Kualifikasi Pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan/Perlengkapan",
    "warning": "Peringatan",
    "recording": "Pencatatan dan Pendataan",
    # the two header rows of the table of steps
    "col_number": "No.",
    "col_activity": "Kegiatan",
    "col_actors": "Pelaksana",
    "col_standard": "Mutu Baku",
    "col_requirements": "Kelengkapan",
    "col_time": "Waktu",
    "col_output": "Output",
    "col_note": "Keterangan",
    # a third row of column numbers, separated by spaces ("1 2 3 4"), where the sheet has one
    "col_numbers": "",
}


def label(labels: Mapping[str, str], key: str) -> str:
    """The heading as printed; KeyError for a key that is not in LABELS."""
    return labels.get(key, LABELS[key])
