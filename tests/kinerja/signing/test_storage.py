import hashlib
from pathlib import Path

import pytest

from kinerja.common import blobs
from kinerja.signing import codes
from kinerja.signing.models import SignedDocument
from kinerja.signing.storage import DocumentDamaged, content_of, is_intact, store

PAPER = b"%PDF-1.7 laporan"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def row(content=PAPER) -> SignedDocument:
    stored = store(content)
    return SignedDocument(sha256=stored.sha256, path=stored.path, size=stored.size)


def test_bytes_lie_under_their_sha256(shelf):
    stored = store(PAPER)
    digest = hashlib.sha256(PAPER).hexdigest()
    assert stored == blobs.Stored(digest, len(PAPER), f"documents/{digest[:2]}/{digest}.pdf")
    assert (shelf / stored.path).read_bytes() == PAPER
    assert [path.name for path in (shelf / stored.path).parent.iterdir()] == [f"{digest}.pdf"]


def test_storing_twice_keeps_one_file_and_does_not_touch_it(shelf):
    path = shelf / store(PAPER).path
    before = path.stat().st_mtime_ns
    store(PAPER)
    assert path.stat().st_mtime_ns == before


def test_a_damaged_file_is_replaced_when_the_same_bytes_come_again(shelf):
    path = shelf / store(PAPER).path
    path.write_bytes(b"rusak")
    store(PAPER)
    assert path.read_bytes() == PAPER


def test_a_full_disk_leaves_nothing_behind(shelf, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(blobs.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(PAPER)
    assert [path for path in shelf.rglob("*") if path.is_file()] == []


def test_what_was_stored_is_read_back():
    document = row()
    assert content_of(document) == PAPER
    assert is_intact(document)


@pytest.mark.parametrize("harm", ["flip", "delete"])
def test_a_changed_or_lost_file_is_never_given_out(shelf, harm):
    document = row()
    path = shelf / document.path
    if harm == "flip":
        path.write_bytes(PAPER[:-1] + b"X")
    else:
        path.unlink()
    assert not is_intact(document)
    with pytest.raises(DocumentDamaged, match="tidak sama dengan yang ditandatangani"):
        content_of(document)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7K3M9QXZ", "7K3M9QXZ"), ("7k3m9qxz", "7K3M9QXZ"), (" 7K3M 9QXZ ", "7K3M9QXZ"), ("7K3M-9QXZ", "7K3M9QXZ"),
        ("OIL00000", "01100000"), ("oil00000", "01100000"), ("7K3M9QX", ""), ("7K3M9QXZZ", ""), ("7K3M9QXU", ""),
        ("", ""), ("../../..", ""),
    ],
)  # fmt: skip
def test_a_code_is_read_as_it_was_meant(typed, code):
    assert codes.clean_code(typed) == code


def test_a_new_code_is_one_that_reads_back_as_itself():
    made = {codes.new_code() for _ in range(500)}
    assert len(made) == 500
    assert all(codes.clean_code(code) == code for code in made)
