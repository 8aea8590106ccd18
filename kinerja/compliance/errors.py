"""Refusals of this package."""

from collections.abc import Mapping

from sop.errors import RuleError


class NotEvaluator(RuleError):
    code = "not_evaluator"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Evaluasi SOP ditulis oleh pemegang jabatan pengelola atau jabatan perencana. Anda dapat membacanya."
        )


class EvaluationState(RuleError):
    """The evaluation is at another moment than this act needs."""

    code = "evaluation_state"
    http_status = 409


class EvaluationOwed(RuleError):
    """Something must be answered first; `owed` are the names of the fields, each with its sentence."""

    code = "evaluation_owed"
    http_status = 422

    def __init__(self, owed: Mapping[str, str]) -> None:
        self.owed = dict(owed)
        super().__init__(" ".join(self.owed.values()))
