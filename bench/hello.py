"""The bare reference: Flask saying hello, on the same server as the product."""

import os

from flask import Flask

from marketplace.web.plumbing.server import serve


def main() -> None:
    """Serve it."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    serve(app, "127.0.0.1", int(os.environ["PORT"]), 8, in_turns=True)


if __name__ == "__main__":
    main()
