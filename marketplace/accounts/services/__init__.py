"""The services of accounts, one file for each subject."""
