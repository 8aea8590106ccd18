"""Timestamps (RFC 3161) of our own clock over a file that is no PDF, and what such a stamp proves. By pyHanko."""

import asyncio
import datetime as dt
import hashlib

from asn1crypto import algos, cms, tsp, x509
from pyhanko.sign.timestamps.common_utils import get_nonce
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from kinerja.signing import trust
from kinerja.signing.validation import UNREADABLE

GRANTED = {"granted", "granted_with_mods"}


def stamp(content: bytes) -> bytes:
    """The answer of the clock (TimeStampResp, DER): this content was there now. `openssl ts -verify` reads it."""
    imprint = tsp.MessageImprint(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": hashlib.sha256(content).digest(),
        }
    )
    asked = {"version": "v1", "message_imprint": imprint, "nonce": get_nonce(), "cert_req": True}
    answer: bytes = trust.clock().request_tsa_response(tsp.TimeStampReq(asked)).dump()
    return answer


def stamped_at(answer: bytes, content: bytes, root: bytes) -> dt.datetime:
    """When the clock saw this very content. `root`: the certificate (DER) of the authority that vouches for the clock.

    ValueError where the stamp cannot be read, is of other content, or of a clock that this authority does not know.
    """
    try:
        token = _token(answer)
        moment: dt.datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        context = ValidationContext(
            trust_roots=[x509.Certificate.load(root)], allow_fetching=False, moment=moment,
            revocation_mode="soft-fail",  # the clock stands on no list: who holds its key holds the authority too
        )  # fmt: skip
        found = asyncio.run(
            validate_tst_signed_data(token, context, lambda name: hashlib.new(name, content).digest())
        )
    except UNREADABLE as error:
        raise ValueError(str(error)) from error
    if not (found["intact"] and found["valid"] and found["validation_path"] is not None):
        raise ValueError("another content, or another clock")
    return moment


def _token(answer: bytes) -> cms.SignedData:
    said = tsp.TimeStampResp.load(answer, strict=True)
    if said["status"]["status"].native not in GRANTED:
        raise ValueError("refused by the clock")
    token: cms.SignedData = said["time_stamp_token"]["content"]
    return token
