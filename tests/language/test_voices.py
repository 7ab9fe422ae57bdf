"""Who says I, we and you: the speaker of a quotation, the one interviewed, who issues a statement."""

import pytest

from truceline.language import Language, load
from truceline.language.coreference import resolve
from truceline.language.document import Document


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def name(doc: Document, word: str, nth: int = 0, publisher: str = "", title: str = "") -> str | None:
    return resolve(doc, title=title, publisher=publisher).name_of([t.i for t in doc if t.text == word][nth])


INTERVIEW = """Maria Stavros has led the Coastal Union since 2014. She spoke to this newspaper on Monday.

Why did you leave the talks?

I left because the army broke its word. We had been promised a truce.

Will you go back?

If they stop shelling us, I will."""


def test_answers_of_an_interview_are_the_guests(language: Language) -> None:
    doc = language(INTERVIEW)
    assert name(doc, "I") == "Maria Stavros"
    assert name(doc, "We") == "Maria Stavros"
    assert name(doc, "you") == "Maria Stavros"


def test_the_we_of_a_statement_is_who_issues_it(language: Language) -> None:
    doc = language("The Coastal Union met on Friday. We reject the charge. We call on the army to leave the port.")
    assert name(doc, "We", publisher="Press Office, Coastal Union") == "Coastal Union"


def test_one_we_that_urges_is_who_issues_the_statement(language: Language) -> None:
    doc = language("Soldiers burned three villages on Friday. We urge the government to let investigators in.")
    assert name(doc, "We", publisher="Bay Rights Watch") == "Bay Rights Watch"


def test_a_group_and_not_its_office_says_we(language: Language) -> None:
    doc = language("The fighters of the Coastal Union struck on Friday. We reject the charge. We will not leave.")
    assert name(doc, "We", publisher="Coastal Union (CU), Media Wing") == "Coastal Union"
    assert name(doc, "We", publisher="General Staff of the Coastal Union") == "Coastal Union"


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Statement by Ambassador Henrik Dahl at the close of the talks", "Henrik Dahl"),
        ("Statement by the Chair of the Delta Panel, Bishop Samuel Okoro", "Samuel Okoro"),
        ("Report of the Secretary-General on the mission (excerpt)", "Secretary-General"),
    ],
)
def test_the_i_of_a_statement_is_who_delivers_it(language: Language, title: str, who: str) -> None:
    doc = language("The two sides met for three days. I urge both to keep the truce.")
    assert name(doc, "I", title=title, publisher="Office of the Panel") == who


def test_a_we_in_a_quotation_is_its_speaker(language: Language) -> None:
    doc = language('"We will not talk to killers," Rafiq Marwan said. "We have tried."')
    assert name(doc, "We") == "Rafiq Marwan"


def test_a_speaker_does_not_mean_himself_by_he(language: Language) -> None:
    text = 'Police shot Daud Orbel at his house on Friday. His cousin, Karim Sultani, denied it. "They killed him," he said.'
    assert name(language(text), "him") == "Daud Orbel"


LABELLED = """Getting to Maria Stavros takes two days. She receives me in a boathouse.

CR: The army says that you sank the ferry.

MS: I have told the bishop what I know.

CR: Would you go back to the talks?

MS: I would go tomorrow."""


def test_turns_that_begin_with_initials_are_those_of_who_bears_them(language: Language) -> None:
    doc = language(LABELLED)
    assert name(doc, "I") == name(doc, "you") == "Maria Stavros"
    assert name(doc, "me") is None
