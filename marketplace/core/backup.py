"""A backup is one folder: the database as it stood at one instant, every upload, and a manifest of hashes.

It holds people's names and addresses in the open, so nobody but its owner may read it (0700, files 0600).
"""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pysqlite3
from sqlalchemy.engine import URL, make_url

from marketplace.core.clock import now

MANIFEST, DATABASE, UPLOADS = "manifest.json", "database", "uploads"
UNFINISHED = ".unfinished"  # what media is about to write: no row names it yet


class BackupRefused(Exception):
    """The backup or the place to restore it to is not as it must be."""


def back_up(database_url: str, uploads: Path, target: Path) -> dict[str, Any]:
    """Write a backup into a new folder; gives the manifest. The site goes on serving meanwhile.

    Files are copied after the database: a file is always written before the row that names it.
    """
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(f"{target} is not empty")
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)  # from here on nobody else can enter, whatever the modes inside
    url = make_url(database_url)
    _dump(url, target / DATABASE)
    copy_files(uploads, target / UPLOADS)
    manifest = {"made_at": now().isoformat(), "backend": url.get_backend_name(), "files": _hashes(target)}
    temporary = target / f"{MANIFEST}.part"
    temporary.write_text(json.dumps(manifest, indent=1, sort_keys=True))
    os.replace(temporary, target / MANIFEST)
    _close_to_others(target)
    return manifest


def check(source: Path) -> dict[str, Any]:
    """Compare a backup with its manifest; BackupRefused names the first file that differs, is missing or was added."""
    try:
        manifest: dict[str, Any] = json.loads((source / MANIFEST).read_text())
        named = dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupRefused(f"{source} has no readable manifest") from error
    present = _hashes(source)
    for name, digest in named.items():
        if present.get(name) != digest:
            raise BackupRefused(f"{name} is not what was backed up")
    if added := sorted(set(present) - set(named)):
        raise BackupRefused(f"{added[0]} was not backed up")
    return manifest


def restore(source: Path, database_url: str, uploads: Path) -> None:
    """Put a checked backup in place of an empty installation; refuses to overwrite one that holds something."""
    manifest = check(source)
    url = make_url(database_url)
    if manifest["backend"] != url.get_backend_name():
        raise BackupRefused(f"the backup is of {manifest['backend']}, the settings name {url.get_backend_name()}")
    if uploads.exists() and any(p.is_file() and p.name != "README.md" for p in uploads.rglob("*")):
        raise BackupRefused(f"{uploads} is not empty")
    _load(url, source / DATABASE)
    copy_files(source / UPLOADS, uploads)


def copy_files(source: Path, target: Path) -> None:
    """Copy a folder's contents, not its modes: what is served must be readable again after a restore."""
    for folder, folders, names in os.walk(source):
        folders[:] = [name for name in folders if name != UNFINISHED]
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        for name in names:
            shutil.copyfile(Path(folder) / name, place / name)


def _close_to_others(target: Path) -> None:
    for path in target.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _dump(url: URL, target: Path) -> None:
    if url.get_backend_name() == "sqlite":
        source, copy = pysqlite3.connect(url.database), pysqlite3.connect(str(target))
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.close()
        source.close()
        return
    _postgres("pg_dump", url, "--format=custom", f"--file={target}")


def _load(url: URL, source: Path) -> None:
    if url.get_backend_name() == "sqlite":
        database = Path(url.database or "")
        if database.exists():
            raise BackupRefused(f"{database} exists; move it away first")
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, database)
        return
    _postgres(
        "pg_restore",
        url,
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={url.database}",
        str(source),
    )


def postgres_connection(url: URL) -> tuple[list[str], dict[str, str]]:
    """How PostgreSQL's programs are told of a server: words, and what is added to their environment."""
    host = url.query.get("host") or url.host or ""
    address = ["-h", str(host), "-U", str(url.username or "")]
    address += ["-p", str(url.port)] if url.port else []
    return address, {"PGPASSWORD": str(url.password or "")}


def _postgres(program: str, url: URL, *words: str) -> None:
    address, more = postgres_connection(url)
    database = [str(url.database)] if program == "pg_dump" else []
    environ = {**os.environ, **more}
    result = subprocess.run([program, *address, *words, *database], env=environ, capture_output=True, text=True)
    if result.returncode:
        raise BackupRefused(f"{program}: {result.stderr.strip()[-400:]}")


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(MANIFEST))
    return {str(p.relative_to(folder)): _sha256(p) for p in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
