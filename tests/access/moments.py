"""The table of access, moment by moment: what is done to a file."""

# What is done to a file, moment by moment: colleague, holder of the open step, superuser, for GET | POST.
# Strangers and those whose appointment ended get 404, the others who are not signed in the login page.
ELSEWHERE = "403 302 403 | 403 302 403"  # the holder is led to the page of his step, and nothing is written
LOCKED = "200 200 200 | 409 409 409"
OVER = "302 302 302 | 409 409 409"
EVIDENCE_ACT = dict.fromkeys(
    ("verify", "step", "paraf", "sign", "archive", "end"), "405 405 405 | 409 409 409"
)
EVIDENCE_ACT = {"fill": "405 405 405 | 403 302+ 403", **EVIDENCE_ACT}
ACTS: dict[str, dict[str, str]] = {
    # Given by keepers, superiors and superusers; without a name it is refused, and a signature is given to nobody.
    "assigning:assign": dict.fromkeys(
        ("fill", "verify", "step", "paraf", "archive"), "403 403 200 | 403 403 422"
    )
    | {"sign": "403 403 422 | 403 403 422"},
    "submissions:act": {
        "fill": "405 405 405 | 403 302 403",
        "verify": "405 405 405 | 403 302 403",
        "step": "405 405 405 | 403 302+ 403",
        "paraf": "405 405 405 | 403 302 403",
        "sign": "405 405 405 | 403 302 403",
        "archive": "405 405 405 | 403 302 403",
    },
    "submissions:return": {
        "fill": ELSEWHERE,
        "verify": "403 200 403 | 403 302+ 403",
        "step": ELSEWHERE,
        "paraf": "403 200 403 | 403 302+ 403",
        "sign": "403 200 403 | 403 302+ 403",
        "archive": ELSEWHERE,
    },
    "submissions:verify": {
        "fill": ELSEWHERE,
        "verify": "403 200 403 | 403 302+ 403",
        "step": ELSEWHERE,
        "paraf": ELSEWHERE,
        "sign": ELSEWHERE,
        "archive": ELSEWHERE,
    },
    "submissions:judge": {
        "fill": "405 405 405 | 403 200 403",
        "verify": "405 405 405 | 403 200 403",
        "step": "405 405 405 | 403 200 403",
        "paraf": "405 405 405 | 403 200 403",
        "sign": "405 405 405 | 403 200 403",
        "archive": "405 405 405 | 403 200 403",
    },
    "submissions:attend": dict.fromkeys(
        ("fill", "verify", "step", "paraf", "sign", "archive"), "405 405 405 | 403 200 403"
    ),
    "submissions:withdraw": dict.fromkeys(
        ("fill", "verify", "step", "paraf", "sign", "archive"), "403 409 403 | 403 409 403"
    ),
    "submissions:sign": {
        "fill": ELSEWHERE,
        "verify": ELSEWHERE,
        "step": ELSEWHERE,
        "paraf": "403 200 403 | 403 302+ 403",
        "sign": "403 200 403 | 403 302+ 403",
        "archive": ELSEWHERE,
    },
    "submissions:file": {
        "fill": ELSEWHERE,
        "verify": ELSEWHERE,
        "step": ELSEWHERE,
        "paraf": ELSEWHERE,
        "sign": ELSEWHERE,
        "archive": "403 200 403 | 403 302+ 403",
    },
    "submissions:entry": {
        "fill": "200 200 200 | 403 302+ 403",
        "verify": LOCKED,
        "step": LOCKED,
        "paraf": LOCKED,
        "sign": LOCKED,
        "archive": LOCKED,
        "end": LOCKED,
    },
    "submissions:ask_back": {
        "fill": "405 405 405 | 409 409 409",
        **dict.fromkeys(("verify", "step", "paraf", "sign", "archive"), "405 405 405 | 403 403 403"),
        "end": "405 405 405 | 409 409 409",
    },
    "submissions:evidence": {
        "fill": "200 200 200 | 403 302+ 403",
        "verify": LOCKED,
        "step": LOCKED,
        "paraf": LOCKED,
        "sign": LOCKED,
        "archive": LOCKED,
        "end": LOCKED,
    },
    "submissions:evidence_describe": EVIDENCE_ACT,
    "submissions:evidence_remove": EVIDENCE_ACT,
    "submissions:evidence_restore": EVIDENCE_ACT | {"fill": "405 405 405 | 403 302 403"},
    "submissions:check": {
        "fill": "302 200 302 | 403 302+ 403",
        "verify": OVER,
        "step": OVER,
        "paraf": OVER,
        "sign": OVER,
        "archive": OVER,
        "end": OVER,
    },
    "importers:sheet": {
        "fill": "302 200 302 | 403 422 403",
        "verify": OVER,
        "step": OVER,
        "paraf": OVER,
        "sign": OVER,
        "archive": OVER,
        "end": OVER,
    },
    # Whoever may begin a file corrects a signed one: at `fill` its clerk meets an unsigned file, later holders begin none.
    "submissions:correct": {
        "fill": "403 409 403 | 403 409 403",
        **dict.fromkeys(("verify", "step", "paraf", "sign", "archive", "end"), "403 403 403 | 403 403 403"),
    },
    # Whoever may begin a file takes a correction back; the file of a scene is none.
    "submissions:take_back": {
        "fill": "403 409 403 | 403 409 403",
        **dict.fromkeys(("verify", "step", "paraf", "sign", "archive", "end"), "403 403 403 | 403 403 403"),
    },
    "submissions:narrative": {
        "fill": "200 200 200 | 403 302+ 403",
        "verify": "200 200 200 | 403 302+ 403",
        "step": LOCKED,
        "paraf": LOCKED,
        "sign": LOCKED,
        "archive": LOCKED,
        "end": LOCKED,
    },
}
# One cell of a sheet, saved by PATCH: colleague, holder, superuser.
CELL_CLOSED = "409 409 409"
CELL = {
    "fill": "403 200+ 403",
    "verify": CELL_CLOSED,
    "step": CELL_CLOSED,
    "paraf": CELL_CLOSED,
    "sign": CELL_CLOSED,
    "archive": CELL_CLOSED,
    "end": CELL_CLOSED,
}

# A step that is over: looking shows where the file is now, posting tells who was first.
CLOSED = {
    "assigning:assign": "409 409 409 | 409 409 409",
    "submissions:act": "405 405 405 | 409 409 409",
    "submissions:return": OVER,
    "submissions:verify": OVER,
    "submissions:sign": OVER,
    "submissions:file": OVER,
    "submissions:judge": "405 405 405 | 409 409 409",
    "submissions:attend": "405 405 405 | 409 409 409",
    "submissions:withdraw": "403 403 403 | 403 403 403",
}
