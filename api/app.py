"""Puts the routes together into one app."""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api import probes, problems, web
from api.guard import Guard
from api.routes import (
    cases,
    checks,
    monitoring,
    operations,
    reveal,
    review,
    review_media,
    session,
    stream,
    submissions,
    uploads,
    verification,
    vocabulary,
)
from api.services import Services
from schemas.http.base import Problem

_ROUTERS = (
    session.router,
    vocabulary.router,
    stream.router,
    submissions.router,
    uploads.router,
    verification.router,
    review.router,
    reveal.router,
    review_media.router,
    checks.router,
    cases.router,
    operations.router,
    monitoring.router,
)


def _operation_id(route: APIRoute) -> str:
    return route.name


class SafelightApi(FastAPI):
    """A FastAPI app whose OpenAPI document says how errors really look."""

    def openapi(self) -> dict[str, Any]:
        """Return the document, with every error as problem details instead of FastAPI's own."""
        if self.openapi_schema is None:
            document = super().openapi()
            _document_problems(document)
            self.openapi_schema = document
        return self.openapi_schema


def _document_problems(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    schemas["Problem"] = Problem.model_json_schema()
    for generated in ("HTTPValidationError", "ValidationError"):
        schemas.pop(generated, None)
    problem = {
        "description": "A problem (RFC 9457)",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = problem


def create_app(services: Services) -> FastAPI:
    """Make the app over these services."""
    app = SafelightApi(
        title="Safelight",
        version="1",
        description="A moderation queue for clinical images.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        generate_unique_id_function=_operation_id,
    )
    app.state.services = services
    probes.install(app, services.probes)
    problems.install(app)
    for router in _ROUTERS:
        app.include_router(router)
    web.install(app, services.web_folder)
    app.add_middleware(Guard)
    return app
