"""Notifications from providers, proven by their signatures."""
