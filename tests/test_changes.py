"""The changes of benchmarks/changes.py are sound: they change what they should, and nothing beside it."""

import pytest

from benchmarks import changes
from benchmarks.metamorphic import Pair, of_corpus, of_sentences, outcomes, shares
from truceline import Record, Report


def test_a_name_is_swapped_in_all_its_forms_and_in_no_other_word():
    text = "Houshang Mehrpour said so. Mehrpour's men left Mehrpouran, by Mehrpour-Bar."
    swapped = changes.renamed(text, "Mehrpour", "Mensah")
    assert swapped == "Houshang Mensah said so. Mensah's men left Mehrpouran, by Mehrpour-Bar."


@pytest.mark.parametrize(
    ("name", "person", "swap"),
    [
        ("Houshang Mehrpour", True, ("Mehrpour", "Mensah")),
        ("Assawa People's Front", False, ("Assawa", "Andora")),
        ("Covenant of the Heights", False, ("Covenant", "Compact")),
        ("Interior Ministry", False, None),
        ("gunmen", False, None),
        ("Dilavari", True, None),
    ],
)
def test_the_word_of_a_name_that_changes(name, person, swap):
    assert changes.another_name(name, person=person) == swap


def test_a_name_with_a_related_form_is_left_alone():
    assert changes.may_be_renamed("Zalesia sent its army.", "Zalesia", "Zelmora")
    assert not changes.may_be_renamed("Zalesia sent the Zalesian army.", "Zalesia", "Zelmora")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He came on Tuesday and left on Friday.", ["Tuesday", "Friday"]),
        ("He came on Tuesday, 3 June.", []),
        ("He came on Tuesday, June 3.", []),
        ("After Bloody Sunday he left on Sunday.", []),
        ("They shot after Friday prayers.", []),
    ],
)
def test_days_that_may_move(text, days):
    assert changes.movable_weekdays(text) == days


def test_the_other_day_is_not_in_the_text():
    assert changes.other_weekday("on Tuesday and on Friday", "Tuesday") not in ("Tuesday", "Friday")


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (
            changes.to_american,
            "The Defence Ministry's neighbours recognised 4 per cent",
            "The Defense Ministry's neighbors recognized 4 percent",
        ),
        (changes.to_british, "DEFENSE of the harbor", "DEFENCE of the harbour"),
        (changes.to_british, "a ton, to check the story", "a ton, to check the story"),
        (changes.to_curly, '"It\'s over," he said ("now").', "“It’s over,” he said (“now”)."),
        (changes.to_straight, "“It’s over,” he said", '"It\'s over," he said'),
        (changes.to_hyphens, "one—two – three 4–5", "one - two - three 4–5"),
        (changes.to_dashes, "ORSALA (AN) - A so-called", "ORSALA (AN) – A so-called"),
        (changes.to_digits, "killed twelve men near it with twenty-one women", "killed 12 men near it with 21 women"),
        (changes.to_digits, "the two sides, two hundred men, two or three, two by two, a two-year war", None),
        (changes.to_number_words, "between 10 and 12 men, 9 others", "between 10 and 12 men, 9 others"),
        (
            changes.to_number_words,
            "killed 12 men near it with 21 women",
            "killed twelve men near it with twenty-one women",
        ),
        (changes.to_number_words, "June 17 saw $12 bills, 3.5 miles, 1,200 men and M23 fighters, at 8 a.m.", None),
    ],
)
def test_a_style(change, before, after):
    assert change(before) == (before if after is None else after)


def test_a_paragraph_is_put_where_nothing_points_back():
    text = "A first one.\n\nHe said no.\n\nMehrpour agreed."
    assert changes.with_paragraph_inside(text, "Sport.") == "A first one.\n\nHe said no.\n\nSport.\n\nMehrpour agreed."
    assert changes.with_paragraph_at_end(text, "Sport.") == text + "\n\nSport."


def test_every_word_of_the_lists_changes_something():
    given = changes.words()
    for old, new in given["spelling"].items():
        assert changes.to_american(f"x {old} y") == f"x {new} y" != f"x {old} y"
    for names in (given["family_names"], given["proper_words"]):
        letters = [name[0] for name in names]
        assert letters == sorted(set(letters))
    assert all(old[0] == new[0] for old, new in given["kindred"].items())
    assert all(len(p.split()) > 15 for p in given["unrelated"])
    assert set(given["before_weekday"]) | set(given["opens_number"]) and all(given["after_weekday"])


def test_pairs_differ_and_keep_their_publication_date():
    pairs = [*of_corpus("dev", 8), *of_sentences()]
    assert {p.kind for p in pairs} >= {
        "name",
        "weekday",
        "paragraph",
        "spelling",
        "quotes",
        "figures",
        "passive",
        "said",
    }
    assert all(p.before.text != p.after.text and p.before.published == p.after.published for p in pairs)


class Echo:
    """Reads no claim anywhere."""

    def read_many(self, reports):
        return [Record(report=r) for r in reports]


def test_two_readings_without_a_claim_hold_only_where_none_is_told():
    report = Report(id="x", text="Rain.")
    pairs = [
        Pair("rain", "", report, report, lambda t: t),
        Pair("war", "", report, report, lambda t: t, must_speak=True),
    ]
    found = shares(outcomes(pairs, Echo()))
    assert (found["rain"]["held"], found["war"]["held"], found["all"]["pairs"]) == (1, 0, 2)
