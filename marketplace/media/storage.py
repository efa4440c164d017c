"""Files under uploads/: each is whole or absent; originals and private files are sealed, renditions as served."""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from marketplace.core.runtime import config
from marketplace.core.sealing import SealBroken, seal_bytes, unseal_bytes

ORIGINALS, RENDITIONS, PRIVATE = "originals", "renditions", "private"
KINDS = (ORIGINALS, RENDITIONS, PRIVATE)
UNFINISHED = ".unfinished"
_PUBLIC_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_RENDITION = re.compile(r"([0-9]{1,5})\.([a-z]{4})")


def rendition_path(public_id: str, width: int, form: str) -> str:
    """Where one size and format of a photo lies, below uploads/."""
    return f"{_folder_path(public_id)}/{width}.{form}"


def write_sealed(kind: str, public_id: str, content: bytes) -> str:
    """Store an original or a private file sealed; gives its path below uploads/."""
    path = f"{kind}/{public_id[:2]}/{public_id}.sealed"
    _write_whole(_root() / path, seal_bytes(content, bound_to=f"{kind}:{public_id}"))
    return path


def read_sealed(kind: str, public_id: str, path: str) -> bytes | None:
    """What was stored sealed; None when the file is missing or was changed."""
    try:
        return unseal_bytes((_root() / path).read_bytes(), bound_to=f"{kind}:{public_id}")
    except (OSError, SealBroken):
        return None


def write_renditions(public_id: str, files: Mapping[str, bytes]) -> None:
    """Store a new photo's renditions («480.webp» → bytes): all of them appear at once, by one rename."""
    unfinished = _root() / UNFINISHED / secrets.token_hex(8)
    unfinished.mkdir(parents=True)
    for name, content in files.items():
        _write_through(unfinished / name, content)
    target = _root() / _folder_path(public_id)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished.rename(target)
    _settle(target.parent)


def add_renditions(public_id: str, files: Mapping[str, bytes]) -> None:
    """Store further renditions of a photo that is there already; written twice, they are the same."""
    for name, content in files.items():
        _write_whole(_root() / _folder_path(public_id) / name, content)


def read_plain(path: str) -> bytes | None:
    """The bytes at a path below uploads/, or None when there is no such file."""
    with suppress(OSError):
        return (_root() / path).read_bytes()
    return None


def size_of(path: str) -> int | None:
    """How many bytes lie at a path below uploads/, unread; None when there is no such file."""
    with suppress(OSError):
        return (_root() / path).stat().st_size
    return None


def find_rendition(public_id: str, width: int, form: str) -> Path | None:
    """The file to serve: that width, else the largest smaller one, else the smallest; None when there is none."""
    if not _PUBLIC_ID.fullmatch(public_id):
        return None
    folder = _root() / _folder_path(public_id)
    exact = folder / f"{width}.{form}"
    if exact.is_file():
        return exact
    widths = sorted(w for w, f in _renditions_in(folder) if f == form)
    fitting = [w for w in widths if w <= width] or widths[:1]
    return folder / f"{fitting[-1]}.{form}" if fitting else None


def remove(kind: str, public_id: str) -> None:
    """Delete everything of one kind stored under a public id; nothing there is no error."""
    if kind == RENDITIONS:
        shutil.rmtree(_root() / _folder_path(public_id), ignore_errors=True)
    else:
        (_root() / kind / public_id[:2] / f"{public_id}.sealed").unlink(missing_ok=True)


def ids_older_than(kind: str, seconds: int) -> Iterator[str]:
    """The public ids under which files of a kind have lain for so long."""
    for shelf in _entries(_root() / kind):
        for entry in _entries(shelf):
            if _age(entry) >= seconds:
                yield entry.name.removesuffix(".sealed")


def remove_unfinished(seconds: int) -> int:
    """Delete temporary files of writes begun so many seconds ago and never finished; returns how many."""
    old = [entry for entry in _entries(_root() / UNFINISHED) if _age(entry) >= seconds]
    for entry in old:
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
    return len(old)


def _root() -> Path:
    return config().uploads


def _folder_path(public_id: str) -> str:
    return f"{RENDITIONS}/{public_id[:2]}/{public_id}"


def _renditions_in(folder: Path) -> Iterator[tuple[int, str]]:
    for entry in _entries(folder):
        if found := _RENDITION.fullmatch(entry.name):
            yield int(found[1]), found[2]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _age(entry: Path) -> float:
    try:
        return time.time() - entry.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside, then rename: a reader finds the old file or the whole new one."""
    unfinished = _root() / UNFINISHED / secrets.token_hex(8)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    _write_through(unfinished, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished.replace(target)
    _settle(target.parent)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Make a rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
