"""Names: from the entity head's tags and the capitals of the text to whole names with one label each.

The head alone cuts long names; capitals alone know no labels. A run of capitalised words is cut by titles, dates and
nationalities, joined over the small words that names have inside, and labelled by the words it holds, the gazetteer
and the head's vote.
"""

from __future__ import annotations

from collections import Counter

from truceline import gazetteer
from truceline.datafiles import word_lists
from truceline.language.document import Document, Span, Token

words = word_lists("names.yaml")


def set_names(doc: Document) -> Document:
    """Replace `doc.ents` by whole names; dates of the entity head stay. Returns the same document."""
    dates = [e for e in doc.ents if e.label_ == "DATE" and any(_is_calendar(t) for t in e)]
    dated = {t.i for e in dates for t in e}
    spans = [s for a, b in _runs(doc, dated) for s in _cut(doc, a, b)]
    doc.set_ents([*_countries(doc, _agreed(spans)), *dates])
    return doc


def _is_calendar(token: Token) -> bool:
    """Whether a word can be part of a date: capitalised, only days and months can ("World" cannot)."""
    return (
        not token.text[:1].isupper()
        or token.text.rstrip(".") in words("months_days")
        or token.text in words("months_days")
    )


def _countries(doc: Document, spans: list[Span]) -> list[Span]:
    """Names of countries in several words ("Saudi Arabia") as one place, whatever the model made of their parts."""
    found: list[Span] = []
    for i, token in enumerate(doc):
        if not token.text[:1].isupper() or (found and i < found[-1].end):
            continue
        for end in (i + 3, i + 2):
            if end <= len(doc) and doc[end - 1].text[:1].isupper() and gazetteer.country_named(doc[i:end].text):
                found.append(Span(doc, i, end, "GPE"))
                break
    inside = [f for f in found if not any(s.start <= f.start and f.end <= s.end and len(s) > len(f) for s in spans)]
    return [s for s in spans if all(s.end <= f.start or f.end <= s.start for f in inside)] + inside


def _agreed(spans: list[Span]) -> list[Span]:
    """One label for one name: what most of its mentions in the report say."""
    votes: dict[str, Counter[str]] = {}
    for s in spans:
        votes.setdefault(s.text, Counter())[s.label_] += 1
    return [Span(s.doc, s.start, s.end, votes[s.text].most_common(1)[0][0]) for s in spans]


def _is_scene(span: Span) -> bool:
    """Whether a name of one word stands where only a place can: "wounded near Tessin", "withdraw from Tessin"."""
    noun = span.root
    preposition = next((c.lower_ for c in noun.children if c.label == "case"), "")
    moved = noun.head.lemma_.lower() in words("leaving")
    within = preposition in words("within") or (preposition in words("bounds") and moved)
    return len(span) == 1 and noun.label == "obl" and within


def _is_capital(token: Token) -> bool:
    if not token.text[:1].isupper() or token.is_space or (token.is_sent_start and token.text in ("Q.", "A.")):
        return False
    if token.pos_ == "PROPN":
        return True
    if token.pos_ not in ("NOUN", "ADJ", "X", "VERB", "ADV", "NUM"):
        return False
    if not token.is_sent_start:
        before = token.nbor(-1).text if token.i else "."
        return before not in ('"', "“", "‘", ":") or token.ent_type_ != ""
    # A sentence's first word is a name's first when the head says so, or a nationality, or before a body ("Islamic State").
    return (
        bool(token.ent_type_)
        or gazetteer.country_of_adjective(token.text) is not None
        or (token.pos_ == "ADJ" and token.head.i == token.i + 1 and token.head.text in words("organization"))
    )


def _runs(doc: Document, dated: set[int]) -> list[tuple[int, int]]:
    """Token ranges of capitalised words, joined over hyphens, particles and small words of names."""
    found, i, n = [], 0, len(doc)
    while i < n:
        if not _is_capital(doc[i]) or i in dated or doc[i].text in words("months_days"):
            i += 1
            continue
        end = i + 1
        while end < n and (step := _extension(doc, i, end, dated)):
            end += step
        found.append((i, end))
        i = end
    return found


def _extension(doc: Document, start: int, end: int, dated: set[int]) -> int:
    """How many tokens a run [start, end) can grow by: 0 when it ends."""
    token = doc[end]
    if end in dated or token.text in words("months_days") or (token.is_sent_start and not _hyphened(doc, end)):
        return 0
    if _is_capital(token):
        return 1
    particle = token.lower_ in words("particles")
    if particle and end + 2 < len(doc) and doc[end + 1].text == "-" and _is_capital(doc[end + 2]):
        return 3
    follows = end + 1 < len(doc) and end + 1 not in dated and _is_capital(doc[end + 1])
    if token.text in ("-", "–") and not doc[end - 1].whitespace_ and not token.whitespace_ and end + 1 < len(doc):
        inner = (
            end + 2 < len(doc) and doc[end + 2].text == "-" and end + 3 < len(doc) and doc[end + 3].text[:1].isupper()
        )
        return 2 if follows or doc[end + 1].text.isdigit() else (4 if inner else 0)
    if token.lower_ == "on" and follows and _is_body(doc, start, end):
        # "the Authority on Development": after a place it is where something was, after a body its field.
        return 2 if token.head.i == end + 1 and doc[end + 1].head.i < end else 0
    if _spelt_by_acronym(doc, start, end):
        return 1
    if not follows:
        two = end + 2 < len(doc) and _is_capital(doc[end + 2]) and doc[end + 1].lower_ == "the"
        return 3 if two and token.lower_ in ("of", "for") and _is_body(doc, start, end) else 0
    if particle and doc[end - 1].text[:1].isupper() and token.pos_ in ("PROPN", "X", "ADP", "DET", "NOUN"):
        return 2
    if token.text in ("'s", "’s", "'", "’"):
        return 2 if _ends_as_body(doc, end + 1) and not gazetteer.country_named(doc[end - 1].text) else 0
    if token.lower_ in ("of", "for") and (_is_body(doc, start, end) or doc[end - 1].text in words("event")):
        return 2
    if (
        token.lower_ in ("and", "&")
        and _is_body(doc, start, end)
        and any(t.lower_ in ("of", "for") for t in doc[start:end])
    ):
        return (
            2
            if doc[end + 1].dep_ == "conj" and doc[end + 1].head.i >= start + 1 and doc[end + 1].ent_type_ == "ORG"
            else 0
        )
    return 0


def _spelt_by_acronym(doc: Document, start: int, end: int) -> bool:
    """Whether small and capitalised words lead on to an acronym of a body: "Front for Change | and Concord in Chad (FACT)"."""
    if doc[end].lower_ not in words("joiners") or not _is_body(doc, start, end):
        return False
    i = end
    while i < len(doc) - 2 and i - end < 8 and (doc[i].lower_ in words("joiners") or _is_capital(doc[i])):
        i += 1
    acronym = doc[i + 1].text if doc[i].text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")" else ""
    return len(acronym) > 1 and acronym.isupper() and acronym[0] == doc[start].text[0]


def _hyphened(doc: Document, i: int) -> bool:
    return doc[i].text == "-" or doc[i - 1].text == "-"


def _is_body(doc: Document, start: int, end: int) -> bool:
    return any(
        t.text in words("organization") or t.text in ("Ministry", "Minister") for t in doc[start:end]
    ) and not any(t.text == "Minister" for t in doc[start:end])


def _ends_as_body(doc: Document, i: int) -> bool:
    while i < len(doc) and _is_capital(doc[i]):
        if doc[i].text in words("organization"):
            return True
        i += 1
    return False


def _cut(doc: Document, start: int, end: int) -> list[Span]:
    """Names in one run: nationality and titles in front are cut off."""
    out: list[Span] = []
    body = any(t.text in words("organization") for t in doc[start:end])
    titled = False
    while start < end:
        token = doc[start]
        country = gazetteer.country_of_adjective(token.text)
        state = gazetteer.country_named(token.text)
        rest = doc[start + 1 : end]
        title_next = len(rest) > 0 and (rest[0].text in words("titles")) and not body
        if country and len(rest) == 1 and rest[0].tag_ == "NNPS" and gazetteer.country_of_adjective(rest[0].text):
            break  # "Turkish Cypriots" are one people
        if country and len(rest) and (not body or title_next):
            out.append(Span(doc, start, start + 1, "NORP"))
            start += 1
        elif state and title_next:
            out.append(Span(doc, start, start + 1, "GPE"))
            start += 1
        elif token.text == "-" and titled:
            start += 1
        elif token.text in words("titles") and len(rest) and not (body and not _person_follows(doc, start, end)):
            titled = True
            start += 1
        else:
            break
    while end - 1 > start and doc[end - 1].text in ("-", "'s", "’s"):
        end -= 1
    inner = _title_inside(doc, start, end)
    if inner:
        return [*out, *_cut(doc, start, inner[0]), *_cut(doc, inner[0], end)]
    if start < end:
        label = _label(doc, start, end, titled=titled)
        if label:
            out.append(Span(doc, start, end, label))
    return out


def _title_inside(doc: Document, start: int, end: int) -> list[int]:
    """Where a title stands between an organization and a person ("NATO Secretary-General Jens Stoltenberg")."""
    found = [
        i for i in range(start + 1, end - 1) if doc[i].text in PERSONAL and doc[end - 1].ent_type_ in ("PERSON", "")
    ]
    return found[:1]


PERSONAL = frozenset(
    [
        "President",
        "Minister",
        "General",
        "Secretary",
        "Chief",
        "Spokesman",
        "Spokesperson",
        "Spokeswoman",
        "Envoy",
        "Ambassador",
        "Commander",
        "Colonel",
        "Director",
        "Chairman",
        "Governor",
        "Premier",
        "Leader",
        "Prime",
    ]
)


def _person_follows(doc: Document, start: int, end: int) -> bool:
    votes = Counter(t.ent_type_ for t in doc[start:end])
    return votes["PERSON"] > votes["ORG"]


def _label(doc: Document, start: int, end: int, *, titled: bool) -> str | None:
    span = doc[start:end]
    text = span.text
    if len(span) == 1 and (
        text.lower() in ("i",) or span[0].pos_ in ("PRON", "DET", "SCONJ", "ADP", "CCONJ", "INTJ", "AUX")
    ):
        return None
    if gazetteer.country_named(text):
        return "GPE"
    if gazetteer.country_of_adjective(text):
        return "NORP"
    votes = Counter(t.ent_type_ for t in span if t.ent_type_ and t.ent_type_ != "DATE")
    last = span[-1].text
    vote = votes.most_common(1)[0][0] if votes else ""
    if titled and not any(t.text in words("organization") for t in span):
        return "PERSON"
    if any(t.text in words("organization") for t in span) and vote != "PERSON":
        if last in words("facility") and vote in ("FAC", "GPE"):
            return "FAC"
        return "GPE" if last in words("place") and vote == "GPE" else "ORG"
    if last in words("facility") and len(span) > 1:
        return "FAC"
    if last in words("place") and len(span) > 1:
        return "GPE"
    if last in words("event") and len(span) > 1 and vote not in ("ORG", "GPE", "PERSON"):
        return "EVENT"
    if text.isupper() and 2 <= len(text) <= 7 and vote not in ("GPE",):
        return "ORG"
    if vote == "PERSON" and not titled and _is_scene(span):
        return "GPE"
    if vote:
        return "GPE" if vote == "NORP" and gazetteer.place_country(text) else vote
    if gazetteer.place_country(text):
        return "GPE"
    return "ORG" if span.root.pos_ == "PROPN" else None
