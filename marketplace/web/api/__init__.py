"""Machine-readable reads for our own pages and for integrators."""
