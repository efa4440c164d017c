"""Forms of the pages for a shop's team."""
