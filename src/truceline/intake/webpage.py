"""HTML pages: the article's text and what the page says of it, by trafilatura."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from truceline.errors import InputError
from truceline.intake.dates import parse_date
from truceline.intake.reports import Draft

FEWEST_WORDS = 50
"""A page with fewer words than this and no full sentence is a menu, not an article."""

_SENTENCE = re.compile(r"\w[\w,;'’\"”)\]]*[.!?…][\"”’')\]]*(?:\s|$)")
_WORD = re.compile(r"\w+")
NO_ARTICLE = "the page holds no article"


def draft_from_html(html: str, *, id: str, names: dict[str, str], notes: tuple[str, ...] = ()) -> Draft:
    """The draft of the article on a page, its text as extracted. Raises InputError for a page without one."""
    page = _extract(html)
    text = _without_title(page.text or "", page.title) if page else ""
    if len(_WORD.findall(text)) < FEWEST_WORDS and not _SENTENCE.search(text):
        raise InputError(NO_ARTICLE, remedy="save the page of the article itself, or copy its text into a .txt file")
    return Draft(
        id=id,
        text=text,
        title=page.title or None,
        publisher=page.sitename or None,
        published=_date(page.date),
        url=page.url or None,
        names=names,
        notes=notes,
    )


def _extract(html: str) -> Any:
    import trafilatura

    try:
        # The extensive search guesses dates from anywhere on the page; a wrong date is worse than none.
        dates = {"extensive_search": False, "original_date": True}
        return trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=dates
        )
    except Exception as error:  # the extractor and its parser raise many kinds, none of them documented
        problem = f"the page could not be parsed ({type(error).__name__}: {error})"
        raise InputError(problem, remedy="copy the article's text into a .txt file") from error


def _date(value: str | None) -> dt.date | None:
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None


def _without_title(text: str, title: str | None) -> str:
    """The text without the headline, which the extractor may leave as its first line."""
    first, _, rest = text.partition("\n")
    same = title is not None and _WORD.findall(first.casefold()) == _WORD.findall(title.casefold())
    return (rest if same and rest.strip() else text).strip()
