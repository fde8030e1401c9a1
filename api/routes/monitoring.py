"""For machines that watch: metrics, health, readiness."""

from fastapi import APIRouter, Response

from api.probes import Watch
from schemas.http.operations import Readiness

router = APIRouter(tags=["monitoring"])


@router.get("/metrics", response_class=Response)
def metrics(probes: Watch) -> Response:
    """Return the metrics in Prometheus' text format."""
    return Response(probes.render_metrics(), media_type="text/plain; version=0.0.4")


@router.get("/healthz")
def healthz() -> dict[str, bool]:
    """Say that the process answers."""
    return {"alive": True}


@router.get("/readyz", responses={503: {"model": Readiness}})
def readyz(probes: Watch, response: Response) -> Readiness:
    """Say whether the service can do its work, part by part."""
    checks = probes.checks()
    ready = all(checks.values())
    response.status_code = 200 if ready else 503
    return Readiness(ready=ready, checks=checks)
