"""All reads of public pages: hot lists as prepared SQL text, a fixed number of statements a page."""
