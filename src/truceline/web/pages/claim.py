"""The page of a claim: its values, its words, its history; and what a person says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request, Response
from starlette.responses import JSONResponse, RedirectResponse

from truceline.errors import TrucelineError, UsageError
from truceline.record import Correction, Entry, StoredClaim
from truceline.record.values import in_words
from truceline.web.access import User, check_csrf, require_reviewer
from truceline.web.pages.claimform import changes, fields
from truceline.web.pages.rendering import page
from truceline.web.pages.told import incidents_of
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
ACTS = ("accept", "reject", "undo", "correct")
Reviewing = Annotated[User, Depends(require_reviewer)]


@router.get("/claim/{id}")
def claim_page(id: str, visit: Visiting, back: str = "", part: str = "") -> Response:
    """A claim with its history; or only its form, for scripts."""
    template = "parts/form.html" if part == "form" else "claim.html"
    return page(visit, template, lambda: _context(visit, visit.store.claim(id, explain=True), back))


def _context(visit: Visit, one: StoredClaim, back: str) -> Mapping[str, Any]:
    return {
        "one": one, "fields": fields(one.claim), "history": visit.store.history(one.id), "changed": changed,
        "incident": incidents_of(visit, [one.id]).get(one.id), "back": local(back),
    }  # fmt: skip


def changed(entry: Entry) -> str:
    """What an entry of a history changed, in words."""
    return f"{entry.what} {entry.field}: {in_words(entry.old)} → {in_words(entry.new)}" if entry.field else entry.what


def local(address: str) -> str:
    """An address on this site; "" for any other, so that no link made by a stranger leads away from here."""
    parts = urlsplit(address)
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return address if safe and address.isprintable() and "\\" not in address else ""


@router.post("/claim/{id}/{act}", dependencies=[Depends(check_csrf)])
async def judged(id: str, act: str, request: Request, visit: Visiting, user: Reviewing) -> Response:
    """Accept, reject, correct or undo; then back to where the person came from, or the outcome as JSON for scripts."""
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    for_script = request.headers.get("accept", "").startswith("application/json")
    try:
        said = _say(visit, id, act, form, user)
    except TrucelineError as error:
        if for_script:
            return JSONResponse({"error": str(error)}, status_code=400)
        raise
    if for_script:
        return JSONResponse({"claim": id, "act": act, "corrections": len(said)})
    return RedirectResponse(local(form.get("back", "")) or f"/claim/{id}", status_code=303)


def _say(visit: Visit, id: str, act: str, form: Mapping[str, str], user: User) -> list[Correction]:
    said: dict[str, Any] = {"who": user.name, "why": form.get("why") or None}
    if act == "accept":
        return visit.store.accept(id, **said)
    if act == "reject":
        return visit.store.reject(id, **said)
    if act == "undo":
        return visit.store.undo(id, act=form.get("act") or None, **said)
    if act != "correct":
        raise UsageError(f'nothing is called "{act[:20]}"', remedy=f"take one of {', '.join(ACTS)}")
    return visit.store.correct(id, changes(form), **said)
