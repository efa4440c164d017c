"""What a message plug and a channel plug must be."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

GATEWAY, EMAIL = "gateway", "email"  # the channels over which one-time codes go
ON_THE_PHONE, IN_WRITING, ON_THE_PAGE = "on_the_phone", "in_writing", "on_the_page"  # how a message is brought


@dataclass(frozen=True)
class MessageWords:
    """Title and text of a message: Vietnamese sentences marked with `N_`, filled in from the notice's facts."""

    title: str
    text: str


@dataclass(frozen=True)
class ChannelWords:
    """What the operator reads of a channel: Vietnamese sentences marked with `N_`."""

    label: str
    switch: str
    switch_hint: str
    unready: str  # said while the installation lacks what the channel needs


@dataclass(frozen=True)
class Message:
    """A kind of message, with its own `words`, or those of the templates `messages/<code>/title.txt` and `text.txt`.

    Every notice stands on the recipient's own page. Besides, the channels that carry its manner are tried:
    ON_THE_PHONE costs a text message, for what she must know, or act on, now; IN_WRITING is for what she may read
    when she likes; ON_THE_PAGE goes over none.
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
    """A way to bring a notice to someone; `send` raises when it did not work, and bears being called twice.

    `carries` are the manners of messages that go over it; without a channel that `is_needed`, codes reach nobody.
    """

    code: str
    words: ChannelWords
    carries: frozenset[str] = frozenset({ON_THE_PHONE, IN_WRITING})
    is_needed: bool = False

    @property
    def switch(self) -> str:
        """The setting by which the operator uses it or not."""
        return f"notify_{self.code}"

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the installation has what the channel needs."""

    @abstractmethod
    def address_of(self, phone: str | None, email: str | None) -> str | None:
        """Where this channel reaches someone, or None."""

    @abstractmethod
    def send(self, address: str, rendered: Rendered, key: str) -> str:
        """Send once per key; gives the provider's reference («» when it has none)."""
