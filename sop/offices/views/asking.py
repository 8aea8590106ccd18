"""Who asks. Every page of this package stands behind the login wall of the project."""

from typing import cast

from django.http import HttpRequest

from sop.offices.models import User


def person_of(request: HttpRequest) -> User:
    return cast("User", request.user)
