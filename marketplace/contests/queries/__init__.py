"""Reading contests, ideas, papers and events."""
