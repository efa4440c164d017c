"""The large demo as the thing measured: loaded once into a folder of the bench, then only read or bought from."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pysqlite3

from config import ROOT


class Shop:
    """A loaded installation on SQLite, and addresses of its pages."""

    def __init__(self, folder: Path, size: str = "large") -> None:
        self.folder, self.size = folder, size
        if not (folder / "marketplace.db").exists():
            self._load()

    def environ(self) -> dict[str, str]:
        """Where this installation keeps its things."""
        return {"VAR_DIR": str(self.folder), "UPLOADS_DIR": str(self.folder / "uploads"), "WEB_PROCESSES": "1"}

    def pages(self) -> dict[str, list[str]]:
        """Page kinds with addresses spread over the shop."""
        products = [f"/products/{slug}" for slug in self._column("SELECT slug FROM listing WHERE is_shown LIMIT 40")]
        categories = [f"/categories/{slug}" for slug in self._column(CATEGORIES)]
        searches = [f"/search?q={words}" for words in ("sam+bao", "nuoc+mam", "chieu+coi", "tra", "mat+ong+rung")]
        return {
            "home": ["/"],
            "listing": ["/products"],
            "category": categories,
            "product": products,
            "search": searches,
        }

    def query(self, sql: str) -> list[Any]:
        """Rows of the installation's database."""
        connection = pysqlite3.connect(str(self.folder / "marketplace.db"))
        rows = connection.execute(sql).fetchall()
        connection.close()
        return list(rows)

    def _column(self, sql: str) -> list[str]:
        return [row[0] for row in self.query(sql)]

    def _load(self) -> None:
        """With every rendition drawn, as where a worker has run for some minutes."""
        for words in (["db", "upgrade"], ["demo", "load", "--size", self.size], ["worker", "--until-idle"]):
            environment = {**os.environ, **self.environ()}
            subprocess.run([sys.executable, "-m", "marketplace.cli", *words], env=environment, check=True, cwd=ROOT)


CATEGORIES = "SELECT DISTINCT c.slug FROM category c JOIN listing l ON l.root_category_id = c.id WHERE l.is_shown"
