"""The app of a process that serves no people: metrics, health and readiness alone."""

from fastapi import FastAPI

from api import probes
from api.probes import Probes
from api.routes import monitoring


def create_monitor(shown: Probes) -> FastAPI:
    """Make the app."""
    app = FastAPI(title="Safelight monitor", docs_url=None, redoc_url=None, openapi_url=None)
    probes.install(app, shown)
    app.include_router(monitoring.router)
    return app
