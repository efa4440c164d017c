"""Imports every message plug, so that each subscribes to its events."""

from marketplace.notifications.registries import CHANNELS, MESSAGES

MESSAGES.all()
CHANNELS.all()
