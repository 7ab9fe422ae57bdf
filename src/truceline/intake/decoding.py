"""Bytes into text: encodings, byte order marks, what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from truceline.errors import InputError

LIMIT = 50_000_000
"""Largest input that is read at once, in bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
SAVE_AS_UTF8 = "save it as UTF-8 text"


@dataclass(frozen=True)
class Decoded:
    """A text and, where its encoding had to be guessed, a note that says so."""

    text: str
    notes: tuple[str, ...] = ()


def read_bytes(stream: BinaryIO) -> bytes:
    """All of a stream; raises InputError past `LIMIT`."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        remedy = "split it into one report each, for instance as JSON lines"
        raise InputError(f"it is larger than {LIMIT // 1_000_000} MB, too large for a report", remedy=remedy)
    return data


def decode(data: bytes, *, html: bool = False) -> Decoded:
    """The text of some bytes: by byte order mark, else UTF-8, else (HTML) as declared, else by its looks.

    Raises InputError for what is empty, not text, or damaged UTF-8.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise InputError("it is empty", remedy="give the text of a news report")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding))
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise InputError(f"it is {kind}, not text", remedy="save its text as .txt or .html")
    if b"\x00" not in data:
        return _without_mark(data, html=html)
    # Zero bytes: UTF-16 without a mark, or no text.
    return _guess(data) if data[:200].count(b"\x00") > 20 else _guess(b"")


def _without_mark(data: bytes, *, html: bool) -> Decoded:
    if len(_CONTROL.findall(data[:100_000])) > len(data[:100_000]) // 50:
        return _guess(b"")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        declared = _DECLARED.search(data[:4096]) if html else None
        if declared and (text := _declared(data, (declared[1] or declared[2]).decode("ascii", "ignore"))):
            return Decoded(text)
        if _MULTIBYTE.search(data) and len(_MULTIBYTE.findall(data)) > _stray_bytes(data):
            problem = f"it is UTF-8 with a broken character at byte {error.start}"
            raise InputError(problem, remedy="repair that place, or get the file again") from None
    return _guess(data)


def _stray_bytes(data: bytes) -> int:
    return data.decode("utf-8", errors="replace").count("�")


def _declared(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise InputError(f"it is broken {name} at byte {error.start}", remedy=SAVE_AS_UTF8) from None


def _guess(data: bytes) -> Decoded:
    """The text in the encoding that it looks like, with a note."""
    from charset_normalizer import from_bytes

    # English in a one-byte encoding has few bytes above 127, too few to tell apart more than the two common ones.
    high = sum(data[:50_000].count(bytes([b])) for b in range(128, 256))
    few = 0 < high < 0.05 * len(data[:50_000])
    best = from_bytes(data, cp_isolation=["cp1252", "mac_roman"] if few else None).best() if data else None
    if best is None:
        raise InputError("it is binary data or in an unknown encoding, not text", remedy=SAVE_AS_UTF8)
    return Decoded(str(best), (f"read as {best.encoding}: its encoding was not declared",))
