"""Tokens and sentences of English news prose, by rules.

Tokens are spaCy's English tokens. Sentences end at `. ! ? …` with what closes after them, and at paragraph
breaks; abbreviations, initials, datelines, quotations followed by their speaker and hard-wrapped lines do not
end one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from truceline.datafiles import load_yaml
from truceline.intake.datelines import dateline
from truceline.language.typography import compound_numbers, plain

MAX_SENTENCE = 150
"""Longest sentence in tokens; a longer one is cut at a comma, semicolon or space so that it can be read at all."""

TERMINAL = frozenset((".", "!", "?", "…", "...", "?!", "!!", "!?", "....", "."))
CLOSING = frozenset(('"', "”", "’", "'", "''", ")", "]", "»", "›"))
OPENING = frozenset(('"', "“", "‘", "'", "``", "(", "[", "«", "‹"))
BULLETS = frozenset(("-", "–", "—", "•", "*", "·", "▪", "‣", "●", "◦"))


@cache
def tokenizer() -> Language:
    """The blank English pipeline whose tokenizer makes the tokens."""
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    return nlp


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml("abbreviations.yaml")
    return frozenset(data["never_final"]), frozenset(data["may_be_final"])


@dataclass(frozen=True)
class Cut:
    """A text cut into tokens: `words` (white space too), whether a space follows each, and where sentences start."""

    words: list[str]
    spaces: list[bool]
    starts: frozenset[int]


def cut(text: str) -> Cut:
    """Cut a text into tokens and sentences; words and spaces put together are the text with its marks in one way of writing."""
    text = plain(text)
    tokens = _whole_numbers([(t.text, bool(t.whitespace_)) for t in tokenizer().make_doc(text)])
    words, spaces = [word for word, _ in tokens], [space for _, space in tokens]
    starts = set(sentence_starts(words, [w.isspace() for w in words]))
    opening = dateline(text)
    if opening is not None:
        # A parser takes the city of a dateline for the subject of the sentence that follows it.
        places = accumulate((len(word) + space for word, space in tokens[:-1]), initial=0)
        behind = (i for i, at in enumerate(places) if at >= opening.span[1] and not words[i].isspace())
        starts.update(islice(behind, 1))
    return Cut(words, spaces, frozenset(starts))


def _whole_numbers(tokens: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The tokens with "fifty-two" as one, as "52" is."""
    out: list[tuple[str, bool]] = []
    for word, space in tokens:
        joined = len(out) > 1 and out[-1] == ("-", False) and not out[-2][1]
        if joined and (whole := f"{out[-2][0]}-{word}").lower() in compound_numbers():
            out[-2:] = [(whole, space)]
        else:
            out.append((word, space))
    return out


def segment(text: str) -> Doc:
    """A text cut into tokens and sentences as a spaCy Doc. Token offsets are offsets into `text`."""
    found = cut(text)
    starts: list[bool | int | None] = [i in found.starts for i in range(len(found.words))]
    return Doc(tokenizer().vocab, words=found.words, spaces=found.spaces, sent_starts=starts)


def sentence_starts(words: list[str], is_space: list[bool]) -> list[int]:
    """Indices of the tokens that begin a sentence, given all tokens (white-space tokens included)."""
    starts, begin, quoted = [0], 0, False
    for i in range(len(words) - 1):
        if words[i] in ("“", "”", '"'):
            quoted = words[i] == "“" or (words[i] == '"' and not quoted)
        if i + 1 > begin and _ends_sentence(words, is_space, i, quoted):
            begin = i + 1
            starts.append(begin)
            if is_space[i] and "\n\n" in words[i].replace(" ", ""):
                quoted = False
        elif i + 1 - begin >= MAX_SENTENCE and (words[i] in (",", ";", ":") or i + 1 - begin >= 2 * MAX_SENTENCE):
            begin = i + 1
            starts.append(begin)
    return starts


def _ends_sentence(words: list[str], is_space: list[bool], i: int, quoted: bool) -> bool:
    """Whether a sentence ends with token i (the next one, i + 1, begins another)."""
    if is_space[i + 1]:
        return False
    if is_space[i] and "\n" in words[i]:
        return _line_break_ends(words, is_space, i)
    last = i - 1 if is_space[i] else i
    end = last
    opening = quoted and words[end] == '"'
    while end > 0 and words[end] in CLOSING and words[end - 1] not in (",", "—", "–") and not opening:
        end -= 1
    if end < 0 or (words[i + 1] in CLOSING and words[i + 1] not in OPENING):
        return False
    if words[i + 1] in ('"', "'") and (quoted or words[i + 1] == "'"):
        return False
    word = words[end - 1] + "." if words[end] == "." and end and words[end - 1].isalpha() else words[end]
    if _is_abbreviation(word, words[i + 1]):
        return False
    return _is_final(words[end], words[i + 1], closed=end < last)


def _line_break_ends(words: list[str], is_space: list[bool], i: int) -> bool:
    if words[i].count("\n") > 1 or i == 0 or words[i + 1] in BULLETS:
        return True
    before, length = i - 1, 0
    while before - length >= 0 and not (is_space[before - length] and "\n" in words[before - length]):
        length += 1
    ends = words[before] in TERMINAL or words[before] in CLOSING or words[before] == ":"
    # A short line that starts a new capitalised line is a heading or a list item, not a hard wrap.
    return ends or (length <= 8 and words[i + 1][:1].isupper())


def _is_final(word: str, following: str, *, closed: bool) -> bool:
    """Whether a word ends a sentence when `following` comes next; `closed`: quotes closed in between."""
    opens = following[:1].isupper() or following[:1].isdigit() or following in OPENING or following in BULLETS
    if word in TERMINAL:
        return opens or (not closed and word in (".", "?", "!") and not following[:1].islower())
    return len(word) > 1 and word.endswith(".") and opens


def _is_abbreviation(word: str, following: str) -> bool:
    """Whether the full stop of a word shortens it and ends nothing ("Gen. Smith", "John F. Kennedy")."""
    if len(word) < 2 or not word.endswith("."):
        return False
    never, maybe = _abbreviations()
    if word.lower() == "no.":
        return following[:1].isdigit()
    if word.lower() in never or (len(word) == 2 and word[0].isupper() and word != "I."):
        return True
    return (word.lower() in maybe or "." in word[:-1]) and following not in _STARTERS


_STARTERS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "At",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "But",
        "And",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "If",
        "When",
        "While",
        "After",
        "Before",
        "As",
        "According",
        "However",
        "Meanwhile",
        "Earlier",
        "Later",
        "Since",
        "For",
        "No",
        "His",
        "Her",
        "Their",
        "Its",
    ]
)
