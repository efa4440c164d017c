"""Pages of applicants and of a shop's team: application, products, orders, money."""
