"""What every request passes: routing, access checks, the visitor, caches, headers, errors; no pages."""
