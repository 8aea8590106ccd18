"""Changes of an account only for one who gave his password a moment ago (ASVS 7.5.1)."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kinerja.common.requests import OfficeRequest

View = Callable[Concatenate[OfficeRequest, ...], HttpResponse]


def freshly_confirmed(view: View) -> View:
    """Lead everybody else to the page that asks for the password, and back; a login of this moment counts."""

    @wraps(view)
    def guarded(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0)
        if time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")

    return guarded
