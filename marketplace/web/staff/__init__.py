"""Pages of officers and of the operator."""
