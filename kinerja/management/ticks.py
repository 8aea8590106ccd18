"""Everything this application does by the clock. A package that has a duty adds one line.

A duty takes the moment, is idempotent (`kinerja.jobs.once`: by kind, object and date), holds no long transaction, and may say
in a few words what it did. They run in this order, every five minutes in `manage.py worker` and at each `manage.py tick`.
"""

from kinerja.jobs.ticks import Duty

DUTIES: list[Duty] = [
    ("reap", "kinerja.jobs.reaping.reap"),
    ("open periods", "kinerja.submissions.windows.starting.open_periods"),
    ("tell taken over", "kinerja.submissions.watching.taking_over.tell_taken_over"),
    ("tell reached", "kinerja.submissions.watching.reaching.tell_reached"),
    ("remind", "kinerja.submissions.watching.late.remind_due"),
    ("escalate", "kinerja.submissions.watching.late.escalate_late"),
    ("digests", "kinerja.notifications.mail.queueing.send_digests"),
    ("mail", "kinerja.notifications.mail.sending.send_mail"),
    ("webhooks", "kinerja.notifications.hooks.calling.deliver_webhooks"),
    ("revoke departed", "kinerja.signing.issuing.revoke_departed"),
    ("tally", "kinerja.compliance.refreshing.refresh"),
    ("seal", "kinerja.archive.bundle.filed.seal_filed"),
    ("anchor", "kinerja.submissions.audit.anchors.drop_anchor"),
    ("sweep", "kinerja.submissions.evidence.storage.sweep_daily"),
    ("sweep receipts", "kinerja.handover.sweeping.sweep_daily"),
    ("tidy", "kinerja.jobs.tidying.tidy"),
]
