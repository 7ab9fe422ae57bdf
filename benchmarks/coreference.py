"""Score coreference against gold chains: python -m benchmarks.coreference FILE.conllu [--genres news,interview,bio]

The file is CoNLL-U with GUM's `Entity=` annotation in MISC (https://gucorpling.org/gum/); its text is parsed by the shipped
model. Figures are for mentions whose gold
chain holds a proper name: how often a pronoun or a description gets a name of its own chain (`pronoun`, `nominal`: recall over all
such mentions, precision over those that were named, those with no named chain included), how well proper names are linked
pairwise (`proper`), and MUC and B3 over mentions found on both sides. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from benchmarks.attribution import prf
from training.conllu import read_conllu
from truceline.language import ShippedModel
from truceline.language.coreference import Coreference, resolve
from truceline.language.document import Document

SPEAKING = frozenset(
    ["i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "myself", "ourselves", "yourself"]
)
Gold = dict[int, str]


def documents(path: Path, genres: frozenset[str]) -> list[tuple[str, list[list[list[str]]]]]:
    """Name and sentences of word rows of each document of the genres."""
    out: list[tuple[str, list[list[list[str]]]]] = []
    for comments, rows in read_conllu(path):
        new = next((c.split("=")[1].strip() for c in comments if c.startswith("# newdoc id")), None)
        if new:
            out.append((new, []))
        out[-1][1].append(rows)
    return [(name, s) for name, s in out if name.split("_")[1] in genres]


def plain_text(sentences: list[list[list[str]]]) -> tuple[str, list[int]]:
    """The text of a document, and where each word of its rows begins."""
    text, starts = "", []
    for rows in sentences:
        for r in rows:
            starts.append(len(text))
            text += r[1] + ("" if "SpaceAfter=No" in r[9] else " ")
    return text, starts


def gold_heads(sentences: list[list[list[str]]]) -> Gold:
    """The chain of the mention that each token heads; the innermost where several share a head."""
    found: dict[int, tuple[int, str]] = {}
    at = 0
    for rows in sentences:
        open_: list[tuple[str, int]] = []
        for i, r in enumerate(rows):
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
            for part in re.findall(r"\([^()]*|[^()]+\)", entity[1] if entity else ""):
                if part.startswith("("):
                    open_.append((part[1:].split("-")[0], i))
                closed = part[1:] if part.startswith("(") else part[:-1]
                if part.endswith(")") or (part.startswith("(") and f"{part})" in entity[1]):
                    key = closed.split("-")[0]
                    start = next((k for k in reversed(open_) if k[0] == key), None)
                    if start:
                        open_.remove(start)
                        _enter(found, rows, (start[1], i), key, at)
        at += len(rows)
    return {i: key for i, (_, key) in found.items()}


def _enter(found: dict[int, tuple[int, str]], rows: list[list[str]], span: tuple[int, int], key: str, at: int) -> None:
    inside = range(span[0], span[1] + 1)
    head = next((i for i in inside if not span[0] <= int(rows[i][6]) - 1 <= span[1]), span[0])
    length = span[1] - span[0]
    if at + head not in found or found[at + head][0] > length:
        found[at + head] = (length, key)


def score(doc: Document, gold: Gold, found: Coreference, tally: dict[str, Counter[str]]) -> None:
    """Add one document's counts."""
    named: dict[str, set[int]] = defaultdict(set)
    for i, key in gold.items():
        if doc[i].pos_ == "PROPN":
            named[key].add(i)
    for i, key in gold.items():
        token = doc[i]
        kind = "pronoun" if token.pos_ == "PRON" else "nominal" if token.pos_ == "NOUN" else ""
        if not kind or (kind == "pronoun" and token.lower_ in SPEAKING):
            continue
        chain = found.chain_of(i)
        ours = (
            {m.head for m in chain.mentions if m.kind == "proper" and gold.get(m.head)}
            if chain and chain.name
            else set()
        )
        right = bool(ours) and Counter(gold[h] for h in ours).most_common(1)[0][0] == key
        tally[kind].update(tp=right, said=bool(chain and chain.name), want=bool(named[key]))
    proper = sorted(i for held in named.values() for i in held)
    for a, b in combinations(proper, 2):
        x, y = found.chain_of(a), found.chain_of(b)
        ours, theirs = x is not None and x is y, gold[a] == gold[b]
        tally["proper"].update(tp=ours and theirs, said=ours, want=theirs)
    _muc_b3(gold, found, tally)


def _muc_b3(gold: Gold, found: Coreference, tally: dict[str, Counter[str]]) -> None:
    both = [i for i in gold if found.chain_of(i) is not None]
    theirs: dict[object, set[int]] = defaultdict(set)
    ours: dict[object, set[int]] = defaultdict(set)
    for i in both:
        theirs[gold[i]].add(i)
        ours[id(found.chain_of(i))].add(i)
    links = lambda a, b: sum(len(s) - len({_key(i, b) for i in s}) for s in a.values())  # noqa: E731
    tally["muc"].update(tp_r=links(theirs, ours), want=sum(len(s) - 1 for s in theirs.values()))
    tally["muc"].update(tp_p=links(ours, theirs), said=sum(len(s) - 1 for s in ours.values()))
    for i in both:
        a, b = theirs[gold[i]], ours[id(found.chain_of(i))]
        tally["b3"].update(n=1)
        tally["b3"]["p"] += len(a & b) / len(b)
        tally["b3"]["r"] += len(a & b) / len(a)


def _key(i: int, groups: dict[object, set[int]]) -> object:
    return next(k for k, s in groups.items() if i in s)


def evaluate(path: Path, genres: frozenset[str]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each figure over the documents of the genres."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    language = ShippedModel()
    for _, sentences in documents(path, genres):
        text, starts = plain_text(sentences)
        doc = language(text)
        token_at = {t.idx + k: t.i for t in doc for k in range(len(t))}
        gold = {token_at[starts[i]]: key for i, key in gold_heads(sentences).items() if starts[i] in token_at}
        score(doc, gold, resolve(doc), tally)
    out = {k: prf(tally[k]["tp"], tally[k]["said"], tally[k]["want"]) for k in ("pronoun", "nominal", "proper")}
    muc, b3 = tally["muc"], tally["b3"]
    out["muc"] = {"p": round(muc["tp_p"] / max(muc["said"], 1), 4), "r": round(muc["tp_r"] / max(muc["want"], 1), 4)}
    out["b3"] = {"p": round(b3["p"] / max(b3["n"], 1), 4), "r": round(b3["r"] / max(b3["n"], 1), 4)}
    return out


def main() -> None:
    """Parse the command line, evaluate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--genres", default="news,interview,bio")
    args = parser.parse_args()
    print(json.dumps(evaluate(args.file, frozenset(args.genres.split(",")))))


if __name__ == "__main__":
    main()
