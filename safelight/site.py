"""What the site's routes are given, whichever process serves them."""

from collections.abc import Callable

from api.probes import Probes
from api.services import PoolState, Services
from safelight.settings import Settings
from safelight.state import State


def services(
    settings: Settings,
    state: State,
    probes: Probes,
    pool_state: Callable[[], PoolState],
    stopped_stages: Callable[[], list[str]],
) -> Services:
    """Put the site's services together over what is kept."""
    return Services(
        database=state.database,
        blobs=state.blobs,
        keys=state.keys,
        vault=state.vault,
        darkroom=state.darkroom,
        max_upload_bytes=settings.max_upload_bytes,
        secure_cookies=settings.https,
        web_folder=settings.web_folder,
        pool_state=pool_state,
        stopped_stages=stopped_stages,
        probes=probes,
    )
