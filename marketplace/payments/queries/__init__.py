"""Reading payments, refunds and what came from outside; and the locks every effect on money goes through."""
