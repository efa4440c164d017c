"""The database is asked in queries and services; other files ask them, by name, and never the session."""

import re
from pathlib import Path

from config import ROOT

CODE = ROOT / "marketplace"
ASKS = re.compile(r"\bsession\.(query|execute|scalar|scalars|get|get_one)\(")
IMPORTS_SESSION = re.compile(r"^from marketplace\.core\.db import .*\bsession\b", re.M)  # not the visitor's, of Flask
FOLDERS = {"queries", "services", "core", "indicators", "dimensions", "migrations"}
FILES = {"queries.py", "services.py", "scope.py", "reference.py", "promises.py"}
PLAYED = {"demo", "bulk_demo", "story"}  # they write and read rows as no visitor does
BY_KEY = ("notifications/facts.py", "notifications/exchanges.py")  # what a message is about, by its key alone


def is_allowed(path: Path) -> bool:
    """Whether a file of the house may ask the database."""
    inside = path.relative_to(CODE)
    return bool((FOLDERS | PLAYED) & set(inside.parts[:-1])) or inside.name in FILES


def asked_by(text: str) -> list[str]:
    """The ways in which a file asks the database."""
    return ASKS.findall(text) if IMPORTS_SESSION.search(text) else []


def test_the_database_is_asked_in_queries_and_services() -> None:
    asking = {path: asked_by(path.read_text()) for path in sorted(CODE.rglob("*.py")) if not is_allowed(path)}
    found = {str(path.relative_to(CODE)): set(ways) for path, ways in asking.items() if ways}
    assert found == {name: {"get_one"} for name in BY_KEY}


def test_a_planted_question_is_seen() -> None:
    planted = "from marketplace.core.db import session\nrows = session.query(Order).all()"
    assert asked_by(planted) == ["query"]
    assert asked_by("from flask import session\nkept = session.get(KEPT)") == []
