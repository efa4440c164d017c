"""Webhooks: notifications from providers, verified by signature or token."""
