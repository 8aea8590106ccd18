"""Files of others are as published, and every dependency stands in the lock."""

import re
import shutil
import subprocess

import pytest
from django.core.management import CommandError, call_command

from kinerja.common import vendor
from tests.house.files import ROOT


def test_every_vendored_file_is_as_published(capsys):
    call_command("check_vendor")
    assert "every file as published" in capsys.readouterr().out


@pytest.fixture
def copy(tmp_path, settings):
    for package in vendor.packages(ROOT):
        for path in package["files"]:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    shutil.copy(ROOT / vendor.LIST, tmp_path / vendor.LIST)
    settings.BASE_DIR = tmp_path
    return tmp_path


def test_a_changed_file_is_named(copy):
    (copy / "static/icons.svg").write_text("<svg/>")
    with pytest.raises(CommandError, match=r"static/icons\.svg: changed"):
        call_command("check_vendor")


def test_a_missing_file_is_named(copy):
    (copy / "static/vendor/bootstrap-5.3.8/LICENSE").unlink()
    with pytest.raises(CommandError, match=r"bootstrap-5\.3\.8/LICENSE: missing"):
        call_command("check_vendor")


def test_an_unlisted_file_is_named(copy):
    (copy / "static/vendor/bootstrap-5.3.8/extra.js").write_text("")
    with pytest.raises(CommandError, match=r"extra\.js: not listed"):
        call_command("check_vendor")


def test_every_icon_a_page_asks_for_is_in_the_sprite():
    sprite = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static/icons.svg").read_text()))
    asked = set()
    for path in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r'components/icon\.html" with name="([^"]+)"', path.read_text()))
    assert asked - sprite == set()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_the_requirements_for_pip_agree_with_the_lock(file):
    if shutil.which("uv") is None or subprocess.run(["uv", "--version"], check=False).returncode:
        pytest.skip("no uv here: the lock cannot be exported")
    group = "--no-dev" if file == "requirements.txt" else "--group=dev"
    command = ["uv", "export", "--quiet", "--frozen", "--offline", group, "--no-emit-project"]
    exported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ours = (ROOT / "contrib" / file).read_text()
    assert [row for row in ours.splitlines() if "#" not in row] == [
        row for row in exported.splitlines() if "#" not in row
    ]


def test_the_lock_names_no_private_mirror():
    hosts = set(re.findall(r'https?://([^/"]+)', (ROOT / "uv.lock").read_text()))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}
