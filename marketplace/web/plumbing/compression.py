"""HTTP compression: brotli or gzip as the browser accepts; small answers uncompressed."""

import gzip

import brotli
from flask import Flask, Response, request

COMPRESSED_KINDS = ("text/", "application/json", "application/problem+json", "application/xml", "image/svg+xml")
SMALLEST = 600  # bytes; below that a frame is saved by nobody
BROTLI_QUALITY, GZIP_LEVEL = 5, 6


def install_compression(app: Flask) -> None:
    """Compress every answer of text that is not compressed yet."""
    app.after_request(compress_response)


def accepted_encoding() -> str:
    """The best encoding this browser accepts: br, gzip, or «»."""
    offered = request.accept_encodings
    return next((name for name in ("br", "gzip") if offered[name] > 0), "")


def compress(body: bytes, encoding: str) -> bytes:
    """Compress a body with one encoding."""
    if encoding == "br":
        compressed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
        return compressed
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == "gzip" else body


def compress_response(response: Response) -> Response:
    """Compress an answer's body where it saves bytes; streams and files are left alone."""
    if "Content-Encoding" in response.headers or response.direct_passthrough or not response.is_sequence:
        return response
    if not (response.mimetype or "").startswith(COMPRESSED_KINDS):
        return response
    response.vary.add("Accept-Encoding")
    encoding, body = accepted_encoding(), response.get_data()
    if encoding and len(body) >= SMALLEST and response.status_code not in (204, 304):
        response.set_data(compress(body, encoding))
        response.headers["Content-Encoding"] = encoding
    return response
