"""What a message plug and a channel plug must be."""

from dataclasses import dataclass
from typing import Protocol

GATEWAY, EMAIL = "gateway", "email"
ON_THE_PHONE = (GATEWAY, EMAIL)  # each costs a text message: for what she must know, or act on, now
IN_WRITING = (EMAIL,)  # for the rest, which she may read when she likes


@dataclass(frozen=True)
class Message:
    """A kind of message; its words are the templates `messages/<code>/title.txt` and `text.txt`.

    Every notice stands on the recipient's own page; `channels` are tried besides, where she has an address.
    """

    code: str
    channels: tuple[str, ...] = ON_THE_PHONE


@dataclass(frozen=True)
class Rendered:
    """A notice in the recipient's language, ready to send; `link` is absolute."""

    title: str
    text: str
    link: str


class Channel(Protocol):
    """A way to bring a notice to someone; `send` raises when it did not work, and bears being called twice."""

    code: str

    def is_ready(self) -> bool:
        """Whether the installation has what the channel needs."""
        ...

    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """Where this channel reaches someone, or None."""
        ...

    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Send once per key; gives the provider's reference («» when it has none)."""
        ...
