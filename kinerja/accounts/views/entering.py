"""The second step of the login."""

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView

from kinerja.accounts.passkeys import plain
from kinerja.accounts.queries import factors_of


class SecondFactor(AuthenticateView):
    """A code, or a passkey where the person has one; the password was right."""

    template_name = "mfa/authenticate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = context.pop("js_data", {}).get("request_options", {})
        return {
            **context,
            "factors": factors_of(self.stage.login.user),
            "options": json.dumps(plain(options)),
        }


second_factor = SecondFactor.as_view()
