"""Who says "I" and "we" outside quotation marks in a statement: the one who delivers it, and the body that issues it."""

from __future__ import annotations

import re

from truceline.language import names
from truceline.language.aliases import Name, prepare, same, shortens_body
from truceline.language.clusters import Clusters
from truceline.language.columns import Table, listed, nouns

_NAME = r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*"
_WORDS_OF = r"(?:statement|remarks|address|letter|message|speech|declaration|words|word|homily|sermon|appeal|greeting|proclamation)"
_DELIVERED = re.compile(
    rf"\b(?:{_WORDS_OF}\b|delivered\b)[^.\n]*?\b(?:by|from)\b(?P<who>[^.\n]*)|\b{_WORDS_OF} of (?P<of>[^.\n]*)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(rf"My name is (?P<who>{_NAME})")
_OF_CHIEF = re.compile(r"\breport (?:of|by) the (?P<who>Secretary[- ]General)\b", re.IGNORECASE)
_OF_BODY = re.compile(
    r"\b(?:communiqu[eé]|statement|declaration|proclamation|announcement|message)\b.{0,12}? of (?:the )?(?P<who>.*)",
    re.IGNORECASE,
)
_OFFICE_OF = re.compile(rf"^Office of the (?P<who>{_NAME})$")
_RUN = re.compile(_NAME)
_SHORTENED = re.compile(r"\b([A-Z][a-z]{1,4}|[A-Z])\.")
"""Abbreviated titles ("Mr.", "H.E."), whose point ends no sentence."""
_PARTS = re.compile(r",| [-–—] ")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_ORGAN_OF = re.compile(r"^(?:The )?(?:\w+ ){0,2}(?:Staff|Bureau|Command|Wing) of (?:the )?")
"""What a group's own offices are called in front of its name."""
_LONGEST_SIGNATURE = 12


def parts_of(publisher: str) -> list[str]:
    """The parts of a publisher's name, without what is said of it in brackets or in small letters ("..., read to two journalists")."""
    parts = [p.strip() for p in _PARTS.split(_ASIDE.sub("", publisher))]
    return [p for p in parts if p and (p[0].isupper() or p is parts[0])]


def deliverer(table: Table, title: str, publisher: str) -> str | None:
    """The name of the person or office that says "I" in a statement, None when nothing tells."""
    opening = table.doc[:40].text
    if found := _OF_CHIEF.search(title):
        return found["who"]
    if found := _INTRODUCED.search(opening):
        return found["who"]
    if signed := _signature(table):
        return signed
    for text in (title, opening):
        for told in _DELIVERED.finditer(_SHORTENED.sub(r"\1", text)):
            if person := _person(told["who"] or "") or (_person(told["of"] or "", titled=True)):
                return person
    if any(
        table.lower[i - 1] == "my" and table.text[i] in listed("envoys_of_chief") for i in range(1, len(table.text))
    ):
        return "Secretary-General"
    parts = parts_of(publisher)
    persons = (_person(p.removeprefix("Office of "), titled=True) for p in parts)
    offices = (found["who"] for p in parts if (found := _OFFICE_OF.match(p)) and _is_office(found["who"]))
    return next((p for p in persons if p), None) or next(offices, None)


def _is_office(name: str) -> bool:
    """Whether a name is that of an office which a person holds ("Swiss Facilitator")."""
    return "holder" in nouns().of(name.split()[-1].lower())


def _signature(table: Table) -> str | None:
    """The person who signs a statement: its last line is a name with an office or title ("Ana Ruiz, Facilitator")."""
    last = table.doc.paragraphs()[-1:]
    if not last or len(last[0]) > _LONGEST_SIGNATURE:
        return None
    parts = [p.strip() for p in _PARTS.split(_ASIDE.sub("", last[0].text))]
    offices = [p for p in parts if p and _is_office(p)]
    titled = parts[0].split()[:1] and parts[0].split()[0] in names.words("titles")
    return _person(parts[0]) if offices or titled else None


def _person(text: str, *, titled: bool = False) -> str | None:
    """The first name of a person in a line: two capitalised words or more, after the titles before them; with `titled` after one at least."""
    for run in _RUN.finditer(text):
        parts = run[0].split()
        while parts and parts[0].rstrip(".") in names.words("titles"):
            parts = parts[1:]
        body = text[: run.start()].endswith("the ") or set(parts) & names.words("organization")
        if len(parts) > 1 and not body and (not titled or len(parts) < len(run[0].split())):
            return " ".join(parts)
    return None


def _is_outlet(part: str) -> bool:
    """Whether a publisher only passes on what others say."""
    words = part.lower().split()
    return bool(set(words) & listed("outlets") or "media_names" in nouns().of(words[-1]))


def issuer(clusters: Clusters, publisher: str, title: str = "") -> tuple[Name | None, bool]:
    """The body that speaks as "we", of the parts of the publisher's name the one told most, and whether the text names it.

    Where an outlet publishes it, the title may tell ("Communiqué No. 3 of the Military Committee").
    """
    parts = [p for p in parts_of(publisher) if not _OFFICE_OF.match(p) and not _person(p, titled=True)]
    whole = [p for p in parts if not {w.lower() for w in p.split()} & listed("organs")] or parts
    if any(_is_outlet(p) for p in whole) and (told_of := _OF_BODY.search(title)):
        whole = [told_of["who"]]
    found = [prepare(_ORGAN_OF.sub("", p)) for p in whole]
    named = clusters.named()

    def told(part: Name) -> int:
        return sum(
            len(c.members) for c in named if any(same(n, part) or shortens_body(n, part) for n in c.names.values())
        )

    best = max(found, key=told, default=None)
    return best, best is not None and told(best) > 0
