"""What every page runs through: routes, the gate, the visitor, caches, headers, errors; no page of its own."""
