"""How often one address may ask the public page: enough for people, too little to try codes one after the other."""

import hashlib
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

A_MINUTE = 60
ASKED = 30


def too_often(request: HttpRequest) -> bool:
    """Count this question; True when the address asked more than 30 times in this minute."""
    address = hashlib.sha256(get_adapter(request).get_client_ip(request).encode()).hexdigest()
    key = f"verdict:{address}:{int(time.time()) // A_MINUTE}"
    if cache.add(key, 1, 2 * A_MINUTE):
        return False
    try:
        return int(cache.incr(key)) > ASKED
    except ValueError:  # the count ran out between the two lines
        return False
