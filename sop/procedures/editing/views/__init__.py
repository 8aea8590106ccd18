"""The pages of a draft: HTTP only."""

from sop.procedures.editing.views.columns import columns
from sop.procedures.editing.views.draft import draft, new_draft, publish
from sop.procedures.editing.views.identity import identity
from sop.procedures.editing.views.rows import add_step, delete_step, move_step
from sop.procedures.editing.views.step import step

__all__ = [
    "add_step",
    "columns",
    "delete_step",
    "draft",
    "identity",
    "move_step",
    "new_draft",
    "publish",
    "step",
]
