"""`python -m marketplace.cli` is the same as the `marketplace` command."""

from marketplace.cli.command import main

if __name__ == "__main__":
    main()
