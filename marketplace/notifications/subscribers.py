"""Loading every message plug, so that each one hears its events."""

from marketplace.notifications.registries import CHANNELS, MESSAGES

MESSAGES.all()
CHANNELS.all()
