"""Tags for templates of lower packages, which may not import the drawing (library "flow")."""

from django import template

from sop.flowchart import screen
from sop.flowchart.syllables import softened
from sop.procedures.models import Publication
from sop.procedures.pages import SheetPage

register = template.Library()


@register.simple_tag
def flow_table(page: SheetPage, publication: Publication | None = None) -> screen.FlowTable | None:
    """The rows of a sheet with its flow: `{% flow_table page publication as flow %}`."""
    return screen.flow_table(page, publication)


@register.filter
def suku_kata(text: str) -> str:
    """The heading of a lane, whose long words may be broken between syllables."""
    return softened(text)
