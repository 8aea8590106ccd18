"""What cannot be drawn."""

from sop.errors import RuleError


class CannotDraw(RuleError):
    """The sheet can be read as a list only; the sentence names the step or the arrow in the way."""

    code = "cannot_draw"
    http_status = 422
