"""The measured claims, each a ratio against a bare reference in the same run, or a stated figure of this run."""
