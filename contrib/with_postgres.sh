#!/bin/sh
# Runs a command with DATABASE_URL naming a PostgreSQL server of its own, started for it and removed after it.
# It is gone with the command, so it waits for no disk (fsync off); locks and races are those of any server.
# No port is opened: the server listens on a socket in a temporary folder. Usage: contrib/with_postgres.sh COMMAND...
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ] && command -v initdb >/dev/null 2>&1; then bin=$(dirname "$(command -v initdb)"); fi
if [ -z "$bin" ]; then
    echo "Dilewati: uji pada PostgreSQL, karena server PostgreSQL tidak ada. Pasang: sudo apt-get install postgresql"
    exit 0
fi

folder=$(mktemp -d /tmp/kinerja-pg.XXXXXX)
# The server refuses to run as root.
as_user=""
if [ "$(id -u)" = 0 ]; then
    owner=nobody
    if id postgres >/dev/null 2>&1; then owner=postgres; fi
    chown "$owner" "$folder"
    as_user="runuser -u $owner --"
fi

stop() {
    status=$?
    trap - EXIT
    # shellcheck disable=SC2086
    (cd / && $as_user "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
    rm -rf "$folder"
    exit $status
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

start() {
    (
        cd /
        # shellcheck disable=SC2086
        $as_user "$bin/initdb" -D "$folder/data" -U kinerja -A trust -E UTF8 --locale=C >"$folder/log" 2>&1 &&
            $as_user "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -t 60 \
                -o "-k $folder -c listen_addresses='' -c max_connections=60 -c fsync=off -c full_page_writes=off" start >>"$folder/log" 2>&1 &&
            $as_user "$bin/createdb" -h "$folder" -U kinerja kinerja >>"$folder/log" 2>&1
    )
}

if ! start; then
    cat "$folder/log" "$folder/data/server.log" 2>/dev/null >&2 || true
    echo "PostgreSQL tidak dapat dijalankan; keterangannya di atas." >&2
    exit 1
fi
DATABASE_URL="postgres://kinerja@/kinerja?host=$folder"
export DATABASE_URL
"$@"
