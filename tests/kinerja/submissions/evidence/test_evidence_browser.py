"""Evidence in a real browser: uploading with progress, looking, removing and taking it back, with and without scripts."""

import pytest
from playwright.sync_api import expect

from kinerja.submissions.evidence.models import Evidence
from tests.kinerja.submissions.evidence.makers import pdf, picture
from tests.kinerja.submissions.sheets import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# As high as the page: axe counts what a sticky bar covers as too small to touch.
SIZES = [(1280, 4000), (360, 9000)]


def files(*names):
    kinds = {
        "pdf": ("application/pdf", pdf()),
        "png": ("image/png", picture("PNG", (300, 200))),
        "exe": ("", b"MZ"),
    }
    return [{"name": name, "mimeType": kinds[name[-3:]][0], "buffer": kinds[name[-3:]][1]} for name in names]


def choose(page, *names):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("link", name="Unggah bukti dukung untuk Indikator 1").click()
    chooser.value.set_files(files(*names))


def test_a_file_is_uploaded_looked_at_removed_and_taken_back(scene, live_server, page, sign_in):
    sign_in(page, scene.clerk)
    page.goto(live_server.url + address(scene.submission, scene.unit))
    page.locator("details.unfold summary").first.click()
    page.locator("[data-cell]").nth(1).fill("91")  # still there after everything below
    page.route("**/bukti/**", lambda route: route.abort())
    choose(page, "layar.png")
    expect(page.get_by_text("Sambungan terputus. Berkas Anda masih terpilih.")).to_be_visible()
    page.unroute("**/bukti/**")
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.get_by_text("‘layar.png’ terlampir.")).to_be_visible()
    choose(page, "palsu.exe", "rekap.pdf")
    expect(
        page.get_by_text("‘palsu.exe’ tidak dilampirkan. Jenis berkas ini tidak diterima.")
    ).to_be_visible()
    expect(page.get_by_text("‘rekap.pdf’ terlampir.")).to_be_visible()
    expect(page.locator(f"[data-evidence-count='{scene.row().pk}']")).to_have_text("2")
    page.get_by_role("link", name="Lihat layar.png").click()
    picture_shown = page.locator(".evidence-beside img")
    expect(picture_shown).to_have_js_property("naturalWidth", 300)
    page.keyboard.press("Escape")
    expect(picture_shown).to_have_count(0)
    page.get_by_role("link", name="Hapus rekap.pdf").click()
    expect(page.get_by_text("‘rekap.pdf’ dihapus.")).to_be_visible()
    page.get_by_role("link", name="Urungkan penghapusan rekap.pdf").click()
    expect(page.get_by_text("‘rekap.pdf’ dipulihkan.")).to_be_visible()
    expect(page.locator("[data-cell]").nth(1)).to_have_value("91")
    assert list(Evidence.objects.values_list("name", "removed_at")) == [
        ("layar.png", None),
        ("rekap.pdf", None),
    ]


def test_all_of_it_works_without_scripts(scene, live_server, new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, scene.clerk)
    page.goto(live_server.url + address(scene.submission, scene.unit))
    page.locator("details.unfold summary").first.click()
    page.get_by_role("link", name="Unggah bukti dukung untuk Indikator 1").click()
    page.get_by_label("Pilih satu atau beberapa berkas").set_input_files(files("rekap.pdf", "layar.png"))
    page.get_by_role("button", name="Unggah", exact=True).click()
    expect(page.get_by_text("‘layar.png’ terlampir.")).to_be_visible()
    page.get_by_role("link", name="Lihat layar.png").click()
    expect(page.locator(".evidence-pane img")).to_be_visible()
    page.get_by_role("button", name="Hapus layar.png").click()
    page.get_by_role("button", name="Urungkan penghapusan layar.png").click()
    expect(page.get_by_text("‘layar.png’ dipulihkan.")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_the_page_of_a_row_is_accessible_and_fits(scene, live_server, page, sign_in, axe, size):
    scene.attach("rekap yang namanya sangat_panjang_tanpa_spasi_sama_sekali_sampai_tiga_puluh_september.pdf")
    scene.attach("layar.png", picture("PNG", (900, 600)))
    sign_in(page, scene.clerk)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{live_server.url}{scene.url()}?lihat={Evidence.objects.latest('pk').pk}")
    expect(page.locator(".evidence-pane img")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.goto(live_server.url + address(scene.submission, scene.unit))
    page.locator("details.unfold summary").first.click()
    expect(page.locator(".evidence-file").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
