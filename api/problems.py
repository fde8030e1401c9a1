"""Errors as problem details (RFC 9457). Every code comes from a closed list."""

from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from schemas.failures import FailureCode, InputRejectedError
from schemas.http.base import Problem
from schemas.refusals import RefusalCode, RefusedError
from storage.outages import OUTAGES

MEDIA_TYPE = "application/problem+json"

_RETRY_AFTER_SECONDS = 5

_R = RefusalCode
_STATUS: Mapping[RefusalCode, tuple[int, str]] = {
    _R.NOT_LOGGED_IN: (401, "Log in first."),
    _R.WRONG_CREDENTIALS: (401, "E-mail or password is wrong."),
    _R.TOO_MANY_ATTEMPTS: (429, "Too many wrong passwords. Try again in five minutes."),
    _R.NOT_ALLOWED: (403, "Your account may not do this."),
    _R.NOT_VERIFIED: (403, "Only verified clinicians may do this."),
    _R.CROSS_SITE: (403, "The request did not come from this site."),
    _R.NOT_FOUND: (404, "There is no such thing here."),
    _R.GONE: (410, "This was withdrawn."),
    _R.INVALID: (422, "Some of what was sent is not valid."),
    _R.EMAIL_TAKEN: (409, "There is an account with this e-mail address."),
    _R.CONSENT_OUTDATED: (409, "The consent statement has changed. Read it again."),
    _R.NO_MEDIA: (409, "Add at least one file first."),
    _R.WRONG_STATE: (409, "This is no longer possible in the present state."),
    _R.CLAIMED_BY_ANOTHER: (409, "Another moderator is working on this."),
    _R.NOT_CLAIMED: (409, "You do not hold this item (any more). Claim it first."),
    _R.CHANGED_SINCE: (409, "This changed since you looked at it. Look again."),
    _R.NOT_READY: (409, "The pictures are still being made. Wait a moment."),
    _R.REASON_NEEDED: (422, "Give a reason."),
    _R.REGION_OUTSIDE: (422, "A region lies outside of the picture."),
    _R.FRAMES_OUTSIDE: (422, "A region names frames that are not there."),
    _R.STRETCH_OUTSIDE: (422, "What shall be removed lies outside of the text."),
    _R.TEXT_TOO_LONG: (
        422,
        "With these removals a text is longer than it may be. Remove neighbours together.",
    ),
    _R.METHOD_NOT_ALLOWED: (405, "This method is not allowed here."),
    _R.UNAVAILABLE: (
        503,
        "Safelight cannot reach its storage just now. Nothing was lost; try again in a moment.",
    ),
    _R.INTERNAL: (500, "Something went wrong on our side. Nothing was lost."),
}

_INPUT_STATUS = {
    FailureCode.TOO_LARGE: 413,
    FailureCode.UNSUPPORTED_TYPE: 415,
    FailureCode.TOO_MANY_MEDIA: 409,
}
_BY_STATUS = {404: _R.NOT_FOUND, 405: _R.METHOD_NOT_ALLOWED, 401: _R.NOT_LOGGED_IN}

log = structlog.get_logger("api")


def refusal(code: RefusalCode, fields: dict[str, str] | None = None) -> JSONResponse:
    """Build the answer to a refused request."""
    status, detail = _STATUS[code]
    response = _problem(status, code.value, detail, fields)
    if code is _R.UNAVAILABLE:
        response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _problem(
    status: int, code: str, detail: str, fields: dict[str, str] | None = None
) -> JSONResponse:
    problem = Problem(
        type=f"urn:safelight:problem:{code}",
        title=code.replace("_", " ").capitalize(),
        status=status,
        code=code,
        detail=detail,
        fields=fields,
    )
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status,
        headers={"Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


async def _refused(_: Request, error: Exception) -> JSONResponse:
    return refusal(error.code if isinstance(error, RefusedError) else _R.INTERNAL)


async def _rejected(_: Request, error: Exception) -> JSONResponse:
    code = error.code if isinstance(error, InputRejectedError) else FailureCode.STAGE_ERROR
    return _problem(_INPUT_STATUS.get(code, 422), code.value, code.meaning)


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    """Name the fields that are wrong and why, but never repeat what was sent."""
    errors = error.errors() if isinstance(error, RequestValidationError) else ()
    return refusal(_R.INVALID, {_field(item): str(item["msg"]) for item in errors})


def _field(item: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in item["loc"][1:]) or str(item["loc"][0])


async def _http(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    code = _BY_STATUS.get(status)
    if code is None:
        return _problem(status, RefusalCode.INVALID.value, _STATUS[_R.INVALID][1])
    return refusal(code)


async def _unavailable(_: Request, error: Exception) -> JSONResponse:
    """Answer while the database or the blob store is away: the same request may succeed later."""
    log.error("storage_away", error_type=type(error).__name__)
    return refusal(_R.UNAVAILABLE)


async def _unexpected(_: Request, error: Exception) -> JSONResponse:
    log.error("unexpected", error_type=type(error).__name__)
    return refusal(_R.INTERNAL)


def install(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(InputRejectedError, _rejected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for outage in OUTAGES:
        app.add_exception_handler(outage, _unavailable)
    app.add_exception_handler(Exception, _unexpected)
