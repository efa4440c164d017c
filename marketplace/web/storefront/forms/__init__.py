"""What visitors type on the storefront."""
