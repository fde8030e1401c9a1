"""Where in our own code an exception came from: all that is ever said of it.

Messages and arguments stay behind, because they may quote a patient's data.
"""

from types import TracebackType

PACKAGES = frozenset(
    ("api", "case_library", "moderation", "safelight", "schemas", "storage", "streams", "workers")
)


def place_of(traceback: TracebackType | None) -> str:
    """Return ``path:line`` of the innermost frame that is ours, ``?`` where none is."""
    place = "?"
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in PACKAGES:
            place = f"{module.replace('.', '/')}.py:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
