"""The place of the signature: one piece on one page, wherever the text above it ends."""

import dataclasses

import pytest

from kinerja.documents.pdf import render_report
from tests.kinerja.documents import samples
from tests.kinerja.documents.reading import pages

pytestmark = pytest.mark.pdf
NIP = "NIP 19670303 199809 1 001"


@pytest.mark.parametrize("parafs", [True, False])
@pytest.mark.parametrize("lines", range(0, 45, 5))
def test_post_name_and_nip_stand_on_one_page(lines, parafs):
    short = dataclasses.replace(samples.GROUPS[0], rows=samples.GROUPS[0].rows[:1])
    report = dataclasses.replace(
        samples.draft_report(),
        groups=(short,),
        narrative="\n\n".join(["Alinea."] * lines),
        parafs=samples.PARAFS if parafs else (),
    )
    signed = [page for page in pages(render_report(report)) if NIP in page]
    assert len(signed) == 1
    assert samples.KADIS.name in signed[0]
    assert f"{samples.KADIS.position}," in signed[0]
