"""Refusals about jobs."""

from sop.errors import RuleError


class JobIsOver(RuleError):
    code = "job_is_over"

    def __init__(self) -> None:
        super().__init__(
            "Pekerjaan ini sudah berakhir, sehingga tidak ada yang dibatalkan. Lihat hasilnya di bawah."
        )


class JobIsGoing(RuleError):
    code = "job_is_going"

    def __init__(self) -> None:
        super().__init__(
            "Pekerjaan ini tidak perlu diulang: ia masih berjalan atau sudah selesai. Lihat kemajuannya di bawah."
        )


class ResultGone(RuleError):
    code = "result_gone"
    http_status = 404

    def __init__(self) -> None:
        super().__init__(
            "Berkas hasil tidak ada lagi atau berubah pada penyimpanan. Buka pekerjaannya, lalu minta kembali."
        )
