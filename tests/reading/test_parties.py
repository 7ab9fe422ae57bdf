"""The names that words for parties resolve to: states' bodies, sides, owners, holders of offices."""

import pytest

from truceline.language import Language, load
from truceline.language.coreference import resolve
from truceline.reading.parties import Parties


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def named(language: Language, text: str, word: str, nth: int = 0, publisher: str = "") -> list[str]:
    doc = language(text)
    parties = Parties(doc, resolve(doc, publisher=publisher))
    return [e.name for e in parties.entities([t for t in doc if t.text == word][nth])]


TALKS = "The government of Toravia and the Coastal Front met on Monday. "


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Both sides agreed to a truce.", "sides"),
        ("The parties agreed to a truce.", "parties"),
        ("The two delegations signed a protocol.", "delegations"),
        ("They signed a protocol.", "They"),
        ("The truce failed, each side accusing the other of breaking it.", "side"),
        ("The truce failed, each side accusing the other of breaking it.", "other"),
    ],
)
def test_words_for_both_sides_name_the_two_that_talk(language: Language, text: str, word: str) -> None:
    assert named(language, TALKS + text, word) == ["Government of Toravia", "Coastal Front"]


def test_weekdays_are_no_sides(language: Language) -> None:
    text = "The army of Toravia counted 40 attacks between Monday and Wednesday. Both sides denied any part in them."
    assert not {"Monday", "Wednesday"} & set(named(language, text, "sides"))


def test_a_party_by_name_is_not_the_two_sides(language: Language) -> None:
    text = TALKS + "The minister named both the Farmers' Party and the Coastal Front as traitors."
    assert "Government of Toravia" not in named(language, text, "Party")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Toravia closed the border, and its soldiers shelled the port.", "soldiers", "Military of Toravia"),
        ("Toravia has accused its neighbour of lying.", "neighbour", "Government of Melkora"),
        ("The Coastal Front said its fighters had left.", "fighters", "Coastal Front"),
        ("The Front's delegate, Anton Reyes, said that his side had kept the truce.", "side", "Coastal Front"),
        ("Melkora's ambassador, Ines Falk, said that her country was neutral.", "country", "Government of Melkora"),
        ("A patrol boat of the Toravian navy fired on the pier.", "boat", "Military of Toravia"),
        ("The government in Port Alba denied it.", "government", "Government of Toravia"),
    ],
)
def test_those_who_belong_to_an_owner_bear_his_name(language: Language, text: str, word: str, expected: str) -> None:
    context = "The army of Toravia fought the Coastal Front near the border with Melkora. "
    assert named(language, context + text, word)[:1] == [expected]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "The head of the city's hospital, Karim Sultani, told reporters that 12 people had died.",
            "head",
            "Karim Sultani",
        ),
        ("The provincial governor, General Jean Mbeki, put the toll at 20.", "governor", "Jean Mbeki"),
    ],
)
def test_an_office_before_a_comma_is_its_holder(language: Language, text: str, word: str, expected: str) -> None:
    assert named(language, text, word) == [expected]


def test_a_pronoun_without_a_name_keeps_the_description(language: Language) -> None:
    text = "The army took the port of Velin. Three villagers fled, and they have not come back."
    assert named(language, text, "they") == ["villagers"]


def test_a_bare_number_counts_people_or_those_counted_before(language: Language) -> None:
    assert named(language, "More than 300 were killed in the raid.", "300") == ["people"]
    assert named(language, "The police say eight passengers died, the mission says five died.", "five") == [
        "passengers"
    ]


def test_a_pronoun_for_a_document_is_no_party(language: Language) -> None:
    text = "The army signed the accord, a clause of which the rebels rejected."
    assert named(language, text, "which") == []


@pytest.mark.parametrize(("word", "expected"), [("Kyiv", "Government of Ukraine"), ("Kremlin", "Government of Russia")])
def test_capitals_and_palaces_stand_for_their_governments(language: Language, word: str, expected: str) -> None:
    assert named(language, "Russian forces shelled Kherson. Kyiv asked for help. The Kremlin denied it.", word) == [
        expected
    ]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (
            "Pakistan's army struck in Afghanistan. In Kunar six people died, the authorities said.",
            "authorities",
            "Afghanistan",
        ),
        (
            "A bomb in Karachi killed three Chinese teachers and two Chinese engineers, police said.",
            "police",
            "Pakistan",
        ),
        (
            "Nepal has rebels in its hills. India sent Nepal arms. The arms for the army from India came.",
            "army",
            "Nepal",
        ),
    ],
)
def test_bare_forces_are_those_of_where_it_happened(language: Language, text: str, word: str, expected: str) -> None:
    assert named(language, text, word)[0].endswith(f" of {expected}")


def test_a_number_or_another_is_no_part_of_a_description(language: Language) -> None:
    text = "Four or five militants were seen in Velin."
    assert named(language, text, "militants") == ["militants"]


def test_the_media_wing_of_an_army_is_the_army(language: Language) -> None:
    text = "Soldiers of Pakistan died in Bajaur, according to the army's media wing."
    assert named(language, text, "wing") == ["Military of Pakistan"]


def test_police_of_a_place_are_the_states(language: Language) -> None:
    assert named(language, "Police in Nairobi arrested 20 protesters on Monday.", "Police") == ["Police of Kenya"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Toravian and Melkoran troops took the pass on Friday.", "troops", ["Toravia", "Melkora"]),
        ("Troops from Toravia and Melkora exchanged fire.", "Troops", ["Toravia", "Melkora"]),
    ],
)
def test_the_troops_of_two_states_are_two_armies(language: Language, text: str, word: str, expected: list[str]) -> None:
    told = text + " The army of Toravia blamed the army of Melkora."
    assert named(language, told, word) == [f"Military of {s}" for s in expected]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Okello's party, the National Alliance, rejected the offer.", "party", ["National Alliance"]),
        ("The two generals, Anton Reyes and Pavel Dorn, met.", "generals", ["Anton Reyes", "Pavel Dorn"]),
        ("On Monday crowds stoned the embassy.", "crowds", ["crowds"]),
    ],
)
def test_names_beside_a_noun_are_those_meant(language: Language, text: str, word: str, expected: list[str]) -> None:
    assert named(language, text, word) == expected


def test_a_capital_that_acts_is_its_government(language: Language) -> None:
    text = "The army of Toravia left Ostra, the Toravian capital, on Monday. Later Ostra blamed the rebels."
    assert named(language, text, "Ostra", 1) == ["Government of Toravia"]


TWO_STATES = "The army of Toravia shelled the army of Melkora. Toravia accused Melkora of lying. "


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The police and the coalition known as Baz Lagon clashed on Friday.", "coalition", "Baz Lagon"),
        (
            "The army of Toravia attacked its neighbour, Melkora, on Friday. Melkora's army fled.",
            "neighbour",
            "Melkora",
        ),
        ("The armed organisation Mendi Sua seized a bank. On Friday the group left.", "group", "Mendi Sua"),
        ("Militiamen drilled in the ports of Melkora. Police searched a house.", "Police", "Police of Melkora"),
    ],
)
def test_what_a_report_calls_by_name_has_that_name(language: Language, text: str, word: str, expected: str) -> None:
    whole = TWO_STATES + text if word == "Police" else text
    assert named(language, whole, word)[0].endswith(expected)


@pytest.mark.parametrize(
    ("text", "word"),
    [("Envoys held talks on Friday.", "Envoys"), ("Their foreign ministers spoke on Friday.", "ministers")],
)
def test_envoys_by_themselves_are_those_of_both_states(language: Language, text: str, word: str) -> None:
    assert named(language, TWO_STATES + text, word) == ["Government of Toravia", "Government of Melkora"]


def test_the_two_are_those_of_whom_one_met_the_other(language: Language) -> None:
    text = "Anton Reyes met Ines Falk on a barge in June, and the two agreed to meet again."
    assert named(language, text, "two") == ["Anton Reyes", "Ines Falk"]


def test_a_group_called_by_a_letter_and_a_number_is_meant_by_the_rebels_after_it(language: Language) -> None:
    text = "M23 rebels backed by Rwanda attacked Goma on Monday. The rebels killed nine soldiers of Congo's army."
    assert [named(language, text, "rebels", nth) for nth in (0, 1)] == [["M23"], ["M23"]]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Islamic State claimed the attack in Kabul on Monday.", "State", "Islamic State"),
        ("On Monday Turkish Cypriots threw stones at the post.", "Cypriots", "Turkish Cypriots"),
        ("The air force bombed the town on Monday.", "force", "air force"),
        ("The Community of Sant'Egidio mediated in the talks.", "Community", "Community of Sant'Egidio"),
    ],
)
def test_a_name_keeps_all_its_words(language: Language, text: str, word: str, expected: str) -> None:
    assert named(language, text, word) == [expected]


def test_all_three_governments_are_those_of_the_three_states_told_of(language: Language) -> None:
    text = "Rebels from Congo crossed into Burundi. The army of Rwanda denied it. The envoy asked all three governments to talk."
    expected = {"Government of Burundi", "Government of DR Congo", "Government of Rwanda"}
    assert set(named(language, text, "governments")) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Front for Change and Accord in Toravia (FCAT) left the talks on Monday.", "Front", "Front for Change and Accord in Toravia"),
        ("On Monday a bomb killed four passers-by in the market.", "passers", "passers-by"),
        ("On Monday two men in masks seized the bishop.", "men", "men in masks"),
        ("Rebels in Syria seized the bishop on Monday.", "Rebels", "Rebels"),
        ("On Monday rebels burned the villages of Korun and Lemna.", "villages", "villages of Korun and Lemna"),
        ("The High Commissioner for Human Rights, Louise Arbour, demanded an answer.", "Commissioner", "Louise Arbour"),
        ("Greek Cypriot officials condemned the killing on Monday.", "officials", "Greek Cypriot officials"),
        ("Colombian army officers met the bishop on Monday.", "officers", "Military of Colombia"),
        ("War came to Tigray. Tigrayan forces withdrew on Monday.", "forces", "Tigrayan forces"),
        ("The Coast Independence Army (CIA) met the president of Toravia. On Friday the Army signed.", "Army", "Coast Independence Army"),
    ],
)  # fmt: skip
def test_a_description_tells_who_is_meant_and_no_more(language: Language, text: str, word: str, expected: str) -> None:
    assert named(language, text, word, -1) == [expected]


def test_a_bare_number_that_acts_or_suffers_is_of_those_counted_in_the_sentence_before(language: Language) -> None:
    text = "The village tried three fighters on Monday. Two were hanged."
    assert named(language, text, "Two") == ["fighters"]
