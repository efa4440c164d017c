"""The web layer: pages grouped by audience; every route declares who may use it."""
