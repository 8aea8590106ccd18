"""The request of a person who is logged in, as every closed view receives it."""

from django.http import HttpRequest

from sop.offices.models import User


class OfficeRequest(HttpRequest):
    """Behind `LoginRequired`: `user` is a person, never anonymous."""

    user: User
