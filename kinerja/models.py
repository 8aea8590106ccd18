"""Registry of the models of this app; import them from their packages."""

from kinerja.compliance.models import Answer, Evaluation, Question, Tally, TallyMark
from kinerja.indicators.agreements import PerformanceAgreement, PlanningPost, TargetRevision
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.notifications.models import Notification
from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import Certificate, Manuscript, SignedDocument
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement, Reply
from kinerja.submissions.models import Submission

__all__ = [
    "Answer",
    "ArchiveRecord",
    "Certificate",
    "Evaluation",
    "Evidence",
    "Figure",
    "Indicator",
    "Judgement",
    "Manuscript",
    "Notification",
    "Objective",
    "Obligation",
    "PerformanceAgreement",
    "Period",
    "PlanningPost",
    "PredicateBand",
    "Question",
    "Reply",
    "SignedDocument",
    "Submission",
    "Tally",
    "TallyMark",
    "Target",
    "TargetRevision",
]
