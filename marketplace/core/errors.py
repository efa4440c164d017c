"""Refusals as facts with a name; the web maps each family to one status and page."""


class Refusal(Exception):
    """Something asked for was refused; subclasses carry the facts as attributes."""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        for name, value in facts.items():
            setattr(self, name, value)
        super().__init__(", ".join(f"{name}={value!r}" for name, value in facts.items()))


class NotFound(Refusal):
    """No such thing within what this person may see (404)."""


class NotAllowed(Refusal):
    """The person is known, but lacks the right (403)."""


class Conflict(Refusal):
    """The thing has changed since it was read, or two requests exclude each other (409).

    `repeated`: the same person did the very same before, and it stands; a second press is answered as done.
    """

    repeated: bool = False


class Invalid(Refusal):
    """What was given cannot be accepted; `field` names the part to mend where there is one (422)."""


class TooMany(Refusal):
    """A limit over time was reached; `retry_at` says when to try again (429)."""


class Unavailable(Refusal):
    """An external service does not answer now (503)."""


def require(verdict: bool, **facts: object) -> None:
    """Turn the answer of a `can_…` policy into NotAllowed when it is no."""
    if not verdict:
        raise NotAllowed(**facts)
