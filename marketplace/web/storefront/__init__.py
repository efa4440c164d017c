"""Public pages: finding products, buying, following an order."""
