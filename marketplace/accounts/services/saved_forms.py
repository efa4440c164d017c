"""Forms that could not be saved yet: kept sealed with a session, offered again, never sent by themselves.

Held back: the one that was posted when its sender had to sign in or prove herself first; for half an hour, and for
this browser alone. Put aside: what she left for later herself, by its address; for two weeks, also where she signs in
anew, on whatever device. Where an address has one of each, its page shows the newer. All go when they are sent.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import list_sign_ins_with_forms
from marketplace.core.clock import now
from marketplace.core.sealing import seal, unseal

HELD_FOR, ASIDE_FOR = timedelta(minutes=30), timedelta(days=14)
MOST_FORMS = 6  # of one session, the newest
MOST_LETTERS = 100_000


@dataclass(frozen=True)
class SavedForm:
    """A posted form: its target path, its view, the page it stood on, its fields in order, and what is asked again.

    `asks` names the fields that are never kept (passwords, codes) or cannot be (files), each with its kind.
    """

    path: str
    endpoint: str
    page: str
    fields: list[tuple[str, str]]
    asks: list[tuple[str, str]] = field(default_factory=list)
    at: datetime = field(default_factory=now)


def hold_form(sign_in: SignIn, form: SavedForm) -> bool:
    """Keep a form until its sender has proven herself, in place of one held before; False when it is too long."""
    return _keep(sign_in, form, aside=False)


def put_form_aside(sign_in: SignIn, form: SavedForm) -> bool:
    """Keep a form that she goes on with later, in place of one of the same address; False when it is too long."""
    return _keep(sign_in, form, aside=True)


def held_form_of(sign_in: SignIn) -> SavedForm | None:
    """The form held back in a session; None without one, or when half an hour has passed."""
    return next((_form(kept) for kept in _kept(sign_in) if not kept["aside"]), None)


def form_put_aside(sign_in: SignIn, path: str) -> SavedForm | None:
    """What a session keeps of the form of an address, the newest where it was put aside and held back; or None."""
    found = [kept for kept in _kept(sign_in) if kept["path"] == path]
    return _form(found[0]) if any(kept["aside"] for kept in found) else None


def forget_form(sign_in: SignIn, path: str) -> None:
    """Delete what is kept of an address: it was sent, or is not wanted any more."""
    if sign_in.kept_form_sealed is None:
        return
    before = _kept(sign_in)
    left = [kept for kept in before if kept["path"] != path]
    if len(left) != len(before) or not left:
        _store(sign_in, left)


def leave_what_was_put_aside(sign_in: SignIn) -> None:
    """A session ends: what was held back is forgotten, what was put aside waits for its owner's next one."""
    if sign_in.kept_form_sealed is not None:
        _store(sign_in, [kept for kept in _kept(sign_in) if kept["aside"]])


def take_over_forms(sign_in: SignIn, last: SignIn | None) -> None:
    """An account goes on in a new session: what it put aside goes along, and what this browser's `last` one held."""
    is_own = last is not None and last.account_id == sign_in.account_id
    entries = [kept for kept in _kept(last) if not kept["aside"]] if last is not None and is_own else []
    for row in list_sign_ins_with_forms(sign_in.account_id):
        entries += [kept for kept in _kept(row) if kept["aside"]]
        if row.ended_at is not None or row is last:
            row.kept_form_sealed = None
    if last is not None and not is_own:
        leave_what_was_put_aside(last)
    _store(sign_in, _newest(entries))


def _newest(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest form of each address and kind, the newest first."""
    ordered = sorted(entries, key=lambda kept: datetime.fromisoformat(kept["at"]))
    found = {(kept["path"], kept["aside"]): kept for kept in ordered}
    return sorted(found.values(), key=lambda kept: datetime.fromisoformat(kept["at"]), reverse=True)[:MOST_FORMS]


def _keep(sign_in: SignIn, form: SavedForm, *, aside: bool) -> bool:
    entry = {**asdict(form), "aside": aside, "at": form.at.isoformat()}
    if len(json.dumps(entry)) > MOST_LETTERS:
        return False
    others = [kept for kept in _kept(sign_in) if kept["aside"] and not (aside and kept["path"] == form.path)]
    _store(sign_in, [entry, *others][:MOST_FORMS])
    return True


def _kept(sign_in: SignIn) -> list[dict[str, Any]]:
    """What a session keeps and may still show, the newest first."""
    if sign_in.kept_form_sealed is None:
        return []
    found = json.loads(unseal(sign_in.kept_form_sealed, bound_to=_bound_to(sign_in)))
    entries = found if isinstance(found, list) else []  # before there could be several, one was kept for half an hour
    return [kept for kept in entries if datetime.fromisoformat(kept["at"]) + _life(kept) >= now()]


def _store(sign_in: SignIn, entries: list[dict[str, Any]]) -> None:
    sign_in.kept_form_sealed = seal(json.dumps(entries), bound_to=_bound_to(sign_in)) if entries else None


def _life(kept: dict[str, Any]) -> timedelta:
    return ASIDE_FOR if kept["aside"] else HELD_FOR


def _form(kept: dict[str, Any]) -> SavedForm:
    fields, asks = ([(str(a), str(b)) for a, b in kept[key]] for key in ("fields", "asks"))
    return SavedForm(kept["path"], kept["endpoint"], kept["page"], fields, asks, datetime.fromisoformat(kept["at"]))


def _bound_to(sign_in: SignIn) -> str:
    return f"sign_in:{sign_in.id}:kept_form"
