"""Asking an address as somebody, and saying in a word what came of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from kinerja.accounts.resets.models import ResetRequest
from kinerja.archive.models import Disposal
from kinerja.common import blobs
from kinerja.handover import models as handover
from kinerja.jobs.models import Job, State
from kinerja.letters.fields import fields_of
from kinerja.letters.models import Letter
from kinerja.submissions.classifications import Classification
from kinerja.submissions.sending.statement import fingerprint
from sop.ledger.models import Event
from sop.offices.models import User
from sop.offices.queries import ONE_DAY
from tests.access.scenes import NOW, PASSWORD, Scene
from tests.kinerja.submissions.evidence.makers import pdf
from tests.kinerja.submissions.sheets import posted, sheet

# A page of a step may note that its holder has opened it: after that first look nobody takes the part back, and
# before it nobody signs in the queue.
WRITES = re.compile(
    r'(?:INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|kinerja_cache|kinerja_reading|sop_steprun" SET "seen_at")'
)
POST_FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
FILING = {
    "classification": "000.8.6.3", "location": "Rak 3", "active_years": "2", "inactive_years": "3",
    "disposition": "destroy",
}  # fmt: skip


class Sent(SimpleUploadedFile):
    """A chosen file that can be sent by one person after another."""

    def read(self, *args: Any) -> Any:
        self.seek(0)
        return super().read(*args)


@dataclass
class Door:
    """Everybody signed in once; each request has a browser of its own and leaves nothing behind."""

    people: Mapping[str, User | None]
    cookies: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for who, user in self.people.items():
            client = Client()
            if user is not None:
                client.force_login(user)
            self.cookies[who] = client.cookies

    def browser(self, who: str) -> Client:
        client = Client()
        client.cookies = self.cookies[who].copy()
        return client

    def get(self, who: str, url: str, data: Mapping[str, Any] | None = None) -> str:
        """The status, and what a page must not do: write anything, or show a form that cannot be sent."""
        with CaptureQueriesContext(connection) as captured:
            answer = self.browser(who).get(url, data)
        wrote = any(WRITES.match(query["sql"]) for query in captured.captured_queries)
        if isinstance(answer, FileResponse):
            b"".join(answer)  # to its end, where its file is closed
        return f"{answer.status_code}{' wrote' if wrote else ''}{' without token' if lacks_token(answer) else ''}"

    def post(self, who: str, url: str, data: Mapping[str, Any]) -> str:
        """The status, with "+" where the ledger has grown; then everything is as it was."""
        return self._send(lambda: self.browser(who).post(url, data))

    def patch(self, who: str, url: str, data: Mapping[str, Any]) -> str:
        """As `post`, the way a script of ours asks; each person asks from a page of his own."""
        user = self.people[who]
        body = {**data, "user": user.pk if user else 0}
        headers = {"accept": "application/json"}
        return self._send(lambda: self.browser(who).patch(url, body, "application/json", headers=headers))

    def _send(self, ask: Callable[[], Any]) -> str:
        with transaction.atomic():
            before = Event.objects.count()
            answer = ask()
            grown = Event.objects.count() > before
            transaction.set_rollback(True)
        return f"{answer.status_code}{'+' if grown else ''}{' without token' if lacks_token(answer) else ''}"


def lacks_token(answer: Any) -> bool:
    """Whether a form of this page would be refused because its token is missing."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return False
    forms = POST_FORM.findall(answer.content.decode())
    return any(not re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', form) for form in forms)


def routes(resolver: URLResolver | None = None, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the application, the administration apart: its name (or its path) and its path."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield (f"{space}{pattern.name}" if pattern.name else here), here
        elif pattern.namespace != "admin":
            yield from routes(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space, here)


def address(name: str, here: Scene) -> str:
    """A real address of this name, in the office of the scene."""
    path = dict(routes())[name]
    if name == path:
        return f"/{path}"
    if name.startswith("jobs:"):
        return reverse(name, kwargs={"job": done_job(here).pk} if "<" in path else {})
    figure = here.submission.figures.select_related("indicator").first()
    assert figure is not None
    known = {
        "office": here.world.office.code,
        "year": 2026,
        "key": "tetap",
        "name": "beban",
        "form": "svg",
        "day": 0,
        "sop": here.world.obligation.sop_id,
        "indicator": figure.indicator_id,
        "objective": figure.indicator.objective_id,
        "pk": here.submission.run.publication.version_id if "sop" in path.split("/") else here.submission.pk,
        "step_run": here.place["id"] if here.place else 0,
        "unit": here.unit,
        "row": row_of(here),
        "factor": 0,
        "sign_in": 0,
        "step": next(iter(here.submission.run.publication.step_ids.values())),
        "figure": here.row.pk,
        "person": here.world.people[3].pk,
        "appointment": here.world.people[3].appointments.get().pk,
        "obligation": here.world.obligation.pk,
        "extension": 0,
        "token": "alamat-rahasia",
        "evidence": here.row.evidence.get().pk,
        "user": here.user("stranger").pk,
        "copy": 0,
        "kind": "nota_dinas",
        "letter": letter_of(here) if "letter" in path else 0,
        "mapping": _mapping(here) if "mapping" in path else 0,
        "receipt": 0,
        "reset": _reset(here) if "reset" in path else 0,
        **_archived(here),
        "code": here.submission.document.code if here.submission.document else "",
    }
    return reverse(name, kwargs={key: known[key] for key in re.findall(r"<\w+:(\w+)>", path)})


def _reset(here: Scene) -> int:
    """A request that waits for a second person."""
    by, of = here.world.people[2], here.world.people[3]
    more = {
        "asked_by": by,
        "asked_name": by.name,
        "asked_at": NOW,
        "until": timezone.now() + ONE_DAY,
        "reason": "Lupa",
    }
    found, _ = ResetRequest.objects.get_or_create(
        office=here.world.office, user=of, part="password", defaults=more
    )
    return found.pk


def letter_of(here: Scene) -> int:
    """A draft among the papers of the file."""
    by = here.world.people[2]
    more = {
        "office_id": here.submission.office_id,
        "made_by": by,
        "changed_by": by,
        "made_at": NOW,
        "changed_at": NOW,
    }
    content = {field.name: "" for field in fields_of("notulen")}
    found, _ = Letter.objects.get_or_create(
        submission=here.submission, kind="notulen", defaults={**more, "content": content}
    )
    return found.pk


def _archived(here: Scene) -> dict[str, int]:
    """A line of the JRA, and a proposal to destroy by somebody else; made on first use."""
    office = here.world.office
    line = {
        "name": "Laporan",
        "active_years": 1,
        "inactive_years": 1,
        "disposition": "destroy",
        "in_use": False,
    }
    row, _ = Classification.objects.get_or_create(office=office, code="000.0", defaults=line)
    by = {
        "proposed_by": here.world.people[4],
        "proposed_as": "Pengusul",
        "proposed_at": NOW,
        "members": "Panitia",
    }
    disposal, _ = Disposal.objects.get_or_create(office=office, defaults=by)
    return {"classification": row.pk, "disposal": disposal.pk}


def done_job(here: Scene) -> Job:
    """Long work that the holder had done."""
    stored = blobs.store(b"hasil", folder="jobs", ending="txt")
    return Job.objects.get_or_create(
        key="akses",
        defaults={
            "owner": here.user("holder"), "office": here.world.office, "kind": "uji", "title": "Rekap",
            "task": "tests.kinerja.jobs.tasks.count", "state": State.DONE, "ended_at": timezone.now(),
            "path": stored.path, "sha256": stored.sha256, "size": stored.size, "file_name": "hasil.txt",
        },
    )[0]  # fmt: skip


def _mapping(here: Scene) -> int:
    """A layout for another application; made on first use."""
    columns = [{"source": "value", "heading": "", "text": ""}]
    found, _ = handover.Mapping.objects.get_or_create(
        office=here.world.office, name="SILAKIP", defaults={"columns": columns}
    )
    return found.pk


def row_of(here: Scene) -> int:
    """The first row of the sheet."""
    return sheet(here.submission, here.unit)[0].pk


def form_for(name: str, here: Scene, who: str = "holder") -> dict[str, Any]:
    """What the page of this address would post at this moment."""
    place, move = here.place, here.move
    step = {"expected_seq": place["seq"] if place else 0, "key": f"kunci-{who}", "note": "Catatan saya"}
    step["move"] = move.key if move else ""
    forms: dict[str, dict[str, Any]] = {
        "submissions:return": _returning(here),
        "submissions:sign": {"password": PASSWORD, "read": "on", "data_hash": here.submission.data_hash},
        "submissions:file": FILING,
        "submissions:evidence": {"berkas": Sent("baru.pdf", pdf(text="baru"))},
        "submissions:evidence_describe": {
            f"bukti-{evidence.pk}-caption": "Rekap" for evidence in here.row.evidence.all()
        },
        "letters:list": {"kind": "notulen"},
        "letters:letter": {"version": 0, "chair": "Camat"},
        "letters:cancel": {"reason": "Rapat ditiadakan"},
        "submissions:narrative": {"text": "Uraian saya"},
        "submissions:check": _sending(here),
    }
    if name == "submissions:entry":
        return typing(here, value_1="77", explanation_1="Penjelasan saya")
    return step | forms.get(name, {})


def _sending(here: Scene) -> dict[str, Any]:
    rows = [row.figure for row in sheet(here.submission, here.unit)]
    closed = here.closed.pk if here.closed else (here.place or {}).get("id")
    return {"declared": "on", "step_run": closed, "versions": fingerprint(rows)}


def _returning(here: Scene) -> dict[str, Any]:
    backs = (
        [move for move in here.definition.moves(here.place["step"]) if move.is_return] if here.place else []
    )
    return {"move": backs[0].key if backs else "", "reason": "Angka KTP salah", "units": [str(here.unit)]}


def typing(here: Scene, **typed: str) -> dict[str, str]:
    """The sheet of the unit as a browser posts it, with some inputs changed ("value_1" is that of the first row)."""
    return posted(sheet(here.submission, here.unit), **typed)
