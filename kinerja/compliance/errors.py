"""Refusals of this package."""

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
    """Something must be answered before the evaluation can be finished."""

    code = "evaluation_owed"
    http_status = 422
