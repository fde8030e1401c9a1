"""Serves the built web face; every path that is no file is the app's own."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, Response

from schemas.refusals import RefusalCode, RefusedError

_MISSING = "The web face is not built. Run: make web\n"
_FOR_EVER = "public, max-age=31536000, immutable"


def install(app: FastAPI, folder: Path | None) -> None:
    """Serve the folder at the root, after all other routes."""

    @app.get("/{path:path}", include_in_schema=False)
    def web_face(path: str) -> Response:
        if path.startswith("api/") or path == "api":
            raise RefusedError(RefusalCode.NOT_FOUND)
        if folder is None or not (folder / "index.html").is_file():
            return PlainTextResponse(_MISSING, 503)
        file = (folder / path).resolve()
        if path and file.is_relative_to(folder.resolve()) and file.is_file():
            hashed = "assets" in file.parts
            headers = {"Cache-Control": _FOR_EVER if hashed else "no-cache"}
            return FileResponse(file, headers=headers)
        return FileResponse(folder / "index.html", headers={"Cache-Control": "no-cache"})
