"""When: the time expression that belongs to an event, resolved against the publication date."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from truceline.claim import When
from truceline.reading import intervals as iv
from truceline.reading.status import is_scheduled
from truceline.reading.status import words as status_words
from truceline.reading.syntax import (
    RELATIVE,
    ancestors,
    case,
    children,
    conjuncts,
    coordinated_with,
    is_root,
    universal,
)
from truceline.reading.times import TimeExpression, resolve

_APART = frozenset(("conj", "parataxis", "ccomp"))
"""Clauses whose times are their own, and not those of the clause above them."""
_ELSEWHEN = frozenset(("after", "before", "following", "until", "by", "since", "ahead of"))
_BEYOND = _ELSEWHEN - {"by"}
_PARTS_OF_DAY = frozenset(("dawn", "noon", "midday", "midnight", "dusk", "sunset", "sunrise", "nightfall", "daybreak"))
_SAME_TIME = frozenset(("when", "as", "while", "after", "before", "although", "though", "until", "whereupon", "by", ""))
"""Words that open a clause which tells of the same day, or of one that is told only so."""
_HIGHEST = 3
_ASPECTUAL = frozenset(("begin", "start", "continue", "cease", "manage", "fail", "help"))
_FUTURE = frozenset(("will", "would", "shall", "wo", "'ll", "’ll", "could", "may", "might", "should", "must", "to"))


@dataclass(frozen=True)
class Told:
    """A time expression, the tokens [low, high) that it stands on, and their head."""

    expression: TimeExpression
    low: int
    high: int
    word: Token


@dataclass(frozen=True)
class Times:
    """The time expressions of a report that was `published` on a day."""

    found: tuple[Told, ...]
    published: dt.date | None

    @classmethod
    def of(cls, doc: Doc, times: list[TimeExpression], published: dt.date | None) -> Times:
        """The expressions with their words, looked up once for a report."""
        spans = [(t, doc.char_span(*t.span, alignment_mode="expand")) for t in times]
        return cls(tuple(Told(t, s.start, s.end, _head(s)) for t, s in spans if s is not None), published)

    def between(self, start: int, end: int) -> tuple[Told, ...]:
        """Those with a word among the tokens [start, end): expressions stand in text order and never overlap."""
        return self.found[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [t.low for t in self.found]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.high for t in self.found]


def _head(span: Span) -> Token:
    """The head word of an expression, full stops of abbreviations left out ("of 4 May.")."""
    while len(span) > 1 and span[-1].is_punct:
        span = span[:-1]
    return span.root


def time_of(
    times: Times,
    trigger: Token,
    anchor: Token,
    clause: list[int],
    *,
    future: bool,
    spoken: bool,
    promised: bool = False,
) -> When | None:
    """The time told for an event, up to the publication where it goes on since then ("and have since overrun posts")."""
    when = _told_for(times, trigger, anchor, clause, future=future, spoken=spoken, promised=promised)
    ever_since = any(c.lower_ == "since" for c in children(anchor, "advmod"))
    if when is not None and ever_since and times.published is not None and when.start <= times.published:
        return when.model_copy(update={"end": times.published})
    return when


def _told_for(
    times: Times,
    trigger: Token,
    anchor: Token,
    clause: list[int],
    *,
    future: bool,
    spoken: bool,
    promised: bool,
) -> When | None:
    """The expression nearest to it in its clause, else that of the clause it hangs on.

    `future`: it is told as to come; `spoken`: it is done in speaking, so the time of speaking is its time; `promised`:
    where that is not told, the time of what was promised will do.
    """
    inside = set(clause)
    here = [t for t in times.between(min(inside), max(inside) + 1) if any(i in inside for i in range(t.low, t.high))]
    own = _nearest(times, here, trigger, anchor, future=future, direct=spoken)
    if own is not None:
        return own
    sentence = trigger.sent
    around = [t for t in times.between(sentence.start, sentence.end) if sentence.start <= t.word.i < sentence.end]
    goes_on = [c for c in children(anchor, "conj") if c.pos_ == "VERB" and not children(c, "nsubj")]
    clause_verb = _own_words(trigger, anchor)[-1] if anchor.i == trigger.i else anchor
    for head in (*_governing(clause_verb, spoken=spoken), *goes_on):
        before = next((t for t in around if _opens_after(head, t)), None)
        if before is not None:
            inner = before.expression.meaning
            inner = inner.inner if isinstance(inner, iv.Bounded) else inner
            return _when(times, replace(before, expression=TimeExpression(before.expression.span, inner)), future=False)
        found = _nearest(times, around, head, head, future=False, direct=spoken and head.pos_ == "VERB")
        if found is not None:
            return found
    if promised:
        return _nearest(times, here, trigger, anchor, future=future)
    return _of_sentence_before(times, clause_verb) if not around and not spoken and not future else None


def _of_sentence_before(times: Times, verb: Token) -> When | None:
    """The time of the sentence before in the same paragraph, for what goes on telling of the same happening."""
    start = verb.sent.start
    if not is_root(verb) or not any(c.pos_ == "PRON" for c in children(verb, "nsubj")):
        return None
    past = verb.tag_ in ("VBD", "VBN") and not any(c.lower_ in ("had", "has", "have") for c in verb.children)
    if start == 0 or verb.doc[start - 1].is_space or not past:
        return None
    before = verb.doc[start - 1].sent
    around = [t for t in times.found if before.start <= t.word.i < before.end]
    return _nearest(times, around, before.root, before.root, future=False)


def _opens_after(clause: Token, told: Told) -> bool:
    """Whether a clause stands right behind its time ("until June, when ...", "a day earlier when ...", "a day after ...")."""
    openers = {"after", "before"} if told.expression.aside else {"when"}
    opener = next((c for c in children(clause, "advmod", "mark") if c.lower_ in openers and c.i < clause.i), None)
    return opener is not None and told.high <= opener.i <= told.high + 1


def _governing(verb: Token, *, spoken: bool) -> list[Token]:
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
        return same_tense and (colon or not spoken)
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


def _nearest(
    times: Times, among: Sequence[Told], trigger: Token, anchor: Token, *, future: bool, direct: bool = False
) -> When | None:
    """The time nearest to an event in the tree; `direct`: only one that depends on its verb, not on what it is about."""
    best: tuple[int, When] | None = None
    for told in among:
        path = _path(told.word, trigger, anchor)
        if path is None or (direct and not _is_direct(told.word, _own_words(trigger, anchor))):
            continue
        distance, since = path
        distance += isinstance(told.expression.meaning, iv.Anchored)
        if best is not None and distance >= best[0]:
            continue
        when = _when(times, told, future=future, since=since)
        if when is not None:
            best = (distance, _with_second(times, among, told, when))
    return best[1] if best else None


def _with_second(times: Times, among: Sequence[Told], told: Told, when: When) -> When:
    """The whole of several times that are told together ("in 2008 and again in 2014")."""
    words = {t.i for t in conjuncts(told.word)}
    second = [w for t in among if t is not told and t.word.i in words and (w := _when(times, t, future=False))]
    return when.model_copy(update={"end": max(w.end for w in (when, *second))})


def _is_direct(word: Token, own: list[Token]) -> bool:
    """Whether a time depends on an event's words over no more than one noun ("in a speech on Friday")."""
    head = word.head
    if word in own or head in own:
        return True
    return head.head in own and universal(head) in ("obl", "advmod", "obj") and case(word) != "of"


def _when(times: Times, told: Told, *, future: bool, since: bool = False) -> When | None:
    expression = told.expression
    if since and not isinstance(expression.meaning, iv.Bounded):
        expression = TimeExpression(expression.span, iv.Bounded(expression.meaning, "since"))
    ahead = _is_ahead(told.word, future=future)
    interval = resolve(expression, times.published, future=ahead)
    if interval is None:
        return None
    start, end = interval
    if times.published is not None:
        if ahead and end < times.published and future:
            return None  # the date of something else, for what is to come is not past
        if not ahead and start <= times.published and not isinstance(expression.meaning, iv.Bounded):
            # What is told as past was over when it was told: "this month" ends today.
            end = min(end, times.published)
    return When(span=expression.span, start=start, end=end)


def _is_ahead(word: Token, *, future: bool) -> bool:
    """Whether a time lies ahead: as its own verb tells it, whatever the event's status is."""
    if _of_message(word):
        return False
    for node in (word, *ancestors(word)):
        if node.pos_ not in ("VERB", "AUX") and not children(node, "aux"):
            continue
        helpers = {c.lower_ for c in children(node, "aux", "mark", "cop")}
        if _is_set_for(node, case(word), helpers) or _is_due(node):
            return True
        if helpers & {"had", "has", "have"} and not helpers & (_FUTURE - {"to"}):
            return False
        if helpers == {"to"} and universal(node) == "xcomp" and node.head.lemma_ in _ASPECTUAL:
            continue  # "began to register them on Monday"
        if helpers & _FUTURE:
            return True
        if node.tag_ == "VBN" and not helpers and universal(node) in ("xcomp", "ccomp"):
            continue
        return False if node.tag_ in ("VBD", "VBN") else future
    return future


def _is_due(verb: Token) -> bool:
    """ "is due to expire", however a parser takes it."""
    i = verb.i
    return i >= verb.sent.start + 2 and verb.doc[i - 1].lower_ == "to" and verb.doc[i - 2].lower_ in ("due", "about")


def _of_message(word: Token) -> bool:
    """ "offers talks in a message broadcast on Tuesday": the day of the message, whatever it says is to come."""
    before = word.left_edge.i - 1
    return before >= word.sent.start and word.doc[before].lower_ in status_words("published")


def _is_set_for(verb: Token, preposition: str, helpers: set[str]) -> bool:
    """ "promised for June", "a strike called from Thursday", "leaves office in August": what is set for a day to come."""
    if verb.tag_ in ("VBD", "VBN") and preposition in ("for", "from"):
        return verb.lemma_.lower() in status_words("set_ahead") and "until" not in helpers
    return is_scheduled(verb)


def _path(word: Token, trigger: Token, anchor: Token) -> tuple[int, bool] | None:
    """Steps in the tree from a time word up to the event, and whether it counts from then on ("since").

    None when the time is that of another event that stands between.
    """
    if word.i in (trigger.i, anchor.i):
        return 0, False
    up = {t.i: n for n, t in enumerate(_own_words(trigger, anchor))}
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


def _own_words(trigger: Token, anchor: Token) -> list[Token]:
    """An event's word and those that it depends on up to the verb of its clause."""
    own = [trigger]
    while not is_root(own[-1]) and own[-1].pos_ not in ("VERB", "AUX") and case(own[-1]) not in _BEYOND:
        if len(own) > _HIGHEST or universal(own[-1]) in ("acl", "advcl", "ccomp", "parataxis"):
            break
        own.append(own[-1].head)
    return own if anchor in own else [*own, anchor]
