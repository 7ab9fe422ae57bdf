"""The pages: one module each. docs/pages.md lists their addresses and keys."""

from fastapi import APIRouter

from truceline.web.pages import (
    actor,
    claim,
    conflict,
    conflict_parts,
    figures,
    home,
    incident,
    missing,
    report,
    review,
    search,
    sources,
    static,
)

router = APIRouter(include_in_schema=False)
for part in (static, home, conflict, conflict_parts, figures, incident, report, claim, actor, sources, review, search, missing):
    router.include_router(part.router)
