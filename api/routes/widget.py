"""The widget and its pages: static files of ``api/widget/``, with their types, their cache and their policy."""

from __future__ import annotations

import hashlib
from email.utils import formatdate
from pathlib import Path

from fastapi import APIRouter, Request, Response

from api.deps import InHouse
from api.problems import Refusal

router = APIRouter(include_in_schema=False)

FOLDER = Path(__file__).resolve().parent.parent / "widget"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".json": "application/json; charset=utf-8",
}
PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_ASSET_POLICY = "default-src 'none'; frame-ancestors 'none'"


@router.get("/")
def home(request: Request) -> Response:
    """The intranet page that uses the widget."""
    return _file(request, "index.html")


@router.get("/demo")
def demo(request: Request) -> Response:
    """Every state of the widget."""
    return _file(request, "demo.html")


@router.get("/widget")
def documentation(request: Request) -> Response:
    """How to embed the widget."""
    return _file(request, "docs.html")


@router.get("/widget.js")
def script(request: Request) -> Response:
    """The widget itself: any page may load it."""
    return _file(request, "widget.js")


@router.get("/widget-assets/{name:path}")
def asset(request: Request, name: str) -> Response:
    """A file beside the widget."""
    return _file(request, name)


@router.get("/widget-settings")
def settings(house: InHouse) -> dict[str, str | None]:
    """What the widget shows of this deployment: whom its user may write to."""
    return {"facilitator_email": house.settings.facilitator_email}


def _file(request: Request, name: str) -> Response:
    path = (FOLDER / name.replace("\0", "")).resolve()
    media_type = _TYPES.get(path.suffix)
    if not path.is_relative_to(FOLDER) or media_type is None or not path.is_file():
        raise Refusal(404)
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "no-cache",
        "Last-Modified": formatdate(path.stat().st_mtime, usegmt=True),
        "Content-Security-Policy": PAGE_POLICY if path.suffix == ".html" else _ASSET_POLICY,
    }
    if path.suffix != ".html":
        # Another site's page loads these: its own policy decides, not ours.
        headers |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    if tag in request.headers.get("if-none-match", "").replace("W/", "").split(", "):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)
