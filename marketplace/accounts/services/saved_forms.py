"""A form posted when a fresh sign-in was needed first: kept sealed with the session, offered again, never auto-sent.

One form a session; it is deleted when it is sent, when the session ends, and after half an hour.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from marketplace.accounts.models import SignIn
from marketplace.core.clock import now
from marketplace.core.sealing import seal, unseal

LIFE = timedelta(minutes=30)
MOST_LETTERS = 20_000


@dataclass(frozen=True)
class SavedForm:
    """A form that was held back: its target path, its view, the page it stood on, and its fields in order."""

    path: str
    endpoint: str
    page: str
    fields: list[tuple[str, str]]


def save_form(sign_in: SignIn, form: SavedForm) -> bool:
    """Keep a form with a session in place of any before; False when it is too long."""
    text = json.dumps({**asdict(form), "at": now().isoformat()})
    if len(text) > MOST_LETTERS:
        return False
    sign_in.kept_form_sealed = seal(text, bound_to=_bound_to(sign_in))
    return True


def saved_form_of(sign_in: SignIn) -> SavedForm | None:
    """The form kept with a session; None without one, or when it is older than half an hour."""
    if sign_in.kept_form_sealed is None:
        return None
    kept = json.loads(unseal(sign_in.kept_form_sealed, bound_to=_bound_to(sign_in)))
    if datetime.fromisoformat(kept.pop("at")) + LIFE < now():
        return None
    fields = [(str(name), str(value)) for name, value in kept.pop("fields")]
    return SavedForm(**kept, fields=fields)


def forget_form(sign_in: SignIn) -> None:
    """Delete the kept form: it was sent, or is not wanted any more."""
    sign_in.kept_form_sealed = None


def _bound_to(sign_in: SignIn) -> str:
    return f"sign_in:{sign_in.id}:kept_form"
