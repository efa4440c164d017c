"""Stripe's error answers: status, type, code, message and the parameter at fault."""

from typing import Any

JsonObject = dict[str, Any]


class ApiRefused(Exception):
    """A request is answered with an error; `is_final` says whether its idempotency key keeps the answer."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        is_final: bool = False,
    ) -> None:
        super().__init__(message)
        self.status, self.is_final = status, is_final
        given = {"code": code, "message": message, "param": param, "type": kind}
        self.body: JsonObject = {"error": {name: value for name, value in given.items() if value is not None}}


def missing_parameter(param: str) -> ApiRefused:
    """A parameter that must be there is not."""
    return ApiRefused(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown_parameter(param: str) -> ApiRefused:
    """A parameter that the real API may know, but this one does not."""
    return ApiRefused(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)


def not_an_integer(value: object, param: str) -> ApiRefused:
    """A number with a fraction, a separator or a letter."""
    return ApiRefused(f"Invalid integer: {value}", code="parameter_invalid_integer", param=param)


def missing_resource(kind: str, identifier: str, param: str = "id") -> ApiRefused:
    """Nothing of this kind has this id."""
    message = f"No such {kind}: '{identifier}'"
    return ApiRefused(message, status=404, code="resource_missing", param=param)


def wrong_key(given: str) -> ApiRefused:
    """The secret API key is not ours."""
    if not given:
        return ApiRefused("You did not provide an API key.", status=401)
    return ApiRefused(f"Invalid API Key provided: {given[:8]}{'*' * 12}", status=401)
