"""States that no gazetteer knows are told by what they own; a report is about the one whose own bodies it names."""

import pytest

from truceline.language import Language, load
from truceline.language.columns import Table
from truceline.language.states import States
from truceline.language.states_told import find_states


@pytest.fixture(scope="module")
def language() -> Language:
    return load()


def states(language: Language, text: str, title: str = "", publisher: str = "") -> States:
    return find_states(Table(language(text)), title, publisher)


def test_the_owner_of_an_army_is_a_state_and_so_is_its_neighbour(language: Language) -> None:
    found = states(language, "The army of Toravia shelled rebels who had fled from neighbouring Melkora on Friday.")
    assert set(found.names.values()) == {"Toravia", "Melkora"}
    assert found.home == "Toravia"


def test_an_adjective_leads_to_the_state(language: Language) -> None:
    found = states(language, "Toravia closed the road. The Toravian army then shelled the port.")
    assert found.of_word("Toravian") == "Toravia"
    assert found.of_word("Toravians") == ""


def test_a_nationality_of_people_does_not_make_a_report_one_of_their_country(language: Language) -> None:
    found = states(language, "Gunmen seized two Filipino nurses. The government of Toravia sent troops on Monday.")
    assert found.home == "Toravia"


def test_part_of_a_longer_name_is_not_the_country(language: Language) -> None:
    found = states(language, "Police in Northern Ireland said on Monday that British troops had left the town.")
    assert found.home == "United Kingdom"


def test_a_ministry_that_publishes_speaks_for_its_state(language: Language) -> None:
    text = "The ministry condemns the attack by the armed forces of Melkora on a border post."
    found = states(language, text, publisher="Ministry of Defence of the Republic of Toravia")
    assert (found.home, found.issuer) == ("Toravia", "Toravia")


def test_words_of_bodies_are_no_states(language: Language) -> None:
    found = states(language, "The Transitional Government and the Home Ministry met the Provincial Council on Friday.")
    assert not found.names


def test_the_state_whose_army_is_told_of_outweighs_the_one_that_only_mediates(language: Language) -> None:
    text = "Rebels agreed a truce with Myanmar's military. Talks were held in a Chinese city near the Chinese border."
    assert states(language, text).home == "Myanmar"


def test_who_recalls_its_ambassador_is_a_state(language: Language) -> None:
    found = states(language, "Tashvar recalled its ambassador on Monday after the shelling.")
    assert found.named("Tashvar") == "Tashvar"


def test_the_government_of_a_person_is_no_state(language: Language) -> None:
    found = states(language, "Soldiers toppled the elected government of Aung San Suu Kyi on Monday.")
    assert "Aung" not in found.names.values()


def test_a_capital_is_the_seat_of_its_state(language: Language) -> None:
    found = states(language, "The army of Toravia shelled Ostra, the Toravian capital, on Monday.")
    assert found.seats == {"Ostra": "Toravia"}


def test_one_town_in_passing_does_not_make_a_report_one_of_the_country_in_which_it_lies(language: Language) -> None:
    text = "Masked men took her son in February. She has written to the court. She will write to Strasbourg next."
    assert states(language, text).home == ""


def test_a_country_named_once_in_a_long_report_is_not_the_one_it_is_about(language: Language) -> None:
    tale = " ".join(["The women came back to the square.", "The soldiers had gone into the hills."] * 6)
    assert states(language, f"{tale} One of them wore a watch that he had bought in Chile.").home == ""


def test_a_country_that_only_the_title_names_is_the_one_a_report_is_about(language: Language) -> None:
    text = "Soldiers shot at a crowd on Monday. The rebels asked for talks."
    assert states(language, text, title="South Sudan army breaks truce").home == "South Sudan"


def test_a_person_is_no_state(language: Language) -> None:
    text = "Mr Ruzvan refused talks on Monday. Ruzvan said his men had left the camp. Ruzvan then fled."
    assert states(language, text, title="The ledger of Colonel Ruzvan").home == ""


@pytest.mark.parametrize(
    ("text", "home"),
    [
        (
            "KARACHI, April 27 - A bomb near Karachi University killed three Chinese teachers and a Chinese guide.",
            "Pakistan",
        ),
        (
            "Pakistan has reached a deal with the rebels. The government of Afghanistan was the mediator, it said, and the "
            "interim government of Afghanistan had played the role of a facilitator.",
            "Pakistan",
        ),
        (
            "A bomb in Lahore killed two. The president of Pakistan asked the provincial government of Punjab.",
            "Pakistan",
        ),
        (
            "The Revolutionary Army of the Puna fired on soldiers in Altamesa. The army of Altamesa fired back.",
            "Altamesa",
        ),
    ],
)
def test_where_it_happens_outweighs_victims_mediators_provinces_and_groups(
    language: Language, text: str, home: str
) -> None:
    assert states(language, text).home == home


def test_an_armed_group_named_after_a_region_makes_no_state_of_it(language: Language) -> None:
    found = states(language, "The Revolutionary Army of the Puna fired on soldiers of Altamesa.")
    assert set(found.names.values()) == {"Altamesa"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Toravia's coast guard seized two trawlers on Friday.", "Toravia"),
        ("The national dialogue of Toravia opened on Friday, put together by the bishops.", "Toravia"),
        ("The group, which wants to separate the north from Toravia, fired on a post.", "Toravia"),
        ("The self-rule government of Toravia signed an agreement on Friday.", "Toravia"),
    ],
)
def test_what_only_nations_have_makes_a_state(language: Language, text: str, name: str) -> None:
    assert states(language, text).home == name


def test_a_former_ruler_is_not_the_state_that_a_report_is_about(language: Language) -> None:
    text = "The government of Toravia and its former colonial ruler, Melkora, met on Friday. Melkora's soldiers will leave."
    assert states(language, text).home == "Toravia"


def test_a_ministry_may_name_its_state_behind_a_comma(language: Language) -> None:
    found = states(
        language, "The ministry condemns the attack on a post.", publisher="Ministry of Home Affairs, Toravia"
    )
    assert found.issuer == "Toravia"


def test_the_field_of_a_ministry_is_no_state(language: Language) -> None:
    assert not states(language, "The ministry condemns the attack.", publisher="Ministry of Foreign Affairs").issuer


@pytest.mark.parametrize("publisher", ["Subcontinental Review of Books and Affairs", "Office for Human Rights"])
def test_words_of_a_publisher_are_no_states(language: Language, publisher: str) -> None:
    assert states(language, "The government sent troops to the hills.", publisher=publisher).home == ""


def test_an_adjective_does_not_stand_for_the_name_that_the_text_has(language: Language) -> None:
    text = "The Bielavan radio lies. 31 Bielavan soldiers fell. The Bielavan is no friend. Bielava will pay for it."
    assert states(language, text).home == "Bielava"


def test_a_town_named_often_does_not_outweigh_a_state(language: Language) -> None:
    text = "Shells fell on Nhowe on Monday. In Nhowe the market burned. The people of Nhowe fled. The army of Toravia denied it."
    assert states(language, text).home == "Toravia"


def test_a_paper_is_no_state(language: Language) -> None:
    text = "According to the newspaper Zorza, which cited officials, the rebels shelled the port."
    assert states(language, text).home == ""


def test_the_name_of_a_land_is_its_states_not_that_of_its_people(language: Language) -> None:
    text = "The Oghur navy fired on Friday. The Oghur government denied it. The ministry asked the envoy of Oghuria to leave."
    assert set(states(language, text).names.values()) == {"Oghuria"}


def test_a_town_where_something_happens_is_no_state(language: Language) -> None:
    assert states(language, "A mob dragged two soldiers from a car in Beledo on Monday.").home == ""


@pytest.mark.parametrize(
    "text",
    [
        "Gorani Liberation Army fighters killed three soldiers on Monday. The Gorani Liberation Army denied it.",
        "General Doumba said on Monday that the unity of the country was not open to negotiation.",
        "Aslan called on his fighters on Thursday to lay down their arms.",
        "Zandarans said on Monday that they were tired of the war.",
    ],
)
def test_groups_persons_and_peoples_are_no_states(language: Language, text: str) -> None:
    assert states(language, text).home == ""


def test_a_name_in_that_of_a_paper_is_no_state(language: Language) -> None:
    assert states(language, "Five people died in the north.", publisher="Morning Post of Tesk").home == ""
    assert states(language, "Five people died.", publisher="Presidency of the Republic of Toravia").home == "Toravia"
