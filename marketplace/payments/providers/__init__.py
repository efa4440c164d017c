"""The payment providers, one file each, found at start-up; each puts its API into the words of `provider`."""
