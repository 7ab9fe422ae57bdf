"""Names, descriptions and pronouns of one party come together under its fullest name."""

import pytest
from spacy.tokens import Doc

from truceline.language import Language, load
from truceline.language.coreference import resolve


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def name(doc: Doc, word: str, nth: int = 0) -> str | None:
    return resolve(doc).name_of([t.i for t in doc if t.text == word][nth])


def test_a_surname_and_a_pronoun_stand_for_the_person(language: Language) -> None:
    doc = language(
        "Imran Khan said on Friday that the talks went on. Khan did not say with whom. He spoke to reporters."
    )
    assert name(doc, "Khan", 1) == "Imran Khan"
    assert name(doc, "He") == "Imran Khan"


def test_an_acronym_in_brackets_stands_for_the_group(language: Language) -> None:
    doc = language("The Southern Transitional Council (STC) seized the port. The STC said that it would stay.")
    assert name(doc, "STC", 1) == "Southern Transitional Council"


def test_two_people_stay_two(language: Language) -> None:
    doc = language("Imran Khan met Shah Mehmood Qureshi on Friday. Qureshi spoke first. Khan answered.")
    assert name(doc, "Qureshi", 1) == "Shah Mehmood Qureshi"
    assert name(doc, "Khan", 1) == "Imran Khan"


def test_the_organization_stands_for_the_group_named_before(language: Language) -> None:
    doc = language("The Tehrik-i-Taliban Pakistan ended the truce. The organization carried out three attacks in May.")
    assert name(doc, "organization") == "Tehrik-i-Taliban Pakistan"
