"""Registry of the models of this app; import them from their packages."""

from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import Certificate, Manuscript, SignedDocument
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement
from kinerja.submissions.models import Submission

__all__ = [
    "ArchiveRecord",
    "Certificate",
    "Figure",
    "Indicator",
    "Judgement",
    "Manuscript",
    "Objective",
    "Obligation",
    "Period",
    "PredicateBand",
    "SignedDocument",
    "Submission",
    "Target",
]
