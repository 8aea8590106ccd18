"""Keeping the rule of a duty to report."""

from django.db import transaction

from kinerja.periods.models import Obligation

RULE = ["automatic", "opens_after", "window_opens", "window_closes", "planner_closes", "window_working"]


@transaction.atomic
def keep_rule(obligation: Obligation) -> None:
    """Save the rule. Switched on anew, the opening begins with the newest period: older gaps were left on purpose."""
    was_on = Obligation.objects.filter(pk=obligation.pk).values_list("automatic", flat=True).get()
    if obligation.automatic and not was_on:
        obligation.opened_through = None
    if not obligation.automatic:
        obligation.opening_problem = ""
    obligation.save(update_fields=[*RULE, "opened_through", "opening_problem"])
