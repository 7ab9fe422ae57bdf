"""REST under /api/v1: the verbs, names and fields of the command line and of Python."""

from fastapi import APIRouter

from truceline.web.api import actors, claims, conflicts, incidents, reports
from truceline.web.api.described import BEARER

router = APIRouter(prefix="/api/v1", dependencies=[BEARER])
for part in (reports, claims, incidents, actors, conflicts):
    router.include_router(part.router)
