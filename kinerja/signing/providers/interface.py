"""What a provider can do: say whether a person can sign, take his secret, and sign with it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from kinerja.signing.errors import Problem
from kinerja.signing.issuing import Unlocked
from kinerja.signing.models import Kind
from kinerja.signing.pades import Order
from sop.offices.models import User


@dataclass(frozen=True)
class Standing:
    """Whether a person can sign: `problem` says why not, `sentence` what is known of him."""

    sentence: str
    problem: Problem | None = None

    @property
    def can_sign(self) -> bool:
        return self.problem is None


class Signs(Protocol):
    """A service that signs: given the secret of one request, it forgets it."""

    def sign(self, pdf: bytes, order: Order, person: User, secret: str) -> bytes:
        """The paper with one more signature; ProviderRefused."""
        ...


@dataclass(frozen=True)
class Pen:
    """A service, the person, and what he typed: made and dropped within one request, never printed."""

    service: Signs
    person: User
    secret: str = field(repr=False)

    def sign(self, pdf: bytes, order: Order) -> bytes:
        return self.service.sign(pdf, order, self.person, self.secret)


# An open key of the office's authority, or the pen of a service.
Opened = Unlocked | Pen


class Provider(Protocol):
    """`remote`: a service elsewhere signs, makes its own field, and wants the stamp as a picture."""

    kind: ClassVar[Kind]
    remote: ClassVar[bool]
    asks_for: ClassVar[str]

    def status(self, person: User, *, at: dt.datetime) -> Standing:
        """Whether this person can sign now; a service that is down is a standing too."""
        ...

    def open(self, person: User, secret: str, *, at: dt.datetime) -> Opened | None:
        """What signs in the file; None where the act is recorded in the system alone. RuleError."""
        ...
