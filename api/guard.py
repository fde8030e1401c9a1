"""What holds for every request: response headers, no requests from other sites, an access log."""

import time

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from schemas.refusals import RefusalCode

_SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=()",
}

log = structlog.get_logger("access")


class Guard:
    """Stands in front of every route."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the app to guard."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(scope, message)
            await send(message)

        try:
            if _is_cross_site(scope):
                refusal = problems.refusal(RefusalCode.CROSS_SITE)
                await refusal(scope, receive, send_guarded)
            else:
                await self._app(scope, receive, send_guarded)
        finally:
            _log(scope, status, time.monotonic() - started)


def _is_cross_site(scope: Scope) -> bool:
    """Tell whether a changing request lacks the header that only our own pages can send.

    A page of another site cannot add a header without a preflight, which is never granted
    (OWASP, Cross-Site Request Forgery Prevention, "custom request headers").
    """
    return scope["method"] not in _SAFE_METHODS and "x-safelight" not in Headers(scope=scope)


def _add_headers(scope: Scope, message: Message) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
    if scope["path"].startswith("/api"):
        headers.setdefault("Cache-Control", "no-store")


def _log(scope: Scope, status: int, seconds: float) -> None:
    """Log the route's template, never the path or the query: a search may hold a name."""
    submission_id = scope.get("path_params", {}).get("submission_id")
    log.info(
        "request",
        method=scope["method"],
        route=getattr(scope.get("route"), "path", "-"),
        status=status,
        seconds=round(seconds, 4),
        submission_id=str(submission_id) if submission_id else None,
    )
