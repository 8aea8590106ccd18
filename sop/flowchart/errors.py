"""What cannot be drawn or written down as a process."""

from sop.errors import RuleError


class CannotDraw(RuleError):
    """The sheet can be read as a list only; the sentence names the step or the arrow in the way."""

    code = "cannot_draw"
    http_status = 422


class NoProcess(RuleError):
    """A draft without steps, or whose arrows cannot be read, makes no BPMN process."""

    code = "no_process"
    http_status = 409

    def __init__(self) -> None:
        super().__init__("Alur naskah ini belum lengkap. Lengkapi langkah dan alurnya, lalu unduh BPMN lagi.")
