"""Who may load SOPs, and what of a file is theirs to load."""

import datetime as dt

from sop.offices.models import Office, User
from sop.offices.queries import posts_of, today_of
from sop.procedures.files import Contents, Entry
from sop.procedures.findings import Finding, Level
from sop.procedures.keys import MODELS, key_of
from sop.procedures.rows import complaint

STAFFING = ("sop.office", "sop.unit", "sop.position")
UNREAD = "Data perangkat daerah, unit, dan jabatan di berkas tidak dibaca; yang berlaku ialah yang tercatat di aplikasi."


def may_load(user: User) -> bool:
    """Whoever may add SOPs in the administration."""
    return user.is_staff and user.has_perm("sop.add_sopversion")


def may_publish(user: User) -> bool:
    """The administration asks the same for its own act of publishing."""
    return may_load(user) and user.has_perm("sop.change_sopversion")


def offices_of(user: User, at: dt.datetime) -> set[str]:
    """Codes of the offices whose SOPs this person may load: where he serves today; a superuser everywhere."""
    if user.is_superuser:
        return set(Office.objects.values_list("code", flat=True))
    day = today_of(posts_of(user, at), at)
    own = Office.objects.filter(positions__appointments__in=user.appointments.on(day))
    return set(own.values_list("code", flat=True))


def narrow(contents: Contents, user: User, at: dt.datetime) -> Contents:
    """What this person may load of it. Only a superuser makes offices and posts; the others load their own sheets."""
    if user.is_superuser:
        return contents
    own = offices_of(user, at)
    narrowed = Contents(findings=list(contents.findings))
    for entry in contents.entries:
        if entry.model not in MODELS:
            narrowed.entries.append(entry)  # refused by the loader, in its own words
        elif entry.model not in STAFFING:
            _take(narrowed, entry, own)
    if any(entry.model in STAFFING for entry in contents.entries):
        narrowed.findings.append(Finding(Level.INFO, "", "", UNREAD))
    return narrowed


def _take(narrowed: Contents, entry: Entry, own: set[str]) -> None:
    code = str(key_of(entry.model, entry.fields)[0])
    if code in own:
        narrowed.entries.append(entry)
    elif entry.model == "sop.sopversion":
        sentence = (
            f"SOP ini milik perangkat daerah ‘{code}’, yang tidak dikenal sebagai perangkat daerah Anda."
        )
        advice = "Periksa kodenya, atau minta admin aplikasi memuat berkas ini."
        narrowed.findings.append(complaint(entry, "", sentence, advice))
    elif not any(finding.sentence.startswith("SOP ini milik") for finding in narrowed.findings):
        sentence = f"SOP ini milik perangkat daerah ‘{code}’, yang bukan perangkat daerah Anda."
        narrowed.findings.append(complaint(entry, "", sentence, "Hapus butir ini dari berkas."))
