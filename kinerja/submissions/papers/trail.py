"""Who did what, as the ledger tells it: for the approval sheet, the paraf box and the signer's screen."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kinerja.documents.data import Act, Official, Paraf, Passage
from sop.ledger.models import Event
from sop.procedures.definition import Definition
from sop.runs.engine import holders
from sop.runs.models import Run

STEPS = ("start", "step", "verify", "paraf", "sign", "archive", "return")
WORDS = {"verify": "Verifikasi", "paraf": "Paraf", "sign": "Tanda tangan"}


@dataclass(frozen=True)
class Deed:
    """A step done: `data` is the text of its event (step, number, activity, effects, reason, note, by …)."""

    kind: str
    at: dt.datetime
    data: Mapping[str, Any]

    @property
    def effects(self) -> Sequence[str]:
        effects: Sequence[str] = self.data.get("effects", ())
        return effects

    @property
    def by(self) -> Mapping[str, str]:
        """Name, NIP and capacity as they were at that moment."""
        by: Mapping[str, str] = self.data.get("by", {})
        return by


@dataclass(frozen=True)
class Checked:
    """An effect of the round under way: "verify", "paraf" or "sign", the step it was given at, and its deed."""

    effect: str
    step: int
    deed: Deed

    @property
    def word(self) -> str:
        return WORDS[self.effect]


def deeds_of(run: Run) -> list[Deed]:
    """Steps in their order, without the entries of figures; an event that only repeats a further effect is left out.

    One query.
    """
    events = Event.objects.filter(run=run, kind__in=STEPS).order_by("seq").values_list("kind", "at", "text")
    deeds = [Deed(kind, at, json.loads(text)) for kind, at, text in events]
    return [deed for deed in deeds if deed.kind == "start" or "move" in deed.data]


def checked(deeds: Iterable[Deed]) -> list[Checked]:
    """Verification, paraf and signature that still stand: a return to draft takes all earlier ones away."""
    standing: list[Checked] = []
    for deed in deeds:
        if "revise" in deed.effects:
            standing = []
        standing += [Checked(effect, deed.data["step"], deed) for effect in deed.effects if effect in WORDS]
    return standing


def paraf_steps(definition: Definition) -> list[int]:
    """Places of the steps that give a paraf, in their order."""
    return [
        place
        for place in sorted(definition.steps)
        if any("paraf" in move.effects for move in definition.moves(place))
    ]


def parafs_of(definition: Definition, standing: Sequence[Checked]) -> tuple[Paraf, ...]:
    """A box for each paraf the SOP has, filled where it was given; a paraf nobody gave is never shown as given."""
    given = {row.step: row.deed for row in standing if row.effect == "paraf"}
    return tuple(
        Paraf(given[place].by["capacity"], given[place].by["name"], given[place].at)
        if place in given
        else Paraf(holders(definition, definition.steps[place]))
        for place in paraf_steps(definition)
    )


def manuscript_told(deeds: Sequence[Deed]) -> str:
    """The sha256 of the paper after the last paraf in it, as the history has it; "" where there was none."""
    told = [deed.data["manuscript"] for deed in deeds if "manuscript" in deed.data]
    return told[-1] if told else ""


def acts_of(standing: Sequence[Checked]) -> tuple[Act, ...]:
    """The same as acts on the approval sheet."""
    return tuple(Act(row.word, _official(row.deed.by), row.deed.at) for row in standing)


def passages_of(deeds: Iterable[Deed]) -> tuple[Passage, ...]:
    """The history as lines on the last sheet."""
    return tuple(_passage(deed) for deed in deeds)


def signers_of(acts: Sequence[Act]) -> list[dict[str, str]]:
    """What the public page tells of each act."""
    names = {word: effect for effect, word in WORDS.items()}
    return [
        {"act": names[act.kind], "name": act.by.name, "nip": act.by.nip, "capacity": act.by.position, "at": act.at.isoformat()}
        for act in acts
    ]  # fmt: skip


def _official(by: Mapping[str, str]) -> Official:
    return Official(by["capacity"], by["name"], by["nip"])


def _passage(deed: Deed) -> Passage:
    data, by = deed.data, deed.by
    words = [WORDS[effect].lower() for effect in deed.effects if effect in WORDS]
    event = data.get("activity") or "Berkas dibuka"
    if deed.kind == "return":
        event = f"Dikembalikan pada: {event}"
    elif words:
        event = f"{event} ({', '.join(words)})"
    number = str(data.get("number") or data.get("step") or "").rstrip(".")
    note = " · ".join(text for text in (data.get("reason"), data.get("note")) if text)
    return Passage(deed.at, number, event, by.get("name", ""), by.get("capacity", ""), note)
