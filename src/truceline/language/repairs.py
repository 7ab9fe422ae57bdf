"""What the shipped model's heads get wrong together, put right by rule before a document is made of it."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.language.attachments import reattach
from truceline.language.document import Columns


def repair(columns: Columns) -> None:
    """Mend voices, participles and attachments, and hang white space in the tree."""
    _repair_voice(columns)
    _repair_participles(columns)
    reattach(columns)
    _repair_capitals(columns)
    _attach_spaces(columns)


def _repair_voice(columns: Columns) -> None:
    """A finite verb without "be" or "get" is no passive: its subject acts, and "at least 19 soldiers" is its object."""
    deps = columns.deps
    children: dict[int, list[int]] = {}
    for i, head in enumerate(columns.heads):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, dep in enumerate(deps):
        verb = columns.heads[i]
        if (
            dep != "nsubj:pass"
            or deps[verb] in ("acl", "conj", "xcomp")
            or any(deps[c] == "aux:pass" for c in children[verb])
        ):
            continue
        deps[i] = "nsubj"
        for c in children[verb]:
            if c > verb and deps[c] in ("obl:agent", "obl") and all(deps[g] != "case" for g in children.get(c, ())):
                least = any(w.lower() in ("at", "up", "to") for w in columns.words[verb + 1 : c])
                deps[c] = "obj" if least or deps[c] == "obl:agent" else deps[c]


def _repair_participles(columns: Columns) -> None:
    """ "A bomb went off at the market, killing nine": an -ing form behind a comma hangs on the verb, not on the last noun."""
    heads, deps, tags = columns.heads, columns.deps, columns.tags
    for i, dep in enumerate(deps):
        if dep != "acl" or tags[i] != "VBG" or i < 2 or columns.words[i - 1] != ",":
            continue
        noun = heads[i]
        while deps[noun].startswith(("nmod", "conj")) and tags[heads[noun]].startswith(("NN", "PRP", "CD")):
            noun = heads[noun]
        if deps[noun].startswith(("obl", "obj")) and tags[heads[noun]].startswith("VB"):
            heads[i], deps[i] = heads[noun], "advcl"


def _repair_capitals(columns: Columns) -> None:
    """ "IS said it was behind the blast": a word in capitals that stands as a noun is a name."""
    for i, word in enumerate(columns.words):
        if columns.pos[i] == "AUX" and word.isupper() and len(word) > 1 and columns.deps[i].startswith(_NOMINAL):
            columns.pos[i], columns.tags[i], columns.lemmas[i] = "PROPN", "NNP", word


_NOMINAL = ("nsubj", "obj", "iobj", "obl", "nmod", "appos", "compound")


def _attach_spaces(columns: Columns) -> None:
    """White-space tokens hang on the word before them in their sentence, or on the one after."""
    words = [i for i, w in enumerate(columns.words) if not w.isspace()]
    first = words[0] if words else len(columns.words) - 1
    before = first
    for i, word in enumerate(columns.words):
        if word.isspace():
            columns.heads[i] = before
        else:
            before = i


def entities(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and label of the spans that BIO tags tell; an I that follows an O or another type begins one."""
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if label and (tag[:2] != "I-" or tag[2:] != label):
            yield start, i, label
            label = ""
        if not label and tag != "O":
            start, label = i, tag[2:]
