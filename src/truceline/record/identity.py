"""What makes two texts, reports or claims the same: digests that do not change from run to run."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

from truceline.claim import Claim, Event, Span
from truceline.report import Report

REF_LENGTH = 12
_WORD = re.compile(r"[^\W_]+")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid", re.IGNORECASE)


def text_hash(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(report: Report) -> str:
    """Digest of all that a version of a report says: its words and what is said of them, but not its id."""
    said = (
        report.text,
        report.title,
        report.publisher,
        report.published and report.published.isoformat(),
        report.licence,
    )
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def url_hash(url: str | None) -> str | None:
    """Digest of a web address, without what varies on the same page: fragment and tracking parameters."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # as "http://[": no address, but still the same words
        return hashlib.sha256(url.encode()).hexdigest()
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    )
    same = parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), query=query, fragment="")
    return hashlib.sha256(same.geturl().encode()).hexdigest()


def claim_ref(report_key: str, hash: str, trigger: Span, event: Event, again: int = 0) -> str:
    """The id of a claim as users type it: 12 letters and digits that follow from report, words and event.

    `again` counts the claims before it for which all of these are the same.
    """
    said = f"{report_key}\0{hash}\0{trigger[0]}-{trigger[1]}\0{event}\0{again}"
    digest = hashlib.blake2b(said.encode(), digest_size=8).digest()
    return base64.b32encode(digest).decode().lower()[:REF_LENGTH]


def said_hash(claim: Claim, words: str) -> int:
    """Digest, in 63 bits, of a claim's event, words and trigger: the same in two copies of a text if they say the same."""
    said = f"{claim.event}\0{folded(words)}\0{claim.trigger[0] - claim.span[0]}"
    return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest()) >> 1


def folded(text: str) -> str:
    """A text as search compares it: lower case, without accents, words and numbers alone."""
    lower = text.casefold()
    if not lower.isascii():
        lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(lower))


def now() -> str:
    """The moment, in UTC, as the record writes it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
