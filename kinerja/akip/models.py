"""The criteria of the evaluation of AKIP by which the pack is arranged: data, because the wording belongs to the regulation."""

from django.db import models

KINDS = {
    "sop": "Lembar SOP",
    "report": "Laporan bertanda tangan",
    "recap": "Rekapitulasi tahun",
    "trail": "Riwayat berkas",
    "compliance": "Kepatuhan terhadap mutu baku",
    "evaluation": "Evaluasi SOP",
}

# In the ZIP each kind has a folder of its own.
FOLDERS = {
    "sop": "sop",
    "report": "laporan",
    "recap": "rekapitulasi",
    "trail": "riwayat",
    "compliance": "kepatuhan",
    "evaluation": "evaluasi",
}


class Criterion(models.Model):
    """A part of a component with its criteria (`points`, one a line). `kinds`: which evidence stands under it (keys of KINDS, parted by commas).

    `checked`: somebody has compared the words with the regulation; until then page and paper say that it must be.
    """

    code = models.CharField("kode", max_length=10, unique=True)
    text = models.TextField("bunyi kriteria")
    points = models.TextField(
        "butir kriteria", blank=True, help_text="Satu butir per baris, menurut urutannya."
    )
    expects = models.TextField("bukti yang diharapkan", blank=True)
    kinds = models.CharField(
        "jenis bukti",
        max_length=120,
        blank=True,
        help_text=f"Dipisahkan koma, pilihannya: {', '.join(KINDS)}.",
    )
    order = models.PositiveSmallIntegerField("urutan", default=0)
    checked = models.BooleanField("sudah diperiksa terhadap naskah peraturan", default=False)
    used = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "kriteria AKIP"
        verbose_name_plural = "kriteria AKIP"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.code

    @property
    def point_list(self) -> list[str]:
        return [line.strip() for line in self.points.splitlines() if line.strip()]

    @property
    def kind_list(self) -> list[str]:
        return [kind for kind in (word.strip() for word in self.kinds.split(",")) if kind in KINDS]
