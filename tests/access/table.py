"""The table of access: what each person gets at each address, as GET and as POST.

A status followed by "+" means that the request wrote into the ledger; nothing else may.
"""

from tests.access.moments import ACTS

PERSONS = ("anonymous", "stranger", "colleague", "holder", "superuser", "ended", "deactivated")
EVERYONE = "200 200 200 200 200 200 200"
SIGNED_IN = "302 200 200 200 200 200 302"
OFFICE = "302 404 200 200 200 404 302"  # what belongs to an office: strangers find nothing
OWN_JOB = "302 404 404 200 200 404 302"  # personal: colleagues find nothing; a superuser looks after those that fail
JOB_OVER = "401 404 404 409 409 404 401"
READ_ONLY = "401 405 405 405 405 405 401"
# The sheet of a scene is published: who may edit is told that it cannot be changed any more.
FROZEN = "302 404 403 403 409 404 302"
FROZEN_ACT = "401 404 403 403 409 404 401"

# Only who holds a planning post changes indicators and targets; the superuser may look and help out.
PLANNER = "302 404 403 403 200 404 302"
PLANNED = "401 404 403 403 422 404 401"  # an empty form is refused
PLANNER_DONE = "401 404 403 403 302 404 401"
UNFILED = "302 404 404 404 404 404 302"
POST_ONLY = "302 405 405 405 405 405 302"
CONFIRM = "302 302 302 302 302 302 302"
ACCOUNT_DONE = "401 302 302 302 302 302 401"

# Papers of a file: made by the holder of the open step and by who opens or files it, a superuser makes none.
WRITER = "302 404 403 200 403 404 302"
WRITTEN = "401 404 403 302 403 404 401"
NOT_ISSUED = "401 404 403 409 403 404 401"
# Only who holds a keeper post changes the settings of an office.
KEEPER = "302 404 403 403 200 404 302"
KEPT = "401 404 403 403 422 404 401"
KEEPER_DONE = "401 404 403 403 302 404 401"
OWN_ONLY = "401 302 302 302 302 302 401"  # each for himself

# Addresses at which the moment of the file does not matter: (GET, POST), a column for each of PERSONS.
PAGES = {
    "common:health": (EVERYONE, "405 405 405 405 405 405 405"),
    "common:help": (EVERYONE, "405 405 405 405 405 405 405"),
    "common:style": ("302 403 403 403 200 403 302", READ_ONLY),
    "common:signed_in": (SIGNED_IN, READ_ONLY),
    "common:settings": ("302 302 302 302 200 200 302", READ_ONLY),
    "common:office_settings": (OFFICE, READ_ONLY),
    "common:extend": ("302 405 405 405 405 405 302", "401 204 204 204 204 204 401"),
    "account_login": ("200 302 302 302 302 302 200", "200 302 302 302 302 302 200"),
    "account_logout": ("302 200 200 200 200 200 302", "302 302 302 302 302 302 302"),
    "mfa_authenticate": ("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "mfa_login_webauthn": ("302 302 302 302 302 302 302", "302 302 302 302 302 302 302"),
    "accounts:profile": (SIGNED_IN, "401 302 302 302 302 302 401"),
    "accounts:devices": (SIGNED_IN, READ_ONLY),
    "accounts:display": (POST_ONLY, ACCOUNT_DONE),
    "accounts:end_others": (POST_ONLY, ACCOUNT_DONE),
    "accounts:end_device": (POST_ONLY, ACCOUNT_DONE),
    "accounts:factors": (SIGNED_IN, READ_ONLY),
    # None of them gave the password a moment ago: they are led to the page that asks for it.
    "accounts:add_totp": (CONFIRM, ACCOUNT_DONE),
    "accounts:add_passkey": (CONFIRM, ACCOUNT_DONE),
    "accounts:codes": (CONFIRM, ACCOUNT_DONE),
    "accounts:rename_factor": (CONFIRM, ACCOUNT_DONE),
    "accounts:remove_factor": (CONFIRM, ACCOUNT_DONE),
    "accounts:challenge": (POST_ONLY, "401 200 200 200 200 200 401"),
    "resets:requests": (OFFICE, READ_ONLY),
    "resets:factors": (PLANNER, PLANNED),
    "resets:password": (PLANNER, PLANNED),
    # Asked by the second person of the office; an empty form decides nothing, and only the one who asked takes it back.
    "resets:decide": (OFFICE, "401 404 422 422 422 404 401"),
    "resets:withdraw": (POST_ONLY, "401 404 403 403 403 404 401"),
    "resets:make_password": (POST_ONLY, "401 404 403 403 403 404 401"),
    "account_reauthenticate": (SIGNED_IN, "401 200 200 200 200 200 401"),
    "account_change_password": (SIGNED_IN, "401 200 200 200 200 200 401"),
    "admin/login/": ("302 403 403 403 403 403 302", "302 403 403 403 403 403 302"),
    "admin/password_change/": ("302 302 302 302 302 302 302", "401 302 302 302 302 302 401"),
    "compliance:home": ("302 302 302 302 200 200 302", READ_ONLY),  # where there is one SOP, to its page
    "compliance:page": (OFFICE, READ_ONLY),
    "compliance:steps": (OFFICE, READ_ONLY),
    "compliance:csv": (OFFICE, READ_ONLY),
    "compliance:ways": (OFFICE, READ_ONLY),
    "compliance:log_csv": (OFFICE, READ_ONLY),
    "compliance:log_xes": (OFFICE, READ_ONLY),
    "compliance:report": (OFFICE, READ_ONLY),
    # Only keepers and planners write; it has not been begun here, so that there is nothing to write in and to print.
    "compliance:evaluation": (OFFICE, "401 404 403 403 409 404 401"),
    "compliance:begin_evaluation": (POST_ONLY, PLANNER_DONE),
    "compliance:correct_evaluation": (POST_ONLY, "401 404 403 403 409 404 401"),
    "compliance:evaluation_pdf": ("302 404 404 404 404 404 302", READ_ONLY),
    "akip:page": (OFFICE, READ_ONLY),
    "akip:zip": (OFFICE, READ_ONLY),
    "akip:pdf": (OFFICE, READ_ONLY),
    "akip:order": (POST_ONLY, "401 404 404 404 404 404 401"),
    "flowchart:css": (OFFICE, READ_ONLY),
    "flowchart:as_bpmn": (OFFICE, READ_ONLY),
    "importers:load": ("302 403 403 403 200 403 302", "401 403 403 403 422 403 401"),
    "importers:decide": ("302 405 405 405 405 405 302", "401 403 403 403 422 403 401"),
    "importers:lines": ("302 403 403 403 404 403 302", READ_ONLY),
    "importers:sop_xlsx": (OFFICE, READ_ONLY),
    "importers:template": ("302 403 403 403 200 403 302", READ_ONLY),
    "indicators:home": ("302 302 302 302 200 200 302", READ_ONLY),
    "indicators:tree": (OFFICE, READ_ONLY),
    "indicators:new_objective": (PLANNER, PLANNED),
    "indicators:objective": (PLANNER, PLANNED),
    "indicators:move_objective": (POST_ONLY, PLANNER_DONE),
    "indicators:new_indicator": (PLANNER, PLANNED),
    "indicators:indicator": (PLANNER, PLANNED),
    "indicators:move_indicator": (POST_ONLY, PLANNER_DONE),
    "indicators:use_indicator": (POST_ONLY, PLANNER_DONE),
    "indicators:sheet": (OFFICE, PLANNER_DONE),
    "indicators:copy": (PLANNER, PLANNER_DONE),
    "indicators:agreement": (PLANNER, PLANNED),
    "indicators:revise": (PLANNER, PLANNED),
    "plans:load": (PLANNER, PLANNED),
    "plans:keep": (POST_ONLY, PLANNED),
    "plans:download": (PLANNER, READ_ONLY),
    "worktime:worktime": (OFFICE, READ_ONLY),
    "worktime:trial": (OFFICE, READ_ONLY),
    "worktime:rules": (POST_ONLY, PLANNED),
    "worktime:new_day": (PLANNER, PLANNED),
    "worktime:drop_day": (POST_ONLY, PLANNER_DONE),
    "worktime:national": (PLANNER, PLANNER_DONE),
    "worktime:week": (PLANNER, PLANNED),
    "worktime:drop_week": (PLANNER, PLANNED),
    "offices:posts": (OFFICE, READ_ONLY),
    "offices:appointments": (OFFICE, READ_ONLY),
    "offices:new_person": (PLANNER, PLANNED),
    "offices:person": (PLANNER, PLANNED),
    "offices:switch_person": (PLANNER, PLANNED),
    "offices:new_appointment": (PLANNER, PLANNED),
    "offices:end_appointment": (PLANNER, PLANNED),
    "assigning:orphans": (OFFICE, READ_ONLY),
    "handover:mappings": (OFFICE, READ_ONLY),
    "handover:new_mapping": (KEEPER, KEPT),
    "handover:mapping": (KEEPER, KEPT),
    "handover:preview": (OFFICE, READ_ONLY),
    "handover:file": (OFFICE, READ_ONLY),
    # The open step neither hands over nor files.
    "handover:add_receipt": ("302 404 403 403 403 404 302", "401 404 403 403 403 404 401"),
    "handover:receipt_file": ("302 404 404 404 404 404 302", READ_ONLY),
    "handover:xlsx": (OFFICE, READ_ONLY),
    "handover:csv": (OFFICE, READ_ONLY),
    "insights:home": (SIGNED_IN, READ_ONLY),
    "insights:inbox": (SIGNED_IN, READ_ONLY),
    "insights:graph": (OFFICE, READ_ONLY),
    "insights:search": (SIGNED_IN, READ_ONLY),
    "insights:recap": (SIGNED_IN, READ_ONLY),
    "insights:recap_pdf": (OFFICE, READ_ONLY),
    "insights:recap_xlsx": (OFFICE, READ_ONLY),
    "insights:remind": ("302 405 405 405 405 405 302", "401 404 403 403 403 404 401"),
    # The file of a scene is not filed yet, so there is nothing to take away, and nothing old enough to be destroyed.
    "archive:list": (SIGNED_IN, READ_ONLY),
    "archive:bundle": (UNFILED, READ_ONLY),
    "archive:year": (UNFILED, READ_ONLY),
    "archive:order_year": (POST_ONLY, "401 404 404 404 404 404 401"),
    "archive:disposals": (OFFICE, READ_ONLY),
    "archive:disposal": (OFFICE, READ_ONLY),
    "archive:disposal_paper": (OFFICE, READ_ONLY),
    "archive:disposal_scan": (UNFILED, READ_ONLY),
    "archive:propose": (PLANNER, PLANNED),
    "archive:cancel_disposal": (POST_ONLY, PLANNER_DONE),
    "archive:record_disposal": (PLANNER, PLANNED),
    "archive:classifications": (OFFICE, READ_ONLY),
    "archive:classification_examples": (POST_ONLY, PLANNER_DONE),
    "archive:new_classification": (PLANNER, PLANNED),
    "archive:classification": (PLANNER, PLANNED),
    "insights:sop_pdf": (OFFICE, READ_ONLY),
    "letters:register": (OFFICE, READ_ONLY),
    "letters:register_xlsx": (OFFICE, READ_ONLY),
    "letters:register_csv": (OFFICE, READ_ONLY),
    "letters:scheme": (PLANNER, PLANNED),
    "letters:list": (OFFICE, WRITTEN),
    "letters:letter": (OFFICE, WRITTEN),
    "letters:pdf": (OFFICE, READ_ONLY),
    "letters:cancel": (WRITER, WRITTEN),
    "letters:correct": (POST_ONLY, NOT_ISSUED),
    "letters:number": (WRITER, NOT_ISSUED),
    "letters:report_number": (WRITER, "401 404 403 302+ 403 404 401"),
    "insights:recap_order": ("302 405 405 405 405 405 302", "401 404 302 302 302 404 401"),
    "jobs:list": (SIGNED_IN, READ_ONLY),
    "jobs:job": (OWN_JOB, READ_ONLY),
    "jobs:progress": (OWN_JOB, READ_ONLY),
    "jobs:result": (OWN_JOB, READ_ONLY),
    "jobs:cancel": ("302 405 405 405 405 405 302", JOB_OVER),
    "jobs:again": ("302 405 405 405 405 405 302", JOB_OVER),
    "notifications:list": (SIGNED_IN, READ_ONLY),
    "notifications:choice": (SIGNED_IN, "401 422 422 422 422 422 401"),
    "feed:page": (SIGNED_IN, READ_ONLY),
    "feed:make": (POST_ONLY, OWN_ONLY),
    "feed:end": (POST_ONLY, OWN_ONLY),
    "feed:calendar": (
        "404 404 404 404 404 404 404",
        "405 405 405 405 405 405 405",
    ),  # the address alone opens it
    "office_notices:page": (OFFICE, KEPT),
    "office_notices:renew": (POST_ONLY, KEEPER_DONE),
    "office_notices:probe": (POST_ONLY, KEEPER_DONE),
    "office_notices:resend": (POST_ONLY, KEEPER_DONE),
    "periods:page": (OFFICE, READ_ONLY),
    "periods:rule": (KEEPER, KEPT),
    "periods:extend": (KEEPER, KEPT),
    "periods:revoke": (POST_ONLY, "401 404 403 403 404 404 401"),  # no leave was given
    "notifications:read": ("302 405 405 405 405 405 302", "401 302 302 302 302 302 401"),
    "procedures:catalogue": (SIGNED_IN, READ_ONLY),
    "procedures:sheet": (OFFICE, READ_ONLY),
    "procedures:as_json": (OFFICE, READ_ONLY),
    "procedures:as_yaml": (OFFICE, READ_ONLY),
    "procedures:compare": (OFFICE, READ_ONLY),
    "procedures:new_draft": ("302 404 403 403 200 404 302", "401 404 403 403 302 404 401"),
    "procedures:edit": (FROZEN, READ_ONLY),
    "procedures:edit_identity": (FROZEN, FROZEN_ACT),
    "procedures:edit_columns": (FROZEN, FROZEN_ACT),
    "procedures:edit_step": (FROZEN, FROZEN_ACT),
    "procedures:delete_step": (FROZEN, FROZEN_ACT),
    "procedures:move_step": ("302 405 405 405 405 405 302", FROZEN_ACT),
    "procedures:add_step": ("302 405 405 405 405 405 302", FROZEN_ACT),
    "procedures:publish": (FROZEN, FROZEN_ACT),
    "signing_office:setup": (OFFICE, "401 404 403 403 422 404 401"),
    "signing_office:check": (POST_ONLY, "401 404 403 403 200 404 401"),
    # No service needs a NIK here: a keeper finds nothing to enter.
    "signing_office:nik": ("302 404 403 403 404 404 302", "401 404 403 403 404 404 401"),
    "submissions:add_copy": ("302 404 403 409 403 404 302", "401 404 403 409 403 404 401"),
    "submissions:copy_file": ("302 404 404 404 404 404 302", READ_ONLY),
    "signing:check": (EVERYONE, "405 405 405 405 405 405 405"),
    "signing:verdict": (EVERYONE, EVERYONE),
    "submissions:cell": ("302 405 405 405 405 405 302", READ_ONLY),  # it listens to PATCH alone: see CELL
    "signing:root": (EVERYONE, "405 405 405 405 405 405 405"),
    "signing:revoked": (EVERYONE, "405 405 405 405 405 405 405"),
    "submissions:list": (SIGNED_IN, READ_ONLY),
    "submissions:queue": (SIGNED_IN, "401 422 422 422 422 422 401"),  # nothing is ticked
    "submissions:to_file": (SIGNED_IN, "401 422 422 422 422 422 401"),  # nothing is ticked
    "submissions:start": ("302 405 405 405 405 405 302", "401 404 403 302+ 403 404 401"),
    "submissions:detail": (OFFICE, READ_ONLY),
    "submissions:report": (OFFICE, READ_ONLY),
    "submissions:alterations": (OFFICE, READ_ONLY),
    "submissions:sent": ("302 404 302 302 302 404 302", READ_ONLY),  # the open step was not sent yet
    "submissions:receipt": ("302 404 404 404 404 404 302", READ_ONLY),
    "submissions:form_pdf": (OFFICE, READ_ONLY),
    "submissions:form_xlsx": (OFFICE, READ_ONLY),
    "submissions:evidence_file": (OFFICE, READ_ONLY),
}

ACCESS = {*PAGES, *ACTS}


def columns(row: str) -> dict[str, str]:
    """A row of PAGES by person."""
    return dict(zip(PERSONS, row.split(), strict=True))


def act_columns(row: str) -> tuple[dict[str, str], dict[str, str]]:
    """A row of ACTS by person, for GET and for POST."""
    looking, posting = (half.split() for half in row.split("|"))
    nobody = "405" if set(looking) == {"405"} else "404"
    return _walled(looking, "302", nobody), _walled(posting, "401", "404")


def cell_columns(row: str) -> dict[str, str]:
    """A row of CELL by person."""
    return _walled(row.split(), "401", "404")


def _walled(inside: list[str], login: str, stranger: str) -> dict[str, str]:
    colleague, holder, superuser = inside
    return columns(f"{login} {stranger} {colleague} {holder} {superuser} {stranger} {login}")
