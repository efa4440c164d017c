"""Many more shops, products, orders and records of support beside the small demo, written table by table."""
