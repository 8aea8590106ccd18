"""Who gives a paraf or the signature in an office today, and whether he can."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kinerja.signing.certificates import Certificate
from kinerja.signing.errors import Problem
from kinerja.signing.providers.choice import provider_of
from kinerja.signing.providers.interface import Standing
from kinerja.signing.providers.local import standing_by
from kinerja.signing.setups import REMOTE, ProviderName, SignerIdentity, SigningSetup
from sop.offices.models import Appointment, Office, User
from sop.procedures.definition import Definition
from sop.procedures.models import Publication
from sop.procedures.queries import definition_of

UNASKED = Standing("Belum ditanyakan kepada layanan.")
NOTHING: Mapping[int, Standing] = {}


@dataclass(frozen=True)
class Signer:
    """A person with the post by which he signs. `last`: four digits of his NIK, "" where none is on record."""

    user: User
    capacity: str
    final: bool
    provider: str
    standing: Standing
    last: str

    @property
    def task(self) -> str:
        return "Tanda tangan" if self.final else "Paraf"

    @property
    def needs_nik(self) -> bool:
        return self.provider in REMOTE


def signers_of(
    setup: SigningSetup, office: Office, day: dt.date, at: dt.datetime, told: Mapping[int, Standing] = NOTHING
) -> list[Signer]:
    """Heads first. `told`: what a service has just said, by person. Four queries, and the sheets not read before."""
    found = _appointed(office, day)
    people = [post.user_id for post, _ in found]
    rows = Certificate.objects.filter(user__in=people).order_by("issued_at", "pk").defer("key", "pem")
    certificates = {row.user_id: row for row in rows}
    digits = dict(SignerIdentity.objects.filter(user__in=people).values_list("user", "last"))

    def standing(user: int, provider: str) -> Standing:
        if provider in REMOTE:
            owed = Standing("NIK belum dicatat.", Problem.TIDAK_TERDAFTAR)
            return told.get(user, UNASKED) if user in digits else owed
        if provider == ProviderName.RECORD:
            return Standing("Menyetujui dalam sistem dengan kata sandi.")
        return standing_by(certificates.get(user), at)

    signers = [
        Signer(
            post.user, post.capacity, final, name, standing(post.user_id, name), digits.get(post.user_id, "")
        )
        for post, final in found
        for name in [setup.provider_for(final=final)]
    ]
    return sorted(signers, key=lambda one: (not one.final, one.capacity, one.user.name))


def ask_service(setup: SigningSetup, signers: list[Signer], at: dt.datetime) -> dict[int, Standing]:
    """What the service says of each whose NIK is known; it is asked no further once it does not answer."""
    told: dict[int, Standing] = {}
    for one in signers:
        if not one.needs_nik or not one.last or one.user.pk in told:
            continue
        told[one.user.pk] = provider_of(setup, final=one.final).status(one.user, at=at)
        if told[one.user.pk].problem in {Problem.LAYANAN_MATI, Problem.WAKTU_HABIS}:
            break
    return told


def _appointed(office: Office, day: dt.date) -> list[tuple[Appointment, bool]]:
    """Appointments of today to posts that sign or initial, by the newest sheet of each SOP."""
    wanted = _columns(office)
    posts = (
        Appointment.objects.on(day)
        .filter(position__office=office, user__is_active=True, position__bindings__actor__version__in=wanted)
        .select_related("user", "position")
        .values_list("pk", "position__bindings__actor__version", "position__bindings__actor__order")
    )
    tasks: dict[int, set[bool]] = {}
    for pk, version, actor in posts:
        tasks.setdefault(pk, set()).update(final for place, final in wanted[version] if place == actor)
    rows = Appointment.objects.filter(pk__in=tasks).select_related("user", "position")
    return [(row, final) for row in rows for final in tasks[row.pk]]


def _columns(office: Office) -> dict[int, set[tuple[int, bool]]]:
    """By version: the columns that sign (True) or initial (False)."""
    newest: dict[int, Publication] = {}
    rows = Publication.objects.filter(version__sop__office=office).select_related("version")
    for row in rows.order_by("published_at"):
        newest[row.version.sop_id] = row
    return {row.version_id: _signing(definition_of(row)) for row in newest.values()}


def _signing(definition: Definition) -> set[tuple[int, bool]]:
    return {
        (actor, effect == "sign")
        for place, step in definition.steps.items()
        for move in definition.moves(place)
        for effect in move.effects
        if effect in {"paraf", "sign"}
        for actor in step.actors
    }
