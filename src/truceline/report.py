"""A report: one published text, as everything else in Truceline receives it."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field, field_validator

MAX_TEXT = 500_000
"""Longest text of one report, in code points. Longer input is an archive, not a report."""


class Report(BaseModel):
    """One published text and what is known of its publication.

    `text` is never changed after intake: every span of every claim is a pair of offsets into it, in Unicode
    code points.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1, max_length=500)
    title: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    url: str | None = None
    licence: str | None = None
    text: str = Field(min_length=1, max_length=MAX_TEXT)

    @field_validator("text")
    @classmethod
    def _has_words(cls, value: str) -> str:
        if not any(c.isalnum() for c in value):
            raise ValueError("the text holds no words")
        return value
