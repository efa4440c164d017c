"""Own style sheets and scripts as a few hashed, compressed bundles that browsers cache for a year."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import brotli
from flask import Flask

from config import ROOT

STATIC = ROOT / "static"
_names: dict[str, str] = {}
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SPACE = re.compile(r"\s+")


def asset(name: str) -> str:
    """The address of a bundle («site.css») or of a file under static («icons/mark.svg»), with its hash."""
    return _names.get(name) or f"/static/{name}"


def build_assets(app: Flask, folder: Path) -> None:
    """Write the bundles with their compressed forms into a folder of this installation, once per content."""
    folder.mkdir(parents=True, exist_ok=True)
    bundles: dict[str, list[str]] = json.loads((STATIC / "bundles.json").read_text())
    for name, parts in bundles.items():
        content = _joined(name, [STATIC / part for part in parts if (STATIC / part).exists()])
        stem, dot, kind = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{kind}"
        _write(folder / hashed, content)
        _names[name] = f"/assets/{hashed}"


def _joined(name: str, files: list[Path]) -> bytes:
    text = "\n".join(file.read_text() for file in files)
    if name.endswith(".css"):
        text = _SPACE.sub(" ", _COMMENT.sub("", text)).replace("; ", ";").replace(" {", "{").replace("{ ", "{")
    return text.encode()


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.write_bytes(content)
    path.with_name(path.name + ".br").write_bytes(brotli.compress(content, quality=11))
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
