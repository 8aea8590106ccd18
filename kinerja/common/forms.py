"""The forms of the login pages, in the words of the house."""

from typing import Any

from allauth.account import forms as account
from django import forms


def plain(field: forms.Field, label: str, missing: str) -> None:
    """Give a field its label and its one sentence; a placeholder that repeats the label only hides it."""
    field.label = label
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["class"] = "form-control"
    field.help_text = ""


class LoginForm(account.LoginForm):
    """NIP or user name, and password."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["login"], "NIP atau nama pengguna", "Isi NIP atau nama pengguna Anda.")
        plain(self.fields["password"], "Kata sandi", "Isi kata sandi Anda.")
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more, before something that cannot be undone."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["password"], "Kata sandi", "Isi kata sandi Anda.")


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, and the new one twice."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain(self.fields["oldpassword"], "Kata sandi lama", "Isi kata sandi lama Anda.")
        plain(self.fields["password1"], "Kata sandi baru", "Isi kata sandi baru.")
        plain(self.fields["password2"], "Ulangi kata sandi baru", "Ulangi kata sandi baru.")
        new = self.fields["password1"]
        new.help_text = "Sedikitnya 8 karakter. Kalimat pendek yang mudah Anda ingat lebih kuat."

    def clean_oldpassword(self) -> str:
        typed = self.cleaned_data["oldpassword"]
        if self.user is None or not self.user.check_password(typed):
            raise forms.ValidationError("Kata sandi lama tidak cocok.")
        return str(typed)
