"""Registry of the models of this app; import them from their packages."""

from kinerja.accounts.resets.models import ResetRequest
from kinerja.akip.models import Criterion
from kinerja.archive.models import Disposal, DisposalItem
from kinerja.archive.seals import KeptSheet, Seal
from kinerja.compliance.models import Answer, Evaluation, Question, Tally, TallyMark
from kinerja.handover.models import Mapping
from kinerja.handover.receipts import Receipt
from kinerja.indicators.agreements import PerformanceAgreement, PlanningPost, TargetRevision
from kinerja.indicators.models import Indicator, Objective, PredicateBand, Target
from kinerja.jobs.models import Job, TickMark
from kinerja.letters.models import Letter, NumberScheme, NumberSeries, RegisterEntry
from kinerja.notifications.hooks.models import HookCall, OfficeNotices
from kinerja.notifications.mail.models import Mail, MailChoice
from kinerja.notifications.models import Notification
from kinerja.periods.extensions import Extension
from kinerja.periods.models import Obligation, Period
from kinerja.signing.models import (
    Certificate,
    Manuscript,
    SignedCopy,
    SignedDocument,
    SignerIdentity,
    SigningSetup,
)
from kinerja.submissions.classifications import Classification
from kinerja.submissions.evidence.models import Evidence
from kinerja.submissions.feed.models import Feed
from kinerja.submissions.figures import ArchiveRecord, Figure, Judgement, Reply
from kinerja.submissions.models import Submission
from kinerja.submissions.queue.models import Reading
from kinerja.submissions.watching.models import StepMark

__all__ = [
    "Answer",
    "ArchiveRecord",
    "Certificate",
    "Classification",
    "Criterion",
    "Disposal",
    "DisposalItem",
    "Evaluation",
    "Evidence",
    "Extension",
    "Feed",
    "Figure",
    "HookCall",
    "Indicator",
    "Job",
    "Judgement",
    "KeptSheet",
    "Letter",
    "Mail",
    "MailChoice",
    "Manuscript",
    "Mapping",
    "Notification",
    "NumberScheme",
    "NumberSeries",
    "Objective",
    "Obligation",
    "OfficeNotices",
    "PerformanceAgreement",
    "Period",
    "PlanningPost",
    "PredicateBand",
    "Question",
    "Reading",
    "Receipt",
    "RegisterEntry",
    "Reply",
    "ResetRequest",
    "Seal",
    "SignedCopy",
    "SignedDocument",
    "SignerIdentity",
    "SigningSetup",
    "StepMark",
    "Submission",
    "Tally",
    "TallyMark",
    "Target",
    "TargetRevision",
    "TickMark",
]
