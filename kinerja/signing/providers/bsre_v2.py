"""Version 2 of the Esign Client Service: JSON, files as base64, passphrase or a one-time code (TOTP)."""

import base64
from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from kinerja.signing.errors import Problem, ProviderRefused
from kinerja.signing.pades import Order
from kinerja.signing.providers.bsre import Bsre, decoded, parsed
from kinerja.signing.providers.client import Answer

CODE = 6  # digits of a TOTP; a passphrase is longer


@dataclass(frozen=True)
class BsreV2(Bsre):
    """`originX, originY` are counted from the upper left corner of the page, in points."""

    @sensitive_variables()
    def _asked(self, nik: str) -> Answer:
        return self.ask("v2 status", "POST", "/api/v2/user/check/status", json={"nik": nik})

    @sensitive_variables()
    def _signed(self, pdf: bytes, order: Order, nik: str, secret: str) -> bytes:
        left, bottom, right, top = order.corners
        place = {
            "tampilan": "VISIBLE", "page": order.page + 1, "originX": round(left),
            "originY": round(order.height - top), "width": round(right - left), "height": round(top - bottom),
            "imageBase64": base64.b64encode(order.stamp).decode(), "location": "", "reason": order.reason,
        }  # fmt: skip
        kind = "totp" if len(secret) == CODE and secret.isdigit() else "passphrase"
        question = {
            "nik": nik, kind: secret, "signatureProperties": [place],
            "file": [base64.b64encode(pdf).decode()],
        }  # fmt: skip
        files = parsed(self.ask("v2 sign", "POST", "/api/v2/sign/pdf", json=question)).get("file")
        if not isinstance(files, list) or len(files) != 1:
            raise ProviderRefused(Problem.JAWABAN_RUSAK)
        return decoded(files[0])
