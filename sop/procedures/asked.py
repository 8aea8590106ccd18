"""What is asked of the catalogue of SOPs: words, office, state and period, as the address says them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from sop.procedures.models import Rhythm, SopVersion

IN_FORCE, DRAFT, WITHDRAWN, READ_ONLY = "Berlaku", "Rancangan", "Dicabut", "Hanya dibaca"
REPLACED = "Digantikan"
STATES = {slugify(state): state for state in (IN_FORCE, DRAFT, WITHDRAWN, READ_ONLY)}
RHYTHMS = {slugify(label): value for value, label in Rhythm.choices}


@dataclass(frozen=True)
class Option:
    """A line of a list to choose from."""

    value: str
    text: str
    selected: bool


@dataclass(frozen=True)
class Asked:
    """A value that names nothing counts as not asked; `rhythm` is the slug of the period."""

    words: str = ""
    office: str = ""
    state: str = ""
    rhythm: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        state, rhythm = query.get("keadaan", ""), query.get("periode", "")
        return cls(
            words=" ".join(query.get("q", "").split())[:200],
            office=query.get("kantor", ""),
            state=state if state in STATES else "",
            rhythm=rhythm if rhythm in RHYTHMS else "",
        )

    @property
    def any(self) -> bool:
        return bool(self.words or self.office or self.state or self.rhythm)

    def fits(self, version: SopVersion, state: str) -> bool:
        """Whether a version that stands like this is asked for; it comes with its `sop` and its office."""
        return (
            (not self.office or version.sop.office.code == self.office)
            and (not self.state or STATES[self.state] == state)
            and (not self.rhythm or RHYTHMS[self.rhythm] == version.rhythm)
            and self._speaks_of(version)
        )

    def _speaks_of(self, version: SopVersion) -> bool:
        text = f"{version.sop.name} {version.title} {version.number}".casefold()
        return all(word in text for word in self.words.casefold().split())

    @property
    def states(self) -> list[Option]:
        return [Option(slug, state, slug == self.state) for slug, state in STATES.items()]

    @property
    def rhythms(self) -> list[Option]:
        return [Option(slug, Rhythm(value).label, slug == self.rhythm) for slug, value in RHYTHMS.items()]

    def offices(self, found: Iterable[tuple[str, str]]) -> list[Option]:
        """The offices (code, name) to choose from; none where there is no choice."""
        several = sorted(set(found), key=lambda office: office[1])
        return [Option(code, name, code == self.office) for code, name in several] if len(several) > 1 else []
