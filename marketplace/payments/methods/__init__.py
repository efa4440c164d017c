"""The payment methods, one file each; found at start-up, all tested by one contract suite."""
