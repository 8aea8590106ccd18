"""One code, two requests at the same moment: only one of them gets in."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kinerja.accounts.codes import use_code
from sop.offices.models import User
from tests.kinerja.accounts.devices import code_of, give_app

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_two_requests_with_one_code_one_gets_in():
    sari = User.objects.create_user("sari", name="Sari Rekaan")
    give_app(sari)
    code, start = code_of(), Barrier(2)

    def use(_: int) -> bool:
        start.wait()
        try:
            return use_code(sari, code) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, range(2))) == [False, True]
