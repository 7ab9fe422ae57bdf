"""Score tagging and parsing on gold tokens: python -m benchmarks.parse FILE.conllu

Consecutive sentences of a document are parsed together, as `read` does. LAS is given on universal labels (as in the CoNLL 2018
shared task) and on full labels; punctuation counts. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from training.conllu import read_conllu
from truceline.language import lemmas
from truceline.language.encoder import Encoder
from truceline.language.pieces import pack
from truceline.language.trees import best_heads
from truceline.language.windows import WINDOW


def documents(path: Path) -> list[list[list[list[str]]]]:
    """Sentences of word rows, grouped by document."""
    out: list[list[list[list[str]]]] = []
    for comments, rows in read_conllu(path):
        if not out or any(c.startswith("# newdoc") for c in comments):
            out.append([])
        out[-1].append(rows)
    return out


def evaluate(path: Path) -> dict[str, float]:
    """Accuracy in per cent of UPOS, XPOS, lemma, UAS and LAS over all words of a file."""
    encoder = Encoder()
    hits = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las", "las_full"), 0)
    total, started = 0, time.perf_counter()
    for document in documents(path):
        words = [[r[1] for r in rows] for rows in document]
        lengths = [sum(len(encoder.pieces(w)) for w in sentence) for sentence in words]
        for a, b in pack(lengths, WINDOW):
            s = encoder.run(words[a:b])
            heads = best_heads(s.arcs, s.sentence)
            labels = encoder.label(s, heads)
            best = {k: [names[i] for i in s.tags[:, where].argmax(1)] for k, (where, names) in encoder.blocks.items()}
            at = 0
            for rows in document[a:b]:
                place = {r[0]: at + i for i, r in enumerate(rows)}
                for i, r in enumerate(rows, at):
                    right = heads[i] == (place[r[6]] if r[6] != "0" else i)
                    label = "root" if heads[i] == i else encoder.deprels[labels[i]]
                    hits["upos"] += best["upos"][i] == r[3]
                    hits["xpos"] += best["xpos"][i] == r[4]
                    hits["lemma"] += lemmas.lemma_of(r[1], best["upos"][i], best["lemma"][i]) == r[2]
                    hits["uas"] += right
                    hits["las"] += right and label.split(":")[0] == r[7].split(":")[0]
                    hits["las_full"] += right and label == r[7]
                at += len(rows)
                total += len(rows)
    seconds = time.perf_counter() - started
    return {k: round(100 * v / total, 2) for k, v in hits.items()} | {
        "words": total,
        "words_per_second": round(total / seconds),
    }


def main() -> None:
    """Parse the command line, evaluate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    print(json.dumps(evaluate(parser.parse_args().file)))


if __name__ == "__main__":
    main()
