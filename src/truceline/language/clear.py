"""Parses in ClearNLP labels, as spaCy's own English pipelines give them, turned into Universal Dependencies.

After Nivre et al. 2016 (https://universaldependencies.org) and the label scheme of spaCy's English models
(https://github.com/clir/clearnlp-guidelines): prepositions become case marks of their nouns, and what stands after a
copula becomes the head of its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from truceline.language.document import Columns, Document, Span

LABELS = {
    "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "poss": "nmod:poss",
    "prt": "compound:prt", "relcl": "acl:relcl", "neg": "advmod", "npadvmod": "obl:unmarked", "quantmod": "advmod",
    "predet": "det:predet", "preconj": "cc:preconj", "intj": "discourse", "dative": "iobj", "oprd": "xcomp", "acomp": "xcomp",
    "attr": "xcomp", "ROOT": "root", "nmod": "compound", "meta": "dep", "complm": "mark", "infmod": "acl", "partmod": "acl",
}  # fmt: skip
KEPT = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE"))
_CLEAR = frozenset(("pobj", "dobj", "nsubjpass", "auxpass", "prep", "attr", "acomp", "poss", "relcl", "prt"))


class ForeignPipeline:
    """A spaCy pipeline whose parses come out in Universal Dependencies, whatever labels it was trained with."""

    def __init__(self, nlp: SpacyLanguage) -> None:
        self._nlp = nlp

    def __call__(self, text: str) -> Document:
        """Parse one text."""
        return universal_doc(self._nlp(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 8) -> Iterator[Document]:
        """Parse many texts, in order."""
        return (universal_doc(doc) for doc in self._nlp.pipe(texts, batch_size=batch_size))


def universal_doc(doc: Doc) -> Document:
    """The same tokens with Universal Dependencies and the entities that reading knows; a UD parse stays as it is."""
    heads, deps = [t.head.i for t in doc], [t.dep_ or "dep" for t in doc]
    if _CLEAR & set(deps):
        _raise_copulas(doc, heads, deps)
        _lower_prepositions(doc, heads, deps)
        deps = [LABELS.get(d, d) for d in deps]
    out = Document(
        Columns(
            words=[t.text for t in doc],
            spaces=[bool(t.whitespace_) for t in doc],
            heads=heads,
            deps=deps,
            pos=[t.pos_ or "X" for t in doc],
            tags=[t.tag_ for t in doc],
            lemmas=[t.lemma_ or t.text for t in doc],
        )
    )
    out.set_ents(Span(out, e.start, e.end, e.label_) for e in doc.ents if e.label_ in KEPT)
    return out


def _raise_copulas(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """ "is a rebel": the noun heads the clause, "is" is its copula, and all that hung on "is" hangs on the noun."""
    for i, dep in enumerate(list(deps)):
        verb = heads[i]
        if dep not in ("attr", "acomp") or doc[verb].lemma_ != "be" or deps[verb] == "cop":
            continue
        root = heads[verb] == verb
        heads[i], deps[i] = (i if root else heads[verb]), deps[verb]
        for j, head in enumerate(heads):
            if head == verb and j not in (i, verb):
                heads[j] = i
        heads[verb], deps[verb] = i, "cop"


def _lower_prepositions(doc: Doc, heads: list[int], deps: list[str]) -> None:
    """ "attack → on → convoy" becomes "attack → convoy → on": the preposition marks its noun or clause."""
    for i, dep in enumerate(list(deps)):
        if dep not in ("pobj", "pcomp"):
            continue
        preposition = heads[i]
        if deps[preposition] not in ("prep", "agent", "dative", "case"):
            continue
        over = heads[preposition]
        while deps[over] == "case" and heads[over] != i and heads[over] != over:
            over = heads[over]
        clause = dep == "pcomp" and doc[i].pos_ in ("VERB", "AUX")
        verbal = doc[over].pos_ in ("VERB", "AUX", "ADJ", "ADV")
        plain = "obl:agent" if deps[preposition] == "agent" else "obl" if verbal else "nmod"
        heads[i], deps[i] = over, ("advcl" if verbal else "acl") if clause else plain
        for j, head in enumerate(heads):
            if head == preposition and j != i:
                heads[j] = i
        heads[preposition], deps[preposition] = i, "mark" if clause else "case"
    for i, dep in enumerate(deps):
        if dep in ("prep", "agent"):
            deps[i] = "advmod"
