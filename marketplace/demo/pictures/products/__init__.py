"""One file for each kind of product; each names its scenes in `PICTURES`: slug to three views."""
