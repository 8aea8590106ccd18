"""Opening the correction of a signed report: the reason, which is owed and stands on the new paper."""

from django import forms

from kinerja.submissions.forms.act import textarea


class CorrectionForm(forms.Form):
    """What was wrong with the signed document."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Alasan perbaikan",
        max_length=1000,
        widget=textarea(3),
        help_text="Dicetak pada laporan revisi. Misalnya: realisasi Indikator 3 tertukar dengan bulan lalu.",
        error_messages={
            "required": "Tulis alasan perbaikan: apa yang keliru pada dokumen yang ditandatangani.",
            "max_length": "Ringkas alasan menjadi paling banyak 1.000 huruf.",
        },
    )
