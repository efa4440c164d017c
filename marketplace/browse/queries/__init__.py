"""All reads of the public side: hot lists as prepared text, in a fixed number of statements a page."""
