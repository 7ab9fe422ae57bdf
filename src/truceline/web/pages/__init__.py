"""The pages: one module each. docs/pages.md lists their addresses and keys."""

from fastapi import APIRouter, FastAPI

from truceline.web.cache import Cache
from truceline.web.pages import (
    actor,
    analysis,
    claim,
    conflict,
    conflict_parts,
    figures,
    home,
    incident,
    report,
    review,
    search,
    sources,
    static,
)
from truceline.web.pages.rendering import error_page, sign_in_page

MOST = 512
"""Pages that are kept to be given out again: some 50 kB each."""

PARTS = (
    static,
    home,
    conflict,
    analysis,
    conflict_parts,
    figures,
    incident,
    report,
    claim,
    actor,
    sources,
    review,
    search,
)
router = APIRouter(include_in_schema=False)
for part in PARTS:
    router.include_router(part.router)


def add_to(app: FastAPI) -> None:
    """Give an application the pages, those for errors and for signing in among them."""
    app.state.pages = Cache(MOST)
    app.state.error_page, app.state.sign_in_page = error_page, sign_in_page
    app.include_router(router)
