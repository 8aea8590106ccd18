"""An icon of the sprite, for places that are drawn dozens of times on a page; elsewhere `components/icon.html`."""

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show {% icon "clock" %}; the names are ours, so nothing is escaped. Decoration only: words stand beside it."""
    address = static("icons.svg")
    return SafeString(
        f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{address}#{name}"></use></svg>'
    )
