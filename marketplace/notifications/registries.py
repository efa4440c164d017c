"""The registries of messages and channels."""

from marketplace.core.registry import Registry
from marketplace.notifications.shape import Channel, ChannelWords, Message

MESSAGES: Registry[Message] = Registry("message", "marketplace.notifications.messages")
CHANNELS: Registry[Channel] = Registry("channel", "marketplace.notifications.channels", ChannelWords)
