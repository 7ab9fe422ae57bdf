"""When: the time expression that belongs to an event, resolved against the publication date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.claim import When
from truceline.language.document import Token
from truceline.reading import intervals as iv
from truceline.reading.dating import Times, Told, when_of
from truceline.reading.syntax import (
    children,
    conjuncts,
    is_root,
)
from truceline.reading.time_paths import governing, is_direct, own_words, path_to_event, scenes_of
from truceline.reading.times import TimeExpression


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
    clause_verb = own_words(trigger, anchor)[-1] if anchor.i == trigger.i else anchor
    for head in (*governing(clause_verb, spoken=spoken), *goes_on):
        before = next((t for t in around if _opens_after(head, t)), None)
        if before is not None:
            inner = before.expression.meaning
            inner = inner.inner if isinstance(inner, iv.Bounded) else inner
            return when_of(
                times, replace(before, expression=TimeExpression(before.expression.span, inner)), future=False
            )
        # "demanded the posts, and on Friday closed the road": a time before a second verb is not of the first one.
        theirs = [t for t in around if t.low > head.i] if head in goes_on else around
        found = _nearest(times, theirs, head, head, future=False, direct=spoken and head.pos_ == "VERB")
        if found is not None:
            return found
    for scene in scenes_of(trigger):
        if (found := _nearest(times, around, scene, scene, future=False)) is not None:
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


def _nearest(
    times: Times, among: Sequence[Told], trigger: Token, anchor: Token, *, future: bool, direct: bool = False
) -> When | None:
    """The time nearest to an event in the tree; `direct`: only one that depends on its verb, not on what it is about."""
    best: tuple[int, When] | None = None
    for told in among:
        path = path_to_event(told.word, trigger, anchor)
        if path is None or (direct and not is_direct(told.word, own_words(trigger, anchor))):
            continue
        distance, since = path
        distance += isinstance(told.expression.meaning, iv.Anchored)
        if best is not None and distance >= best[0]:
            continue
        when = when_of(times, told, future=future, since=since)
        if when is not None:
            best = (distance, _with_second(times, among, told, when))
    return best[1] if best else None


def _with_second(times: Times, among: Sequence[Told], told: Told, when: When) -> When:
    """The whole of several times that are told together ("in 2018 and again in 2020")."""
    words = {t.i for t in conjuncts(told.word)}
    second = [w for t in among if t is not told and t.word.i in words and (w := when_of(times, t, future=False))]
    return when.model_copy(update={"end": max(w.end for w in (when, *second))})
