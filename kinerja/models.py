"""Registry of the models of this app; import them from their packages."""

from kinerja.indicators.agreements import PerformanceAgreement, PlanningPost, TargetRevision
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.jobs.models import Job, TickMark
from kinerja.notifications.models import Notification
from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import Certificate, Manuscript, SignedDocument
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement, Reply
from kinerja.submissions.models import Submission

__all__ = [
    "ArchiveRecord",
    "Certificate",
    "Evidence",
    "Figure",
    "Indicator",
    "Job",
    "Judgement",
    "Manuscript",
    "Notification",
    "Objective",
    "Obligation",
    "PerformanceAgreement",
    "Period",
    "PlanningPost",
    "PredicateBand",
    "Reply",
    "SignedDocument",
    "Submission",
    "Target",
    "TargetRevision",
    "TickMark",
]
