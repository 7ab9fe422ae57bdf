"""Who speaks in quotation marks: the subject of the verb of saying beside them."""

from __future__ import annotations

from truceline.language.columns import Table, listed

OPENING, CLOSING = frozenset("“«"), frozenset("”»")


def quoted(table: Table) -> list[tuple[int, int]]:
    """Token ranges [start, end) between quotation marks, marks left out; a mark that never closes opens nothing."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for i, text in enumerate(table.text):
        if text in OPENING or (text == '"' and start is None):
            # A speech that runs over paragraphs opens again at each and closes once.
            start = i + 1 if start is None else start
        elif (text in CLOSING or text == '"') and start is not None:
            found.append((start, i))
            start = None
    return found


def speakers(table: Table) -> dict[int, int]:
    """For every token inside quotation marks the token that heads its speaker, where a verb of saying tells."""
    quotes = quoted(table)
    inside = bytearray(len(table.text))
    for a, b in quotes:
        inside[a:b] = b"\x01" * (b - a)
    by_sentence: dict[int, list[tuple[int, int]]] = {}
    for i, lemma in enumerate(table.lemma):
        if not inside[i] and table.pos[i] == "VERB" and lemma in listed("saying"):
            subject = table.child(i, "nsubj")
            if subject is not None and not inside[subject]:
                by_sentence.setdefault(table.sentence[i], []).append((i, subject))
    found: dict[int, int] = {}
    last: int | None = None
    for a, b in quotes:
        if a >= b:
            continue
        first, final = table.sentence[a], table.sentence[b - 1]
        said = by_sentence.get(final, []) or by_sentence.get(first, [])
        if not said and b - a > 6:
            said = [v for s in (final + 1, first - 1) for v in by_sentence.get(s, [])][:1] if last is None else []
        if said:
            last = min(said, key=lambda v: min(abs(v[0] - a), abs(v[0] - b)))[1]
        if last is not None:
            found.update(dict.fromkeys(range(a, b), last))
    return found
