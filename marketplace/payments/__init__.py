"""How a customer's money reaches the payee: ways of paying, transfer codes, providers' notifications."""
