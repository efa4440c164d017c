"""The verbs of money: ask for it, receive it, book it, give it back."""
