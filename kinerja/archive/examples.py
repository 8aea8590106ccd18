"""The classifications of an office: examples to begin with, lines added and changed, never deleted."""

from django.db import transaction

from kinerja.submissions.classifications import Classification
from kinerja.submissions.figures import Disposition
from sop.offices.models import Office

# One kabupaten's JRA as a template (Permendagri 83/2022 for the codes); every office corrects it to its own.
EXAMPLES = (
    ("000.7.2.7", "Penetapan/kontrak kinerja", 3, 4, Disposition.DESTROY),
    ("000.7.2.8", "Laporan berkala", 1, 1, Disposition.DESTROY),
    ("000.7.2.10", "Evaluasi program", 2, 4, Disposition.PERMANENT),
    ("000.7.5", "Pemantauan, evaluasi, pelaporan perencanaan", 1, 1, Disposition.PERMANENT),
    ("000.8.3.3", "SOP", 2, 3, Disposition.PERMANENT),
    ("000.8.6.3", "Akuntabilitas kinerja instansi", 2, 3, Disposition.DESTROY),
)


@transaction.atomic
def add_examples(office: Office) -> int:
    """Add those examples whose code the office does not have yet; how many were added."""
    known = set(Classification.objects.filter(office=office).values_list("code", flat=True))
    rows = [
        Classification(
            office=office,
            code=code,
            name=name,
            active_years=active,
            inactive_years=inactive,
            disposition=end,
        )
        for code, name, active, inactive, end in EXAMPLES
        if code not in known
    ]
    return len(Classification.objects.bulk_create(rows))
