"""Security headers on every answer; personal pages are never stored."""

from flask import Flask, Response, g, request

from marketplace.core.runtime import config
from marketplace.payments.registries import PROVIDERS

PERSONAL = ("/account", "/seller", "/staff", "/orders", "/cart", "/checkout", "/pay")


def install_headers(app: Flask) -> None:
    """Add the headers after each request."""
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Content security policy without inline script or style, no framing, no sniffing, no stored private page."""
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()"
    if config().is_https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.path.startswith(PERSONAL) or g.get("is_personal"):
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers and response.mimetype == "text/html":
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _policy() -> str:
    hosts = [host for provider in PROVIDERS.all().values() for host in provider.form_hosts()]
    forms = " ".join(["'self'", *hosts])
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; form-action {forms}; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
