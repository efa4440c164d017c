"""What can be done with accounts; one file for each part of it."""
