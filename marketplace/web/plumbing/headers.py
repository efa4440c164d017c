"""Security headers on every answer; personal pages are never stored."""

from flask import Flask, Response, g, request

from marketplace.core.runtime import config

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
    forms = "'self' https://checkout.stripe.com"
    base = config().stripe_api_base
    if base:  # only outside production: the fake provider's own checkout page
        forms += f" {base}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; form-action {forms}; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
