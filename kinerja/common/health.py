"""Whether this installation can work: asked by probes and by whoever answers the telephone."""

import ctypes
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kinerja.common.heartbeat import is_silent

LEAST_FREE = 200 * 1024 * 1024  # bytes; below this a backup or an upload could fail half-way


def findings() -> dict[str, str]:
    """State of each part: "ok" or what is wrong. Keys are for machines, values for people."""
    database = _database()
    worker = _worker() if database == "ok" else "tidak diketahui: basis data tidak siap"
    return {"database": database, "disk": _disk(), "pdf": _pdf(), "worker": worker}


def is_healthy(parts: dict[str, str]) -> bool:
    """Without the PDF engine or the worker people can still work; without database or disk they cannot."""
    return parts["database"] == "ok" and parts["disk"] == "ok"


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        missing = [name for name in (settings.CACHES["default"]["LOCATION"],) if not _has_table(name)]
    except DatabaseError:
        return "basis data tidak menjawab"
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "migrasi belum dijalankan"
    if unknown := set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations):
        newest = max(f"{app}.{name}" for app, name in unknown)
        return f"basis data lebih baru daripada program ({newest})"
    return "tabel cache belum dibuat" if missing else "ok"


def _has_table(name: str) -> bool:
    with connection.cursor() as cursor:
        return name in connection.introspection.table_names(cursor)


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR if settings.DATA_DIR.exists() else settings.BASE_DIR).free
    return "ok" if free > LEAST_FREE else "ruang penyimpanan hampir penuh"


def _worker() -> str:
    """Jobs wait while there is none; whoever runs `tick` by a timer alone has large recaps and mails wait too."""
    try:
        return "mesin pekerja tidak terlihat sepuluh menit terakhir" if is_silent(timezone.now()) else "ok"
    except DatabaseError:
        return "tidak diketahui: tabel cache tidak menjawab"


def _pdf() -> str:
    try:
        ctypes.CDLL("libpangoft2-1.0.so.0")
    except OSError:
        return "mesin PDF tidak tersedia: pasang libpango-1.0-0 dan libpangoft2-1.0-0"
    return "ok"
