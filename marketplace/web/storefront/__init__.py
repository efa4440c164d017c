"""Pages that everyone may read: finding, deciding, buying, following."""
