"""The requirements of an application, one file each: found at start-up, all tested by one contract suite."""
