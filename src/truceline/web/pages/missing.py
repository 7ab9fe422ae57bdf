"""What is said where there is no page."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from truceline.web.pages.rendering import error_page

router = APIRouter()


@router.get("/{path:path}")
def missing(path: str, request: Request) -> Response:
    """The page of a missing page. Programs get their own answer."""
    if path.startswith("api/"):
        raise HTTPException(404, "Not Found")
    return error_page(request, 404, "There is no such page.", "Start from the first page, or search.")
