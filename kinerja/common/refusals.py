"""Pages that say no without losing what was typed."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sop.errors import RuleError

security = logging.getLogger("kinerja.security")

SESSION_OVER = "Sesi berakhir. Masuk kembali; isian Anda tidak hilang."
FORM_RENEWED = "Formulir ini dibuka sebelum Anda masuk kembali. Periksa isian Anda, lalu kirim ulang."
FOREIGN_FORM = "Permintaan ini tidak berasal dari halaman aplikasi. Buka halamannya dari menu, lalu ulangi."

HEADINGS = {
    403: "Bukan wewenang Anda",
    409: "Belum dapat dilakukan",
    422: "Isian perlu diperbaiki",
}
SECRETS = ("password", "passphrase", "sandi", "passkey", "credential")
# Fields that steer a form or are only ticked; nobody typed them, but sending the form again needs them.
MACHINERY = frozenset(
    [
        "action",
        "agree_rest",
        "arah",
        "choice",
        "confirm",
        "copy",
        "data_hash",
        "declared",
        "edge",
        "expected_seq",
        "go",
        "idempotency_key",
        "key",
        "move",
        "next",
        "obligation",
        "pakai",
        "period",
        "read",
        "save",
        "sealed",
        "seen",
        "step_run",
        "units",
        "use_alternative",
        "verdict",
        "version",
    ]
)
LABELS = {
    "active_years": "Retensi aktif (tahun)",
    "application": "Nama aplikasi",
    "attendance": "Kehadiran",
    "attendees": "Daftar hadir",
    "basis": "Nomor adendum atau dasar",
    "bukti": "Keterangan bukti dukung",
    "catatan_": "Catatan untuk baris",
    "classification": "Klasifikasi",
    "comment": "Catatan",
    "date": "Tanggal",
    "disposition": "Nasib akhir",
    "explanation": "Penjelasan",
    "definition": "Definisi operasional",
    "first_party": "Pihak pertama",
    "follow_up": "Tindak lanjut",
    "helped": "Faktor pendorong",
    "hindered": "Faktor penghambat",
    "login": "NIP atau nama pengguna",
    "inactive_years": "Retensi inaktif (tahun)",
    "location": "Lokasi simpan",
    "no_data": "Tidak ada data",
    "no_data_reason": "Alasan tidak ada data",
    "measure": "Satuan",
    "name": "Nama",
    "note": "Catatan",
    "number": "Nomor",
    "officer": "Petugas yang menginput",
    "reason": "Alasan",
    "receipt": "Tanda terima",
    "recipients": "Penerima salinan",
    "remarks": "Catatan",
    "second_party": "Pihak kedua",
    "signed_on": "Tanggal penandatanganan",
    "since": "Berlaku sejak",
    "target": "Target",
    "text": "Uraian",
    "value": "Realisasi",
}


@dataclass(frozen=True)
class Typed:
    """One posted value. `kind`: text (shown), hidden (only sent again) or secret (must be typed again)."""

    name: str
    value: str
    kind: str

    @property
    def label(self) -> str:
        return LABELS.get(_stem(self.name), "Isian")


def typed(request: HttpRequest) -> list[Typed]:
    """What the user posted, without files and tokens; secrets keep their name only."""
    return list(_typed(request))


def _typed(request: HttpRequest) -> Iterator[Typed]:
    for name, values in request.POST.lists():
        if name == "csrfmiddlewaretoken":
            continue
        if name in {"code", "nik"} or any(word in name.lower() for word in SECRETS):
            yield Typed(name, "", "secret")
            continue
        for value in values:
            yield Typed(name, str(value), "hidden" if _stem(name) in MACHINERY or not value else "text")


def _stem(name: str) -> str:
    """Inputs of a row carry its number: "value-12" is a value."""
    return "catatan_" if name.startswith("catatan_") else name.partition("-")[0]


def wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def as_json(status: int, code: str, sentence: str) -> JsonResponse:
    return JsonResponse({"code": code, "sentence": sentence}, status=status)


def refuse(request: HttpRequest, error: RuleError) -> HttpResponse:
    """403, 409 or 422 with the sentence of the rule, and everything typed still readable."""
    security.info("refused %s on %s", error.code, request.path)
    if wants_json(request):
        return as_json(error.http_status, error.code, error.sentence)
    context = {
        "heading": HEADINGS.get(error.http_status, "Belum dapat dilakukan"),
        "sentence": error.sentence,
        "typed": [item for item in typed(request) if item.kind == "text"],
        **_way_out(request),
    }
    return render(request, "errors/rule.html", context, status=error.http_status)


def session_over(request: HttpRequest) -> HttpResponse:
    """401 for a form posted after the session ended: log in beside it, then send it again."""
    login = f"{reverse('account_login')}?next={reverse('common:signed_in')}"
    context = {"sentence": SESSION_OVER, "typed": typed(request), "login": login}
    return render(request, "errors/resend.html", context, status=401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form with an old token; only a form of our own may be sent again."""
    ours = _from_this_site(request)
    security.warning("csrf on %s: %s", request.path, reason)
    sentence = FORM_RENEWED if ours else FOREIGN_FORM
    if wants_json(request):
        return as_json(403, "csrf", sentence)
    if not ours:
        context = {"heading": "Permintaan ditolak", "sentence": sentence, "typed": [], "back": "/"}
        return render(request, "errors/rule.html", context, status=403)
    return render(request, "errors/resend.html", {"sentence": sentence, "typed": typed(request)}, status=403)


def _from_this_site(request: HttpRequest) -> bool:
    """Whether the browser vouches that our own page sent this; without that word a stranger's form looks alike."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _way_out(request: HttpRequest) -> dict[str, str]:
    """To the file a refusal is about, since the page before would only refuse again; else to that page."""
    match = request.resolver_match
    if match and match.namespace == "submissions" and "pk" in match.kwargs:
        return {"back": reverse("submissions:detail", args=[match.kwargs["pk"]]), "back_label": "Buka berkas"}
    return {"back": _back(request), "back_label": "Kembali"}


def _back(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return "/"
