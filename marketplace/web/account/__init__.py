"""Pages of a person about herself: signing in, her orders, her notices."""
