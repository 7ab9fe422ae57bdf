"""Find claims: by words, by who, what, when and on whose word. The same question on both databases."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import ColumnElement, Connection, Select, column, exists, func, literal_column, or_, select, table, text

from truceline.claim import Event, SourceKind, Status
from truceline.errors import UsageError
from truceline.record.identity import folded
from truceline.record.latest import latest
from truceline.record.schema import claim_data, claim_names, claims, names, reports, versions

MOST_WORDS = 50
WEIGHED = 2_000
"""Claims that have the words and are weighed against each other, the latest first."""

_NAMES = 1_000
"""So many names, at most, are looked up before their claims are."""
_KINDS: tuple[str, ...] = get_args(SourceKind)
_SEARCH = table("claim_search", column("rowid"), column("rank"))
_TSVECTOR: ColumnElement[Any] = literal_column("claim_data.search")
_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')


@dataclass(frozen=True)
class Query:
    """What is looked for: claims that fit all that is given.

    `words` must all stand in the claim's words or names: "a phrase", -without, begin*. `actor`, `recipient` and `source`
    are whole words of a name; `source` may also be a kind, as "unnamed". `since` and `until` are days that the claim's
    time reaches; a claim that tells no time has that of its report. Left out unless asked for: `copies` (what an earlier
    report said in the same words), `rejected` ones, and those of `superseded` versions of reports.
    """

    words: str | None = None
    actor: str | None = None
    recipient: str | None = None
    source: str | None = None
    event: str | None = None
    mode: str | None = None
    status: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    min_confidence: float = 0.0
    report: str | None = None
    copies: bool = False
    rejected: bool = False
    superseded: bool = False


def numbers(connection: Connection, query: Query, limit: int | None = None) -> list[int]:
    """The numbers of the claims that fit, the best first: by relevance where words are given, else the latest.

    Where more than `WEIGHED` claims have the words, those that came last are given first, the best of them first. However
    many are asked for, they come in the same order. Raises UsageError for what cannot be looked for.
    """
    found = select(claims.c.id).where(*conditions(connection, query))
    if query.words is None:
        return [row.id for row in latest(connection, found, claims.c.end, claims.c.id, limit=limit)]
    terms = _terms(query.words)
    having = _by_fts5(terms) if connection.dialect.name == "sqlite" else _by_tsearch(terms)
    return _best(connection, found, having, limit)


def conditions(connection: Connection, query: Query) -> list[ColumnElement[bool]]:
    """What a claim must meet, but for the words. Raises UsageError for what cannot be looked for."""
    wanted: list[ColumnElement[bool]] = [*_visible(query)]
    of_few = query.words is not None
    for role in ("actor", "recipient"):
        if (name := getattr(query, role)) is not None:
            wanted.append(_named(connection, role, name, of_few=of_few))
    if query.source is not None:
        wanted.append(_told_by(connection, query.source, of_few=of_few))
    if query.event is not None:
        wanted.append(claims.c.event == _one_of(Event, query.event, "--event"))
    if query.mode is not None:
        wanted.append(claims.c.mode == query.mode.lower())
    if query.status is not None:
        wanted.append(claims.c.status == _one_of(Status, query.status, "--status"))
    if query.since is not None:
        wanted.append(claims.c.end >= query.since)
    if query.until is not None:
        wanted.append(claims.c.start <= query.until)
    if query.min_confidence > 0:
        wanted.append(claims.c.confidence >= query.min_confidence)
    if query.report is not None:
        of_report = (
            select(versions.c.id).join(reports, reports.c.id == versions.c.report).where(reports.c.key == query.report)
        )
        wanted.append(claims.c.version.in_(of_report))
    return wanted


def _visible(query: Query) -> list[ColumnElement[bool]]:
    if not (query.copies or query.rejected or query.superseded):
        return [claims.c.shown]
    wanted: list[ColumnElement[bool]] = [claims.c.state != "gone"]
    if not query.copies:
        wanted.append(claims.c.copy_of.is_(None))
    if not query.rejected:
        wanted.append(or_(claims.c.verdict.is_(None), claims.c.verdict != "rejected"))
    if not query.superseded:
        wanted.append(exists().where(versions.c.id == claims.c.version, versions.c.current))
    return wanted


def _named(connection: Connection, role: str, name: str, *, of_few: bool) -> ColumnElement[bool]:
    """Who is named so: looked up claim by claim where words leave few of them, else all at once."""
    said = folded(name)
    if not said:
        raise UsageError("this names nobody", place=f"--{role}", remedy="give a word of the name")
    so_named = claim_names.c.name.in_(_names_with(connection, said)) & (claim_names.c.role == role)
    if of_few:
        return exists().where(claim_names.c.claim == claims.c.id, so_named)
    return claims.c.id.in_(select(claim_names.c.claim).where(so_named))


def _names_with(connection: Connection, said: str) -> Select[tuple[int]] | list[int]:
    """The numbers of the names that have these words, or how to find them.

    PostgreSQL takes names that it has yet to look for to be rare, and goes through every claim of the most common one.
    """
    known = select(names.c.id).where(names.c.folded.contains(f" {said} ", autoescape=True))
    if connection.dialect.name == "sqlite":
        return known
    found = list(connection.scalars(known.limit(_NAMES + 1)))
    return found if len(found) <= _NAMES else known


def _told_by(connection: Connection, source: str, *, of_few: bool) -> ColumnElement[bool]:
    kind, named = source.strip().lower(), _named(connection, "source", source, of_few=of_few)
    return or_(claims.c.source_kind == kind, named) if kind in _KINDS else named


def _one_of(kinds: type[Event] | type[Status], said: str, option: str) -> str:
    for kind in kinds:
        if kind.value.lower() == said.strip().lower():
            return kind.value
    raise UsageError(f'there is no "{said}"', place=option, remedy=f"take one of {', '.join(k.value for k in kinds)}")


@dataclass(frozen=True)
class _Term:
    words: tuple[str, ...]
    without: bool
    begins: bool


def _terms(words: str) -> list[_Term]:
    """What is looked for, in safe parts: nothing of the user's signs reaches the database's own search language."""
    terms = []
    for minus, phrase, word in _TERM.findall(words):
        parts = tuple(folded(phrase or word).split())
        if parts:
            terms.append(_Term(parts, bool(minus), word.endswith("*")))
    if not any(not t.without for t in terms) or len(terms) > MOST_WORDS:
        raise UsageError(
            "there are no words to look for",
            place="WORDS",
            remedy=f'give up to {MOST_WORDS}, as: convoy "peace talks" -football',
        )
    return terms


def _best(connection: Connection, found: Select[tuple[int]], having: Select[Any], limit: int | None) -> list[int]:
    """The best of the claims that have the words and came last, then the best of those before them.

    `having` gives the `number` of each claim that has the words, and its `rank`, the best the least.
    """
    number = having.selected_columns["number"]
    # To weigh every claim that has a common word takes longer than people wait, and tells them nothing.
    last = having.order_by(number.desc()).limit(WEIGHED)
    on_sqlite = connection.dialect.name == "sqlite"
    best = list(connection.scalars(_weighed(found, last, on_sqlite=on_sqlite).limit(limit)))
    if limit is not None and len(best) == limit:
        return best
    begin = connection.scalar(last.with_only_columns(number).offset(WEIGHED - 1).limit(1))
    if begin is None:
        return best
    further = None if limit is None else limit - len(best)
    before = _weighed(found, having.where(number < begin), on_sqlite=on_sqlite)
    return best + list(connection.scalars(before.limit(further)))


def _weighed(found: Select[tuple[int]], having: Select[Any], *, on_sqlite: bool) -> Select[tuple[int]]:
    """The claims that fit among those that have the words, the best first."""
    matching = having.subquery("matching")
    # The sign keeps SQLite from asking the word index anew for every claim that fits the rest. PostgreSQL, which knows how
    # many fit, may well look at the words of those few in place of all that have the words.
    number: ColumnElement[int] = literal_column("+matching.number") if on_sqlite else matching.c.number
    return found.join(matching, number == claims.c.id).order_by(matching.c.rank, claims.c.id.desc())


def _by_fts5(terms: list[_Term]) -> Select[Any]:
    """The claims that have the words, and how well (SQLite)."""
    match = text("claim_search MATCH :words").bindparams(words=_fts5(terms))
    return select(_SEARCH.c.rowid.label("number"), _SEARCH.c.rank).where(match)


def _by_tsearch(terms: list[_Term]) -> Select[Any]:
    """The claims that have the words, and how well (PostgreSQL)."""
    asked = _tsquery(terms)
    rank = (-func.ts_rank(_TSVECTOR, asked)).label("rank")
    number: ColumnElement[int] = claim_data.c.claim
    if any(len(term.words) > 1 for term in terms):
        # PostgreSQL takes a phrase for as common as its words are together, and would look for it through all claims, the last
        # one first. What is added, nothing, makes it ask the word index.
        number = number + literal_column("0")
    return select(number.label("number"), rank).where(_TSVECTOR.op("@@")(asked))


def _fts5(terms: list[_Term]) -> str:
    wanted = " ".join(_fts5_term(t) for t in terms if not t.without)
    return " NOT ".join([f"({wanted})", *(_fts5_term(t) for t in terms if t.without)])


def _fts5_term(term: _Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.begins else "")


def _tsquery(terms: list[_Term]) -> ColumnElement[Any]:
    parts = [_tsquery_term(t) for t in terms]
    asked = parts[0]
    for part in parts[1:]:
        asked = asked.op("&&")(part)
    return asked


def _tsquery_term(term: _Term) -> ColumnElement[Any]:
    if term.begins:
        made: ColumnElement[Any] = func.to_tsquery("english", " <-> ".join((*term.words[:-1], f"{term.words[-1]}:*")))
    else:
        made = func.phraseto_tsquery("english", " ".join(term.words))
    return func.tsquery_not(made) if term.without else made
