"""On whose word, where the verb of saying stands beside, behind or inside what is told."""

import pytest

from truceline.language import Language, load
from truceline.language.coreference import resolve
from truceline.reading.attribution import find_attributions
from truceline.reading.parties import Parties


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def tellers(language: Language, text: str, word: str) -> list[str]:
    doc = language(text)
    telling = find_attributions(doc, Parties(doc, resolve(doc)))
    chain, _ = telling.chain(next(t.i for t in doc if t.text == word))
    return [s.name for s in chain]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Jets bombed two towns, and troops shelled the port, the Coastal Front said.", "shelled", ["Coastal Front"]),
        ("The shell, the Coastal Front says, was fired by the army.", "fired", ["Coastal Front"]),
        ("Nine people were killed, by the count that the Red Cross gave on Monday.", "killed", ["Red Cross"]),
        ("Each side, Anton Reyes went on, was accusing the other of lying.", "accusing", ["Anton Reyes"]),
        (
            "According to the newspaper Zorza, which cited officials, the rebels shelled the port.",
            "shelled",
            ["Zorza", "officials"],
        ),
    ],
)
def test_who_tells_it(language: Language, text: str, word: str, expected: list[str]) -> None:
    assert tellers(language, text, word) == expected


def test_he_who_goes_on_speaking_is_who_spoke_last_and_not_whom_he_spoke_of(language: Language) -> None:
    text = (
        "Toravia's envoy, Karim Sultani, was staying in Velin but was not hurt, Interior Minister Anton Reyes told a "
        'newspaper. "A car that was full of explosives exploded," he said.'
    )
    assert tellers(language, text, "exploded")[-1:] == ["Anton Reyes"]


def test_a_leader_in_a_subordinate_clause_speaks_for_himself(language: Language) -> None:
    text = (
        "The attack took place in Velin, a day after Prime Minister Anton Reyes said that his government was holding "
        "talks with the Coastal Front. The Coastal Front claimed responsibility."
    )
    assert tellers(language, text, "talks") == ["Anton Reyes"]


def test_a_state_of_emergency_is_declared_and_not_told(language: Language) -> None:
    text = "President Anton Reyes declared a state of emergency on Monday."
    assert tellers(language, text, "emergency") == []
