"""The workbench for SOPs. A published sheet can be read here, never changed: the database refuses as well."""

from sop.procedures.admin.publications import PublicationAdmin
from sop.procedures.admin.steps import ActorAdmin, StepAdmin
from sop.procedures.admin.versions import SopAdmin, SopVersionAdmin

__all__ = ["ActorAdmin", "PublicationAdmin", "SopAdmin", "SopVersionAdmin", "StepAdmin"]
