"""Change reports so that their claims must stay as they were, and see whether they do.

    python -m benchmarks.metamorphic [--part dev] [--kind KIND ...] [--every N] [--misses]

Kinds: `name` (one actor's name is another), `weekday` (only `when` moves), `paragraph` (one more, of sport or weather),
`spelling` (British, American), `quotes`, `dashes`, `figures` (12, twelve) change coded reports of corpus/;
`passive` and `said` (who said it fronted or trailing) are sentences of benchmarks/rewordings.yaml; `passive-2` and `said-2` those of its
second set, told in more ways and not counted in `all`.

A pair **holds** when the two texts give the same claims: event, mode, status, names of all parties, sources and places, numbers and
dates, and for whole reports the words of the event. `pairs` counts pairs, `claims` the claims in them. JSON comes last.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from benchmarks import changes
from benchmarks.score import load
from benchmarks.told import Alike, Text, Told, but_for_the_date, but_for_the_words, exactly, in_words, plain, told
from corpus.split import PARTS, invented, only
from truceline import Report
from truceline.reading.reader import Reader

HERE = Path(__file__).parent
PUBLISHED = dt.date(2023, 3, 14)  # a Tuesday
NAMES_OF_A_REPORT = 3
SECOND = "-2"
"""Ends the kinds of the second set of rewordings, which is reported apart."""


@dataclass(frozen=True)
class Pair:
    """A report, the same report changed, and how the claims of both are made alike before they are compared."""

    kind: str
    name: str
    before: Report
    after: Report
    alike: Alike
    must_speak: bool = False
    """Whether two readings with no claim at all are a failure too."""


def changed(report: Report, change: Text) -> Report:
    """A report with its text, title and publisher changed."""
    fields = {k: change(v) for k in ("title", "publisher", "text") if (v := getattr(report, k))}
    return report.model_copy(update=fields)


def of_names(gold: dict[str, Any], report: Report) -> Iterator[Pair]:
    """The report with one name swapped for another, for the first few names that can be."""
    coded = [e for c in gold["claims"] for e in (*c["sources"], *c["actor"], *c["recipient"])]
    persons = {e["name"]: e.get("kind") == "person" for e in reversed(coded) if e["name"] in report.text}
    done: set[str] = set()
    for name in sorted(persons, key=report.text.index):
        swap = changes.another_name(name, person=persons[name])
        if (
            swap
            and swap[0] not in done
            and len(done) < NAMES_OF_A_REPORT
            and changes.may_be_renamed(report.text, *swap)
        ):
            done.add(swap[0])
            change = partial(changes.renamed, old=swap[0], new=swap[1])
            yield Pair(
                "name",
                f"{swap[0]} > {swap[1]}",
                report,
                changed(report, change),
                in_words(change),
            )


def of_weekdays(report: Report) -> Iterator[Pair]:
    """The report with one day of the week for another."""
    for day in changes.movable_weekdays(f"{report.title or ''}\n{report.text}"):
        other = changes.other_weekday(report.text, day)
        after = changed(report, partial(changes.renamed, old=day, new=other))
        yield Pair("weekday", f"{day} > {other}", report, after, but_for_the_date)


def of_paragraphs(report: Report, number: int) -> Iterator[Pair]:
    """The report with one paragraph more, at its end and inside it."""
    every = changes.words()["unrelated"]
    for name, add in (("at end", changes.with_paragraph_at_end), ("inside", changes.with_paragraph_inside)):
        after = report.model_copy(update={"text": add(report.text, every[number % len(every)])})
        yield Pair("paragraph", name, report, after, exactly)


STYLES: tuple[tuple[str, Text, Text], ...] = (
    ("spelling", changes.to_american, changes.to_american),
    ("spelling", changes.to_british, changes.to_american),
    ("quotes", changes.to_curly, changes.to_straight),
    ("quotes", changes.to_straight, changes.to_straight),
    ("dashes", changes.to_hyphens, changes.to_hyphens),
    ("dashes", changes.to_dashes, changes.to_hyphens),
    ("figures", changes.to_digits, changes.numbers_alike),
    ("figures", changes.to_number_words, changes.numbers_alike),
)


def of_styles(report: Report) -> Iterator[Pair]:
    """The report in other spelling, typography and figures."""
    for kind, change, alike in STYLES:
        yield Pair(kind, change.__name__, report, changed(report, change), in_words(alike))


def of_corpus(part: str, every: int = 1) -> Iterator[Pair]:
    """All pairs from every so manieth report of a part of corpus/. Names are swapped where all is invented: real ones mean something."""
    reports = only(part, load(HERE.parent / "corpus" / "claims"))
    for number, (key, gold) in enumerate(islice(sorted(reports.items()), 0, None, every)):
        report = Report.model_validate(gold["report"])
        names = of_names(gold, report) if invented()[key] else iter(())
        for pair in (*names, *of_weekdays(report), *of_paragraphs(report, number), *of_styles(report)):
            if pair.after.text != report.text:
                yield pair


def of_sentences() -> Iterator[Pair]:
    """The pairs of benchmarks/rewordings.yaml; those of its second set by kinds of their own."""
    given = yaml.safe_load((HERE / "rewordings.yaml").read_text(encoding="utf-8"))
    yield from of_block(given, changes.tellings, "")
    for block in given["second"]:
        yield from of_block(block, changes.more_tellings, SECOND)


def of_block(block: dict[str, Any], tell: Callable[[str, str], Iterator[str]], mark: str) -> Iterator[Pair]:
    """The pairs of sentences that share a context; the first of each set is held against the others."""
    sets = [("passive", s) for s in block["passive"]]
    sets += [("said", list(tell(s["source"], s["clause"]))) for s in block["said"]]
    for kind, (first, *others) in sets:
        for other in others:
            before, after = (
                Report(id=kind, published=PUBLISHED, text=f"{block['context'].strip()}\n\n{text}")
                for text in (first, other)
            )
            yield Pair(kind + mark, other, before, after, but_for_the_words, must_speak=True)


@dataclass(frozen=True)
class Outcome:
    """What became of a pair: the claims that only one of the two texts gave, and how many both or either gave."""

    pair: Pair
    lost: list[Told]
    new: list[Told]
    claims: int

    @property
    def holds(self) -> bool:
        """Whether both texts gave the same."""
        return not (self.lost or self.new) and not (self.pair.must_speak and not self.claims)


def outcomes(pairs: Iterable[Pair], reader: Reader) -> Iterator[Outcome]:
    """Read both reports of every pair; each text is read once."""
    waiting = list(pairs)
    reports = {(r.text, r.title, r.published): r for p in waiting for r in (p.before, p.after)}
    read = dict(zip(reports, reader.read_many(reports.values()), strict=True))
    for pair in waiting:
        records = [read[r.text, r.title, r.published] for r in (pair.before, pair.after)]
        before, after = (Counter(plain(pair.alike(told(record, c))) for c in record.claims) for record in records)
        yield Outcome(
            pair,
            sorted((before - after).elements()),
            sorted((after - before).elements()),
            max(before.total(), after.total()),
        )


def shares(found: Iterable[Outcome]) -> dict[str, dict[str, float]]:
    """Of every kind: how many pairs, how many held, the share; the same of their claims."""
    kinds: dict[str, list[Outcome]] = {}
    for outcome in found:
        kinds.setdefault(outcome.pair.kind, []).append(outcome)
        if not outcome.pair.kind.endswith(SECOND):
            kinds.setdefault("all", []).append(outcome)
    out = {}
    for kind in [*(k for k in kinds if k != "all"), *(k for k in kinds if k == "all")]:
        pairs, held = len(kinds[kind]), sum(o.holds for o in kinds[kind])
        claims = sum(o.claims for o in kinds[kind])
        same = claims - sum(max(len(o.lost), len(o.new)) for o in kinds[kind])
        out[kind] = {
            "pairs": pairs,
            "held": held,
            "share": round(held / pairs, 3),
            "claims": claims,
            "claims_held": same,
            "claim_share": round(same / claims, 3) if claims else 0.0,
        }
    return out


def show(outcome: Outcome) -> None:
    """Print a pair that does not hold."""
    pair = outcome.pair
    print(f"--- {pair.kind} {pair.before.id}: {pair.name}")
    for sign, claims in (("-", outcome.lost), ("+", outcome.new)):
        for c in claims:
            names = " | ".join("; ".join(v) for v in (c.actor, c.recipient, c.sources, c.where))
            print(
                f"  {sign} {c.event}/{c.mode} {c.status} [{c.words}] {names} | {c.numbers} | {c.when} {c.day if c.day is False else ''}"
            )


def main() -> None:
    """Parse the command line, read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS, default="dev", help="the reports that are changed")
    parser.add_argument("--every", type=int, default=1, help="only every so manieth report")
    parser.add_argument("--kind", action="append", help="only this kind; may be given more than once")
    parser.add_argument("--misses", action="store_true", help="print the pairs that do not hold")
    args = parser.parse_args()
    pairs = [p for p in (*of_corpus(args.part, args.every), *of_sentences()) if not args.kind or p.kind in args.kind]
    found = list(outcomes(pairs, Reader()))
    for outcome in found:
        if args.misses and not outcome.holds:
            show(outcome)
    print(json.dumps(shares(found), indent=1))


if __name__ == "__main__":
    main()
