"""Names, descriptions and pronouns of one party come together under its fullest name."""

import pytest

from truceline.language import Language, load
from truceline.language.coreference import resolve
from truceline.language.document import Document


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def name(doc: Document, word: str, nth: int = 0) -> str | None:
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


def test_a_name_of_a_letter_and_numbers_is_one(language: Language) -> None:
    doc = language("The M23 rejected the charge on Monday. It said that rebels of the M23 had left the town.")
    assert name(doc, "It") == "M23"


def test_an_office_beside_a_name_makes_a_person_of_it(language: Language) -> None:
    doc = language("The Front's leader, Ismet Baykal, denied it. He said that his men had not fired.")
    assert name(doc, "He") == "Ismet Baykal"


def test_a_body_may_be_one_on_something(language: Language) -> None:
    doc = language("The Intergovernmental Authority on Development (IGAD) met on Monday. IGAD urged calm.")
    assert name(doc, "IGAD", 1) == "Intergovernmental Authority on Development"


def test_groups_are_those_who_call_themselves_so(language: Language) -> None:
    doc = language("The three groups, which call themselves the Hill Alliance, attacked. They took two towns.")
    assert name(doc, "groups") == "Hill Alliance"


def test_a_number_of_them_are_not_those_who_harm_them(language: Language) -> None:
    doc = language("Most of the dead are farmers. The rebels of the Coastal Front killed nine of them.")
    assert name(doc, "them") != "Coastal Front"


def test_a_ministry_by_its_field_is_not_another_office(language: Language) -> None:
    doc = language("The Treasury Department named the Coastal Front. The election commission dismissed the charge.")
    assert name(doc, "commission") != "Treasury Department"


@pytest.mark.parametrize(
    "said",
    [
        '"They will not leave the city," I said.',
        '"They burned our homes," we told the mission.',
        '"She left with them," you said to us.',
        '"They shelled it," who said?',
    ],
)
def test_a_quotation_that_no_third_person_speaks_is_read_too(language: Language, said: str) -> None:
    chains = resolve(language(f"Troops of Kenya fought the Coastal Front on Monday. {said}"))
    assert {"Military of Kenya", "Coastal Front"} <= {c.name for c in chains.chains()}


def test_a_people_is_not_the_person_whose_name_is_like_its_own(language: Language) -> None:
    doc = language("The Houthis seized the port on Monday. Their leader, Abdel-Malik al-Houthi, spoke on Tuesday.")
    assert name(doc, "Houthis") == "Houthis"


def test_a_coalition_led_by_another_is_not_the_group_just_named(language: Language) -> None:
    doc = language("Ansar Allah fired a missile on Monday. A strike by the Saudi-led coalition hit the port.")
    assert name(doc, "coalition") is None


def test_he_is_whom_the_report_names_and_not_one_it_only_describes(language: Language) -> None:
    doc = language("Anton Reyes surrendered on Monday. The warlord came alone. He asked for a lawyer.")
    assert name(doc, "He") == "Anton Reyes"


def test_the_office_of_the_one_person_whom_a_report_opens_with_is_his(language: Language) -> None:
    doc = language("It took two days to reach Anton Reyes. The head of the Coastal Front sat under a mango tree.")
    assert name(doc, "head") == "Anton Reyes"
