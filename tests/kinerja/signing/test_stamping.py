"""The stamp over a bundle is believed from the clock alone: an official's certificate, of the same authority, tells no time."""

import pytest
from cryptography.x509 import load_pem_x509_certificate

from kinerja.signing import trust
from kinerja.signing.hands import Clock
from kinerja.signing.stamping import stamp, stamped_at
from tests.kinerja.signing import paper

pytestmark = pytest.mark.django_db


def test_only_the_clock_stamps_and_only_this_content(monkeypatch):
    official = paper.open_key("penyegel")
    own = trust.certificate_of(load_pem_x509_certificate(official.certificate.pem.encode()))
    root, fair = trust.root_certificate(), stamp(b"isi")
    assert stamped_at(fair, b"isi", root).tzinfo
    monkeypatch.setattr(trust, "clock", lambda: Clock(own, official.key, trust.chain()))
    for answer, content in ((fair, b"lain"), (stamp(b"isi"), b"isi")):
        with pytest.raises(ValueError, match="another content, or another clock"):
            stamped_at(answer, content, root)
