"""The files that pages are made of: styles, scripts, the icon. They are read once and named by what they hold."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response

router = APIRouter()
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file: its bytes, what they are, and the mark of their contents."""

    body: bytes
    media_type: str
    mark: str


@cache
def assets() -> dict[str, Asset]:
    """All files of static/ by name."""
    found = {}
    for file in (files("truceline.web") / "static").iterdir():
        ending = file.name[file.name.rfind(".") :]
        if ending in _TYPES:
            body = file.read_bytes()
            found[file.name] = Asset(body, _TYPES[ending], hashlib.sha256(body).hexdigest()[:10])
    return found


def address(name: str) -> str:
    """Where a file is found, with the mark of its contents: browsers may keep it for good."""
    return f"/static/{name}?v={assets()[name].mark}"


@router.get("/static/{name}")
def static(name: str, v: str = "") -> Response:
    """A style, a script or the icon."""
    asset = assets().get(name)
    if asset is None:
        raise HTTPException(404, "there is no such file")
    keep = _FOR_GOOD if v == asset.mark else "no-cache"
    return Response(asset.body, media_type=asset.media_type, headers={"Cache-Control": keep, "ETag": f'"{asset.mark}"'})


@router.get("/favicon.ico")
def favicon() -> Response:
    """The icon, where browsers look for it."""
    return static("icon.svg")
