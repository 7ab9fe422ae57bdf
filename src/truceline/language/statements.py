"""Who says "I" and "we" outside quotation marks in a statement: the one who delivers it, and the body that issues it."""

from __future__ import annotations

import re

from truceline.language import names
from truceline.language.aliases import Name, prepare, same, shortens_body
from truceline.language.clusters import Clusters
from truceline.language.columns import Table, listed

_NAME = r"[^\W\d_a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*"
_DELIVERED = re.compile(
    r"\b(?:statement|remarks|address|letter|message|speech|declaration|delivered)\b[^.\n]*?\b(?:by|from)\b(?P<who>[^.\n]*)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(rf"My name is (?P<who>{_NAME})")
_OF_CHIEF = re.compile(r"\breport (?:of|by) the (?P<who>Secretary-General)\b", re.IGNORECASE)
_RUN = re.compile(_NAME)
_PARTS = re.compile(r",| [-–—] ")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_ORGAN_OF = re.compile(r"^(?:The )?(?:\w+ ){0,2}(?:Staff|Bureau|Command|Wing) of (?:the )?")
"""What a group's own offices are called in front of its name."""


def deliverer(table: Table, title: str, publisher: str) -> str | None:
    """The name of the person or office that says "I" in a statement, None when nothing tells."""
    opening = table.doc[:40].text
    if found := _OF_CHIEF.search(title):
        return found["who"]
    if found := _INTRODUCED.search(opening):
        return found["who"]
    for text in (title, opening):
        for told in _DELIVERED.finditer(text):
            if person := _person(told["who"]):
                return person
    if any(
        table.lower[i - 1] == "my" and table.text[i] in listed("envoys_of_chief") for i in range(1, len(table.text))
    ):
        return "Secretary-General"
    return _person(publisher) if _begins_with_title(publisher) else None


def _person(text: str) -> str | None:
    """The first name of a person in a line: two capitalised words or more, after the titles before them."""
    for run in _RUN.finditer(text):
        parts = run[0].split()
        while parts and parts[0].rstrip(".") in names.words("titles"):
            parts = parts[1:]
        body = text[: run.start()].endswith("the ") or set(parts) & names.words("organization")
        if len(parts) > 1 and not body:
            return " ".join(parts)
    return None


def _begins_with_title(publisher: str) -> bool:
    """Whether a publisher is a person: "Maulana Fazl Ahmad, Jamia Dargah"."""
    return bool(publisher) and publisher.split()[0] in names.words("titles")


def issuer(clusters: Clusters, publisher: str) -> tuple[Name | None, bool]:
    """The body that speaks as "we", of the parts of the publisher's name the one told most, and whether the text names it."""
    parts = [_ASIDE.sub("", p).strip() for p in _PARTS.split(publisher)]
    found = [prepare(_ORGAN_OF.sub("", p)) for p in parts if p]
    named = clusters.named()

    def told(part: Name) -> int:
        return sum(
            len(c.members) for c in named if any(same(n, part) or shortens_body(n, part) for n in c.names.values())
        )

    best = max(found, key=lambda p: (told(p), not set(p.words) & listed("organs")), default=None)
    return best, best is not None and told(best) > 0
