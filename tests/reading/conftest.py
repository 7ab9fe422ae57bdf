"""What the tests of reading share: one reader for all, and short ways to ask it about one word of a text."""

from __future__ import annotations

import pytest
from readings import PUBLISHED

from truceline import Event, Report
from truceline.claim import When
from truceline.language.document import Token
from truceline.reading.drafts import Reading
from truceline.reading.places import places_of
from truceline.reading.reader import Reader, prepare
from truceline.reading.spans import clause_tokens
from truceline.reading.when import time_of


class Desk:
    """Prepares a text as a report of Tuesday, 14 March 2023, and tells what is read of the event at a word."""

    def __init__(self) -> None:
        self.reader = Reader()

    def prepare(self, text: str, publisher: str | None = None) -> Reading:
        """All that is shared by the claims of a report."""
        report = Report(id="test", published=PUBLISHED, text=text, publisher=publisher)
        return prepare(report, self.reader.language(text))

    def token(self, reading: Reading, word: str) -> Token:
        """The last occurrence of a word."""
        return [t for t in reading.doc if t.text == word][-1]

    def told_by(self, text: str, word: str, publisher: str | None = None) -> list[str]:
        """The names of those on whose word the event at a word is told, outermost first."""
        reading = self.prepare(text, publisher)
        return [s.name for s in reading.telling.chain(self.token(reading, word).i)[0]]

    def when(self, text: str, word: str, *, spoken: bool = False) -> When | None:
        """The time of the event at a word."""
        reading = self.prepare(text)
        token = self.token(reading, word)
        clause = clause_tokens(token, token, reading.telling)
        return time_of(reading.times, token, token, clause, future=False, spoken=spoken)

    def where(self, text: str, word: str, event: Event = Event.ASSAULT) -> list[str]:
        """The places of the event at a word."""
        reading = self.prepare(text)
        token = self.token(reading, word)
        return [p.name for p in places_of(reading.parties, token, token, (), reading.countries, event)]


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The reader, loaded once."""
    return Desk()


@pytest.fixture(scope="session")
def reader(desk: Desk) -> Reader:
    """The same reader by itself."""
    return desk.reader
