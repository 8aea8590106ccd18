"""Sending one cell of a sheet as the script on the page does."""

import json
from itertools import count

from django.urls import reverse

from tests.kinerja.submissions.sheets import browser_of, sheet

JSON = {"accept": "application/json"}
keys = (f"kunci-{n:08d}" for n in count())


def sender(world, submission, clerk):
    """A function that sends one cell, by row order; `base` is what stands there now unless a test says otherwise."""

    def send(order, where, typed, *, by=clerk, **more):
        row = next(row for row in sheet(submission, world.units[0].pk) if row.number == order)
        asked = {
            "column": where,
            "text": typed,
            "version": row.figure.version,
            "key": next(keys),
            "user": by.pk,
        }
        return ask(by, url_of(submission, row), asked | {"base": now(row, where)} | more)

    return send


def now(row, column):
    if column == "no_data":
        return row.figure.no_data_reason
    return row.text if column == "value" else getattr(row.figure, column)


def url_of(submission, row):
    return reverse("submissions:cell", args=[submission.pk, row.figure.unit_id, row.pk])


def ask(by, url, data):
    return patch(browser_of(by), url, data)


def patch(client, url, data):
    return client.patch(url, json.dumps(data), "application/json", headers=JSON)
