"""The shapes of a message plug and of a channel plug."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

GATEWAY, EMAIL = "gateway", "email"  # the channels over which one-time codes go
ON_THE_PHONE, IN_WRITING, ON_THE_PAGE = "on_the_phone", "in_writing", "on_the_page"  # how a message is brought

ORDER_MOVED = "order_moved"  # the message that a correction corrects


@dataclass(frozen=True)
class MessageWords:
    """Title and text of a message: Vietnamese message ids marked with `N_`, filled in from the notice's facts."""

    title: str
    text: str


@dataclass(frozen=True)
class ChannelWords:
    """The words of a channel on the operator's pages: Vietnamese message ids marked with `N_`."""

    label: str
    switch: str
    switch_hint: str
    unready: str  # said while the installation lacks what the channel needs


@dataclass(frozen=True)
class Message:
    """A kind of message, with its own `words`, or those of the templates `messages/<code>/title.txt` and `text.txt`.

    Every notice is on the recipient's own page. Besides, the channels that carry its manner are used: ON_THE_PHONE
    costs a text message, for what the recipient must know or act on now; IN_WRITING is for what can be read later;
    ON_THE_PAGE uses none.
    """

    code: str
    manner: str = ON_THE_PHONE
    words: MessageWords | None = None


@dataclass(frozen=True)
class Rendered:
    """A notice in the recipient's language, ready to send; `link` is absolute."""

    title: str
    text: str
    link: str


class Channel(ABC):
    """A delivery channel; `send` raises on failure, and may be called twice with the same key.

    `carries` are the manners of messages sent over it. A channel that `is_needed` must be ready, else one-time codes
    cannot be sent.
    """

    code: str
    words: ChannelWords
    carries: frozenset[str] = frozenset({ON_THE_PHONE, IN_WRITING})
    is_needed: bool = False

    @property
    def switch(self) -> str:
        """The key of the setting by which the operator switches it on or off."""
        return f"notify_{self.code}"

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the installation is configured for it."""

    @abstractmethod
    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """The recipient's address on this channel, or None."""

    @abstractmethod
    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Send once per key; returns the provider's reference («» when it has none)."""
