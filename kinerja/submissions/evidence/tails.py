"""Signs of a second file inside a first one."""

import re

_ARCHIVE_END = b"PK\x05\x06"
_ARCHIVE_REACH = 65_557  # the longest end of an archive: 22 bytes and a comment
_PROGRAM = re.compile(rb"<\?php|<script\b|<html\b|#!/", re.IGNORECASE)


def holds_archive(content: bytes) -> bool:
    """Whether an unpacker would find an archive at the end of these bytes."""
    return _ARCHIVE_END in content[-_ARCHIVE_REACH:]


def holds_program(content: bytes) -> bool:
    """Whether a web server or browser could take these bytes for a program or a page."""
    return _PROGRAM.search(content) is not None
