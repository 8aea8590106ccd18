#!/bin/sh
# Prepares this machine for `make demo` or `make test`: the Python environment from the lock, and the system
# libraries where they may be installed. Never asks; safe to repeat; a second run takes a moment.
# Usage: contrib/setup.sh demo|test
set -eu
cd "$(dirname "$0")/.."
purpose=${1:?demo or test}
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1 DEBIAN_FRONTEND=noninteractive

# --- system packages -------------------------------------------------------------------------------------------

as_root=none
if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; fi
updated=no

can_install() { [ "$as_root" != none ] && command -v apt-get >/dev/null 2>&1; }

apt="apt-get -qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=1 -o Acquire::http::Timeout=20"
apt_install() {
    if [ $updated = no ]; then
        # shellcheck disable=SC2086
        $as_root $apt update </dev/null >/dev/null 2>&1 || true
        updated=yes
    fi
    # shellcheck disable=SC2086
    $as_root $apt install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

# need WHAT "CHECK" "WHAT IS SKIPPED WITHOUT IT" PACKAGE...: packages until the check passes; one line if it stays
# missing, never a failure.
need() {
    what=$1; check=$2; loss=$3; shift 3
    if $check; then return 0; fi
    if can_install; then
        echo "Memasang $what ($*) …"
        for package in "$@"; do $check || apt_install "$package" || true; done
        if $check; then return 0; fi
        echo "Dilewati: $loss, karena $what tidak dapat dipasang. Coba: sudo apt-get install $*"
    else
        echo "Dilewati: $loss, karena $what tidak ada. Pasang: sudo apt-get install $*"
    fi
}

has_pango() { "$python" -c 'import ctypes; [ctypes.CDLL(n) for n in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")]' 2>/dev/null; }
# Ubuntu's chromium may be an empty stub: it counts only if it runs.
has_chromium() {
    for name in chromium-headless-shell chromium chromium-browser; do "$name" --version >/dev/null 2>&1 && return 0; done
    return 1
}
has_postgres() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
has_pdftotext() { command -v pdftotext >/dev/null 2>&1; }
has_qpdf() { command -v qpdf >/dev/null 2>&1; }

# --- Python ----------------------------------------------------------------------------------------------------

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && recent "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ] && can_install; then
    command -v python3 >/dev/null 2>&1 || { echo "Memasang python3 …"; apt_install python3 || true; }
    if recent python3; then python=python3; fi
fi
if [ -z "$python" ]; then
    echo "Diperlukan Python 3.11 atau lebih baru; di sini: $(python3 --version 2>/dev/null || echo 'tidak ada Python')." >&2
    exit 1
fi

with_uv() {
    group=--no-dev
    [ "$purpose" = test ] && group="--group dev"
    # --inexact: what `make test` installed stays when `make demo` follows.
    # shellcheck disable=SC2086
    uv sync --quiet --frozen --inexact $group --python "$python"
}

with_pip() {
    requirements=contrib/requirements.txt
    [ "$purpose" = test ] && requirements=contrib/requirements-dev.txt
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        "$python" -c 'import ensurepip' 2>/dev/null || apt_venv
        "$python" -m venv --clear .venv
    fi
    # The list is whole, so nothing is resolved: a newer release of a dependency cannot get in the way of the lock.
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r $requirements
}

apt_venv() {
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if can_install && { apt_install "$version" || apt_install python3-venv; }; then return 0; fi
    echo "Modul venv tidak ada. Pasang: sudo apt-get install $version" >&2
    exit 1
}

fingerprint() { cat uv.lock contrib/requirements.txt contrib/requirements-dev.txt | cksum; "$python" --version; }
stamp=.venv/.ready-$purpose
[ "$purpose" = demo ] && [ -e .venv/.ready-test ] && stamp=.venv/.ready-test
now=$(fingerprint)
if [ ! -x .venv/bin/python ] || [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
    echo "Menyiapkan lingkungan Python …"
    if [ -e .venv ] && ! recent .venv/bin/python; then rm -rf .venv; fi
    if uv --version >/dev/null 2>&1; then with_uv; else with_pip; fi
    printf '%s\n' "$now" >".venv/.ready-$purpose"
fi

need "pustaka Pango" has_pango "dokumen PDF" libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0
if [ "$purpose" = test ]; then
    need Chromium has_chromium "uji peramban" chromium-headless-shell chromium
    need PostgreSQL has_postgres "uji pada PostgreSQL" postgresql
    need poppler has_pdftotext "pembacaan ulang PDF pada sebagian uji" poppler-utils
    need qpdf has_qpdf "pemeriksaan susunan PDF bertanda tangan" qpdf
fi
