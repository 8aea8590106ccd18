"""Fifty who take a number at the same moment get fifty dense numbers, and nobody gets one that was given."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from kinerja.letters.models import NumberSeries, RegisterEntry, Use
from kinerja.letters.numbering import Wanted, reserve
from kinerja.submissions.models import Submission
from tests.engine.graphs import build, straight

AT = dt.datetime(2026, 10, 5, 3, 0, tzinfo=dt.UTC)
MANY = 50


class Fault(Exception):
    """Something breaks after the number was taken."""


def break_at_times(number):
    if number % 7 == 6:
        raise Fault


def take(pk, number=0):
    """One number in a transaction of its own; every seventh is lost in a fault, and must not leave a gap."""
    try:
        with transaction.atomic():
            submission = Submission.objects.get(pk=pk)
            entry = reserve(
                Wanted(submission, "nota_dinas", dt.date(2026, 10, 5), "Ani", AT, f"Surat {number}")
            )
            break_at_times(number)
            return entry.serial
    except Fault:
        return None


def dense(serials):
    given = sorted(serial for serial in serials if serial is not None)
    assert given == list(range(1, len(given) + 1))
    assert NumberSeries.objects.get().last == len(given)
    assert sorted(RegisterEntry.objects.values_list("serial", flat=True)) == given
    assert len(set(RegisterEntry.objects.values_list("text", flat=True))) == len(given)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_on_postgresql_get_dense_and_distinct_numbers():
    submission = build(straight()).begin()
    barrier, found = threading.Barrier(MANY), [None] * MANY

    def run(number):
        try:
            barrier.wait()
            found[number] = take(submission.pk, number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(None) == len([n for n in range(MANY) if n % 7 == 6])
    dense(found)


@pytest.mark.engine
@pytest.mark.django_db
def test_one_after_the_other_leaves_no_gap_and_each_kind_and_year_begins_anew():
    world = build(straight())
    submission = world.begin()
    dense([take(submission.pk, number) for number in range(15)])
    for kind, day in (("undangan", dt.date(2026, 10, 5)), ("nota_dinas", dt.date(2027, 1, 4))):
        with transaction.atomic():
            entry = reserve(Wanted(submission, kind, day, "Ani", AT))
        assert (entry.serial, entry.use) == (1, Use.RESERVED)
