"""Pages of a visitor's own account: signing in, security, orders, notices, privacy."""
