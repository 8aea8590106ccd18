"""The last file of an office that is still being filled: somebody has reminded those who fill it."""

from contextlib import suppress

from kinerja.management.demo.cases import Stage
from kinerja.submissions.listing.reminding import NobodyFills, Reminded, remind
from kinerja.submissions.models import Status, Submission


def remind_fillers(stage: Stage) -> Reminded | None:
    """None where nothing is open for filling."""
    files = list(
        Submission.objects.filter(obligation=stage.obligation, status=Status.DRAFT).select_related(
            "period", "run__publication", "run__office"
        )
    )
    managing = next(step for step in stage.definition.steps.values() if not step.fills)
    day = stage.present.astimezone(stage.calendar.zone).date()
    with suppress(NobodyFills):
        return remind(files, by=stage.staff.who(managing, None, day), at=stage.present) if files else None
    return None
