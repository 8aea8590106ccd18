"""What is written beside a file."""

from django import forms

from kinerja.submissions.evidence.models import Evidence

DAY = "Isi tanggal lengkap, misalnya 30/9/2026."


class DescribeForm(forms.ModelForm[Evidence]):
    """What the document is, and of which date."""

    use_required_attribute = False
    dated = forms.DateField(
        label="Tanggal dokumen",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": DAY},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )

    class Meta:
        model = Evidence
        fields = ("caption", "dated")
        widgets = {"caption": forms.TextInput(attrs={"class": "form-control"})}
        error_messages = {"caption": {"max_length": "Ringkas keterangan menjadi paling banyak 200 huruf."}}
