"""Why an archive is not destroyed."""

from sop.errors import RuleError


class NotRipe(RuleError):
    """Its retention is not over, its end is another, or it stands on another list."""

    code = "not_ripe"

    def __init__(self, title: str) -> None:
        super().__init__(
            f"‘{title}’ belum boleh dimusnahkan: masa simpannya belum habis, nasib akhirnya bukan musnah, "
            "atau sudah ada pada usul lain. Muat ulang halaman untuk melihat daftarnya."
        )


class NothingProposed(RuleError):
    code = "nothing_proposed"
    http_status = 422

    def __init__(self) -> None:
        super().__init__("Pilih sedikitnya satu berkas.")


class ProposalClosed(RuleError):
    code = "proposal_closed"

    def __init__(self, state: str) -> None:
        super().__init__(f"Usul ini sudah {state.lower()}. Pemusnahan yang dicatat tidak dapat dibatalkan.")


class OwnProposal(RuleError):
    """Two persons: whoever proposes does not record the berita acara."""

    code = "own_proposal"
    http_status = 403

    def __init__(self) -> None:
        super().__init__(
            "Anda yang mengusulkan pemusnahan ini. Berita acaranya dicatat oleh pengelola lain di perangkat daerah Anda."
        )
