"""The way in the tree from a time to an event, and the clauses whose time is that of the event as well."""

from __future__ import annotations

from truceline.language.document import Token
from truceline.reading.lexicon import word_class
from truceline.reading.syntax import (
    RELATIVE,
    ancestors,
    case,
    children,
    coordinated_with,
    is_root,
    universal,
)

_APART = frozenset(("conj", "parataxis", "ccomp"))
"""Clauses whose times are their own, and not those of the clause above them."""
_ELSEWHEN = frozenset(("after", "before", "following", "until", "by", "since", "ahead of"))
_BEYOND = _ELSEWHEN - {"by"}
_PARTS_OF_DAY = frozenset(("dawn", "noon", "midday", "midnight", "dusk", "sunset", "sunrise", "nightfall", "daybreak"))
_SAME_TIME = frozenset(("when", "as", "while", "after", "before", "although", "though", "until", "whereupon", "by", ""))
"""Words that open a clause which tells of the same day, or of one that is told only so."""
_GIVEN_OUT = frozenset(("passed", "adopted", "issued", "published", "released", "broadcast", "read"))
"""What is done with a statement when it is made, so that its day is that of what it says."""
_HIGHEST = 3


def governing(verb: Token, *, spoken: bool) -> list[Token]:
    """An event's own clause and those above it whose time is its time as well, nearest first."""
    found = [verb]
    for _ in range(_HIGHEST):
        if is_root(verb) or not _shares_time(verb, spoken=spoken):
            break
        scene = universal(verb) == "acl"
        verb = coordinated_with(verb) if universal(verb) == "conj" else verb.head
        found.append(verb)
        if scene and not is_root(verb):
            # "the talks held in Sweden in December, where they agreed"
            found.append(verb.head)
    return found


def _shares_time(verb: Token, *, spoken: bool) -> bool:
    """Whether what a word tells happened when what its head tells did."""
    label, marks = universal(verb), {m.lower_ for m in children(verb, "mark", "advmod") if m.i < verb.i} or {""}
    same_tense = _is_present(verb) == _is_present(verb.head)
    if label == "conj":
        both = {verb.pos_, verb.head.pos_}
        return (both <= {"VERB", "AUX"} and same_tense) or both == {"NOUN"}
    if label == "parataxis":
        colon = verb.left_edge.i > 0 and ":" in verb.doc[verb.left_edge.i - 1 : verb.left_edge.i + 1].text
        return same_tense and colon
    if label == "advcl":
        return bool(marks & _SAME_TIME)
    if label == "ccomp":
        return spoken
    return label == "xcomp" or (label == "acl" and _is_scene(verb))


def _is_present(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP")


def _is_scene(verb: Token) -> bool:
    """Whether a relative clause tells what happened then or there ("when", "where", "during which")."""
    words = [t for t in verb.subtree if t.i < verb.i and t.lower_ in RELATIVE]
    return bool(words) and (words[0].lower_ in ("when", "where") or case(words[0]) in ("during", "in", "at"))


def scenes_of(noun: Token) -> list[Token]:
    """Clauses that tell what happened in an event that a noun names: "the attack on the school, in which ... in 2014"."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return []
    return [t for t in noun.subtree if t.i > noun.i and universal(t) == "acl" and _is_scene(t)]


def is_direct(word: Token, own: list[Token]) -> bool:
    """Whether a time depends on an event's words over no more than one noun ("in a speech on Friday")."""
    head = word.head
    if word in own or head in own:
        return True
    if (
        head.lower_ in _GIVEN_OUT
        and universal(head) == "acl"
        and universal(head.head) == "obl"
        and case(head.head) == "in"
    ):
        return head.head.head in own  # "urged them in a resolution passed on Sunday"
    return head.head in own and universal(head) in ("obl", "advmod", "obj") and case(word) != "of"


def path_to_event(word: Token, trigger: Token, anchor: Token) -> tuple[int, bool] | None:
    """Steps in the tree from a time word up to the event, and whether it counts from then on ("since").

    None when the time is that of another event that stands between.
    """
    if word.i in (trigger.i, anchor.i):
        return 0, False
    up = {t.i: n for n, t in enumerate(own_words(trigger, anchor))}
    apart, since = 0, False
    for steps, node in enumerate((word, *ancestors(word))):
        if node.i in up:
            return steps + apart + 2 * up[node.i], since
        if any(c.lower_ == "than" for c in children(node, "case", "mark")):
            return None  # "27 per cent more than in 2021"
        label = universal(node)
        clausal = node.pos_ in ("VERB", "AUX")
        if (node.dep_ == "acl:relcl" and node.head.i != trigger.i) or (clausal and label in _APART):
            return None
        if _tells_of_another(node) and node.head.i not in up:
            return None
        marks = (
            {m.lower_ for m in children(node, "mark")}
            if label == "advcl"
            else {case(node)}
            if node.i != word.i
            else set()
        )
        if "since" in marks:
            since = True
        elif marks & _ELSEWHEN and node.lower_ not in _PARTS_OF_DAY:
            return None
        apart += 3 * (label == "advcl")
    return None


def _tells_of_another(clause: Token) -> bool:
    """ "Two nurses kidnapped on Friday returned": what was done before to those who act or undergo."""
    return universal(clause) == "acl" and clause.tag_ == "VBN" and universal(clause.head) in ("nsubj", "obj")


def _is_of_matter(word: Token) -> bool:
    """ "in the case of the attack", "the anniversary of the bombing", wherever the parser hung it."""
    of = next((c.i for c in children(word, "case") if c.lower_ == "of"), 0)
    return of > word.sent.start and word.doc[of - 1].lemma_.lower() in word_class("matters")


def own_words(trigger: Token, anchor: Token) -> list[Token]:
    """An event's word and those that it depends on up to the verb of its clause."""
    own = [trigger]
    while not is_root(own[-1]) and own[-1].pos_ not in ("VERB", "AUX") and case(own[-1]) not in _BEYOND:
        if _is_of_matter(own[-1]):
            break
        if len(own) > _HIGHEST or universal(own[-1]) in ("acl", "advcl", "ccomp", "parataxis"):
            break
        own.append(own[-1].head)
    return own if anchor in own else [*own, anchor]
