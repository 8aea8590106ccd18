"""Offices, their units and posts, who holds which post on which day, and when an office works."""

from sop.offices.models.appointments import ACTING, Appointment, AppointmentKind, AppointmentQuerySet
from sop.offices.models.calendar import Holiday, HolidayKind, WorkHours
from sop.offices.models.keepers import KeeperPost
from sop.offices.models.organisation import Office, OfficeKind, Paper, Position, Unit, Zone
from sop.offices.models.sign_ins import Outcome, SignIn
from sop.offices.models.staff_changes import StaffChange, Topic
from sop.offices.people import User

__all__ = [
    "ACTING",
    "Appointment",
    "AppointmentKind",
    "AppointmentQuerySet",
    "Holiday",
    "HolidayKind",
    "KeeperPost",
    "Office",
    "OfficeKind",
    "Outcome",
    "Paper",
    "Position",
    "SignIn",
    "StaffChange",
    "Topic",
    "Unit",
    "User",
    "WorkHours",
    "Zone",
]
