"""The addresses of this audience, and who may."""

from marketplace.web.routing import Route

ROUTES: list[Route] = []
