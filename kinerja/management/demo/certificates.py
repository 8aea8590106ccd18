"""Certificates for the demo's officials, so that what they sign in the browser is signed in the file."""

from kinerja.management.demo.people import PHRASE
from kinerja.signing.issuing import issue_certificate
from sop.offices.models import User
from sop.procedures.definition import Definition

SIGNING = {"paraf", "sign"}


def certify(version_id: int, definition: Definition) -> None:
    """For whoever may give a paraf or sign by this sheet, under the demo's one password; those who have one keep it."""
    actors = {
        actor
        for place, step in definition.steps.items()
        if any(SIGNING & set(move.effects) for move in definition.moves(place))
        for actor in step.actors
    }
    people = User.objects.filter(
        appointments__position__bindings__actor__version=version_id,
        appointments__position__bindings__actor__order__in=actors,
    )
    for user in people.filter(certificates=None).distinct():
        issue_certificate(user, PHRASE)
