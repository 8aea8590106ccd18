"""Registry of the models of this app; import them from their packages."""

from sop.ledger.models import Event
from sop.offices.models import (
    Appointment,
    Holiday,
    KeeperPost,
    Office,
    Position,
    SignIn,
    StaffChange,
    Unit,
    User,
    WorkHours,
)
from sop.procedures.models import Actor, ActorBinding, HeaderItem, Publication, Remark, Sop, SopVersion
from sop.procedures.steps import Flow, QualityStandard, Step, StepActor
from sop.runs.models import Run, StepRun, StepRunAssignment

__all__ = [
    "Actor",
    "ActorBinding",
    "Appointment",
    "Event",
    "Flow",
    "HeaderItem",
    "Holiday",
    "KeeperPost",
    "Office",
    "Position",
    "Publication",
    "QualityStandard",
    "Remark",
    "Run",
    "SignIn",
    "Sop",
    "SopVersion",
    "StaffChange",
    "Step",
    "StepActor",
    "StepRun",
    "StepRunAssignment",
    "Unit",
    "User",
    "WorkHours",
]
