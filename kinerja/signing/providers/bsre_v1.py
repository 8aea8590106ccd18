"""Version 1 of the Esign Client Service: one file as multipart form, the NIK in the address of the status."""

from dataclasses import dataclass
from urllib.parse import quote

from django.views.decorators.debug import sensitive_variables

from kinerja.signing.pades import Order
from kinerja.signing.providers.bsre import Bsre, decoded, parsed
from kinerja.signing.providers.client import Answer


@dataclass(frozen=True)
class BsreV1(Bsre):
    """`xAxis, yAxis` are the lower left corner of the box, `width, height` its upper right one, in points."""

    @sensitive_variables()
    def _asked(self, nik: str) -> Answer:
        return self.ask("v1 status", "GET", f"/api/user/status/{quote(nik, safe='')}")

    @sensitive_variables()
    def _signed(self, pdf: bytes, order: Order, nik: str, secret: str) -> bytes:
        left, bottom, right, top = (round(edge) for edge in order.corners)
        fields = {
            "nik": nik, "passphrase": secret, "tampilan": "visible", "image": "true",
            "page": str(order.page + 1), "xAxis": str(left), "yAxis": str(bottom), "width": str(right),
            "height": str(top), "reason": order.reason, "jenis_response": "BASE64",
        }  # fmt: skip
        files = {
            "file": ("dokumen.pdf", pdf, "application/pdf"),
            "imageTTD": ("stempel.png", order.stamp, "image/png"),
        }
        answer = self.ask("v1 sign", "POST", "/api/sign/pdf", data=fields, files=files)
        # Some releases answer with the file itself whatever was asked for.
        return (
            answer.body
            if answer.body.startswith(b"%PDF")
            else decoded(parsed(answer).get("base64_signed_file"))
        )
