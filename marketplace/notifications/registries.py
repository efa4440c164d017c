"""The message and channel plugs this installation has."""

from marketplace.core.registry import Registry
from marketplace.notifications.shape import Channel, Message

MESSAGES: Registry[Message] = Registry("marketplace.notifications.messages")
CHANNELS: Registry[Channel] = Registry("marketplace.notifications.channels")
