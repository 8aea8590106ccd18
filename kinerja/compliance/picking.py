"""What else could be asked on the pages of S17: quarters, versions, groupings, and other SOPs."""

from dataclasses import dataclass

from kinerja.compliance import quarters
from kinerja.compliance.scope import GROUPINGS, Scope
from sop.procedures.models import Sop

Options = list[tuple[str, str, bool]]


@dataclass(frozen=True)
class Picker:
    """Choices as value, label and whether chosen."""

    scope: Scope

    @property
    def firsts(self) -> Options:
        return self._quarters(self.scope.first)

    @property
    def lasts(self) -> Options:
        return self._quarters(self.scope.last)

    @property
    def versions(self) -> Options:
        """Empty where the SOP has one version."""
        numbers = [publication.version.version for publication in self.scope.publications]
        if len(numbers) == 1:
            return []
        told = [(str(number), f"Versi {number}", number == self.scope.version) for number in numbers]
        return [("", "Semua versi, langkah yang sama digabung", self.scope.version is None), *told]

    @property
    def groupings(self) -> list[tuple[str, str, bool]]:
        """Address, label, chosen."""
        return [
            (f"?{self.scope.query(per=name)}", label, name == self.scope.grouping)
            for name, label in GROUPINGS.items()
        ]

    @property
    def others(self) -> list[Sop]:
        """Other SOPs this person may look into."""
        seen = Sop.objects.filter(office__in=self.scope.presence.offices, versions__publication__isnull=False)
        return list(seen.exclude(pk=self.scope.sop.pk).distinct()[:1])

    def _quarters(self, chosen: int) -> Options:
        now = quarters.quarter_of(self.scope.at.astimezone(self.scope.office.tz).date())
        found = range(now, now - quarters.OFFERED, -1)
        return [(quarters.slug(one), quarters.name(one), one == chosen) for one in found]
