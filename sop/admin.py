"""Registers the workbenches of this app's packages."""

from sop.ledger import admin as ledger
from sop.offices import admin as offices
from sop.procedures import admin as procedures
from sop.runs import admin as runs

__all__ = ["ledger", "offices", "procedures", "runs"]
