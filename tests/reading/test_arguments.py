"""Who did it, to whom: what a user relies on where the parties stand outside the clause's subject and object."""

import pytest
from readings import claims_of, read, roles

from truceline import Claim, Record
from truceline.reading.reader import Reader


def first(record: Record, event: str) -> Claim:
    return claims_of(record, event)[0]


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Mr Obi called on the Nigerian army to hold its fire.", "REQUEST", ["Obi"], ["Military of Nigeria"]),
        ("The minister appealed to the rebels to free the nurses.", "REQUEST", ["minister"], ["rebels"]),
        ("The mediator condemned the attack by gunmen on the village.", "ACCUSE", ["mediator"], ["gunmen"]),
        ("The president apologised to the villagers for the raid.", "SUPPORT", ["president"], ["villagers"]),
        ("The rebels rejected the bishop's proposal for a truce.", "REJECT", ["rebels"], ["bishop"]),
        ("The army promised that the detainees would be freed.", "CONCEDE", None, ["detainees"]),
    ],
)
def test_speech_is_aimed_at_those_it_addresses(
    reader: Reader, text: str, event: str, actor: list[str] | None, recipient: list[str]
) -> None:
    found, aimed = roles(first(read(reader, text), event))
    assert (actor is None or found == actor) and aimed == recipient


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("A bomb went off at the market in Beledo, killing nine traders and wounding thirty shoppers.", "traders"),
        ("The attack on the polling station, in which two teachers lost their lives, shocked the town.", "teachers"),
        ("An attack on the town of Beledo killed four nurses.", "nurses"),
        ("A roadside bomb hit a bus carrying 40 pilgrims.", "pilgrims"),
        ("A roadside bomb tore through a bus carrying pilgrims in Kabul.", "pilgrims"),
        ("A mob set fire to the homes of two judges.", "judges"),
    ],
)
def test_people_who_came_to_harm_stand_for_the_place_attacked(reader: Reader, text: str, recipient: str) -> None:
    assert recipient in roles(first(read(reader, text), "ASSAULT"))[1]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A bomb planted by the Red Brigade hurt twelve people at a station.", ["Red Brigade"]),
        ("Two farmers were killed by shells fired by rebels.", ["rebels"]),
        ("It was gunmen that stormed the police station.", ["gunmen"]),
        # Who counts attacks made none of them.
        ("The Peace Institute counted 207 attacks in Mali in 2021. They killed 335 people.", []),
    ],
)
def test_who_stands_behind_a_weapon_did_it(reader: Reader, text: str, actor: list[str]) -> None:
    assert roles(first(read(reader, text), "ASSAULT"))[0] == actor


@pytest.mark.parametrize(
    "text",
    [
        "Negotiations between Sudan and Chad reopened in Doha, with Norway and Qatar as guarantors.",
        "Talks between Sudan and Chad, mediated by Norway and Qatar, collapsed on Monday.",
    ],
)
def test_mediators_take_part_in_talks(reader: Reader, text: str) -> None:
    found, _ = roles(first(read(reader, text), "CONSULT"))
    assert set(found) == {f"Government of {c}" for c in ("Sudan", "Chad", "Norway", "Qatar")}


@pytest.mark.parametrize(
    ("with_whom", "actor"),
    [
        ("the mediation of Norway", ["Government of Sudan", "Government of Chad", "Government of Norway"]),
        ("the help of Norway", ["Government of Sudan", "Government of Chad", "Government of Norway"]),
        ("the knowledge of the bishops", ["Government of Sudan", "Government of Chad"]),
    ],
)
def test_what_talks_are_held_with_is_no_party(reader: Reader, with_whom: str, actor: list[str]) -> None:
    text = f"Sudan and Chad held talks in Doha with {with_whom}."
    assert set(roles(first(read(reader, text), "CONSULT"))[0]) == set(actor)


def test_each_side_accuses_the_other(reader: Reader) -> None:
    text = "Fighting between Sudan and Chad went on, each side accusing the other of starting it."
    found, accused = roles(first(read(reader, text), "ACCUSE"))
    assert set(found) == set(accused) == {"Government of Sudan", "Government of Chad"}


def test_the_other_side_is_meant_where_a_refusal_names_nobody(reader: Reader) -> None:
    text = (
        "The government of Sudan held talks with the Darfur Liberation Front in May. Troops of Sudan attacked the "
        "Darfur Liberation Front in June. In July the Darfur Liberation Front rejected the offer."
    )
    refusal = first(read(reader, text), "REJECT")
    assert roles(refusal) == (["Darfur Liberation Front"], ["Government of Sudan"])
    assert refusal.recipient[0].span is None
    assert any(e.field == "recipient" and e.by == "implied by the two sides" for e in refusal.evidence)


def test_nobody_is_meant_where_a_report_has_no_sides(reader: Reader) -> None:
    assert roles(first(read(reader, "The rebels rejected the offer of a truce."), "REJECT"))[1] == []


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        # None but the state arrests, and crowds march against it.
        ("{} Mr Obi was arrested at the airport.", "COERCE", ["Government of Sudan"], ["Obi"]),
        ("{} Thousands of students marched through Khartoum.", "PROTEST", ["students"], ["Government of Sudan"]),
        ("{} Thousands of students marched for peace.", "PROTEST", ["students"], []),
        ("{} Thousands of students marched against a return of the violence.", "PROTEST", ["students"], []),
        ("{} Policemen marched through Khartoum.", "PROTEST", ["Policemen"], []),
        # What cannot hear a demand is not whom it is aimed at.
        ("{} The rebels demanded that the lights be turned on.", "REQUEST", ["rebels"], ["Government of Sudan"]),
        ("{} Chad froze 30 million dollars in aid.", "SANCTION", ["Government of Chad"], ["Government of Sudan"]),
        ("{} Chad blamed the attack on the Red Brigade.", "ACCUSE", ["Government of Chad"], ["Red Brigade"]),
    ],
)
def test_the_government_at_home_is_meant_where_nobody_else_is_named(
    reader: Reader, text: str, event: str, actor: list[str], recipient: list[str]
) -> None:
    home = "Sudan's government met on Monday. The president of Sudan spoke of Sudan's future in Khartoum."
    assert roles(first(read(reader, text.format(home)), event)) == (actor, recipient)


def test_whom_a_state_only_deals_with_did_not_attack_its_army(reader: Reader) -> None:
    text = (
        "Sudan's army met on Monday. It was the deadliest attack on the army since May. Sudan asked the Chadian League "
        "to close the road. Sudan urged the Chadian League to help."
    )
    assert roles(first(read(reader, text), "ASSAULT"))[0] == []


def test_two_sides_talk_where_only_their_mediator_is_named(reader: Reader) -> None:
    text = (
        "Troops of Sudan attacked the Darfur Liberation Front in June. The Darfur Liberation Front attacked troops of "
        "Sudan in July. The talks that opened in Doha, with Amina Diallo as mediator, ended on Monday."
    )
    assert set(roles(first(read(reader, text), "CONSULT"))[0]) == {
        "Amina Diallo",
        "Government of Sudan",
        "Darfur Liberation Front",
    }


def test_a_bomber_hits_those_among_whom_he_blows_himself_up(reader: Reader) -> None:
    text = "A man blew himself up among recruits outside a barracks in Khartoum on Monday, killing 18 people."
    assert roles(first(read(reader, text), "ASSAULT")) == (["man"], ["recruits"])


WAR = (
    "Troops of Sudan attacked the Darfur Liberation Front in June. The Darfur Liberation Front attacked troops of "
    "Sudan in July. "
)
SUDAN, FRONT = "Government of Sudan", "Darfur Liberation Front"


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("More than 5,000 people have been killed in the conflict.", "ASSAULT", [SUDAN, FRONT], ["people"]),
        ("Norway welcomed the agreement.", "SUPPORT", ["Government of Norway"], [SUDAN, FRONT]),
        ("In May the Darfur Liberation Front had handed over its weapons.", "RETREAT", [FRONT], [SUDAN]),
        ("The Darfur Liberation Front is blamed for the deaths of 28 nurses.", "ASSAULT", [FRONT], ["nurses"]),
        ("The Darfur Liberation Front denies having poisoned the wells.", "ASSAULT", [FRONT], ["wells"]),
        ("Seven Sudanese border guards were killed on Friday.", "ASSAULT", [FRONT], ["Sudanese border guards"]),
    ],
)
def test_what_the_war_between_two_sides_leaves_unsaid(
    reader: Reader, text: str, event: str, actor: list[str], recipient: list[str]
) -> None:
    last = [c for c in read(reader, WAR + text).claims if c.event.value == event][-1]
    found, hit = roles(last)
    assert (set(found), set(hit)) == (set(actor), set(recipient))


def test_the_last_offer_is_the_one_refused(reader: Reader) -> None:
    text = "Norway promised to send doctors to Sudan. The Darfur Liberation Front dismissed the offer."
    assert roles(first(read(reader, text), "REJECT")) == ([FRONT], ["Government of Norway"])


def test_a_state_and_its_offices_never_demand_of_themselves(reader: Reader) -> None:
    text = (
        "The army of Melkora attacked the army of the Republic of Toravia in June. The government of the Republic of "
        "Toravia demanded an apology."
    )
    assert roles(first(read(reader, text), "REQUEST"))[1] == ["Government of Melkora"]


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        (
            "More than 40 people were killed by the Kenyan security forces on Monday.",
            "ASSAULT",
            ["Military of Kenya"],
            ["people"],
        ),
        (
            "Mali's army suspended its offensive against Ansar Dine on Monday.",
            "RETREAT",
            ["Military of Mali"],
            ["Ansar Dine"],
        ),
        (
            "The court in The Hague issued a warrant for Joseph Kony in 2005.",
            "ACCUSE",
            None,
            ["Joseph Kony"],
        ),
        ("Thousands marched in Bamako on Friday against the government of Mali.", "PROTEST", ["Thousands"], None),
    ],
)
def test_roles_stand_beside_the_verb_in_many_ways(
    reader: Reader, text: str, event: str, actor: list[str] | None, recipient: list[str] | None
) -> None:
    found, aimed = roles(first(read(reader, text), event))
    assert actor is None or [n.lower() for n in found] == [n.lower() for n in actor]
    assert recipient is None or aimed == recipient


def test_who_says_that_others_must_demands_it_of_them(reader: Reader) -> None:
    claim = first(read(reader, '"The Tamil Tigers must surrender," Gotabaya Rajapaksa said on Monday.'), "REQUEST")
    assert roles(claim) == (["Gotabaya Rajapaksa"], ["Tamil Tigers"])
    assert not claim.sources


def test_the_accused_did_the_deed_that_a_noun_names(reader: Reader) -> None:
    claim = first(read(reader, "Abiy Ahmed accused the TPLF of an attack on an army base in Mekelle."), "ASSAULT")
    assert roles(claim)[0] == ["TPLF"]


def test_a_second_verb_goes_on_with_the_object_of_the_first(reader: Reader) -> None:
    record = read(reader, "A mob dragged two judges from a car on Monday and shot them.")
    assert roles(first(record, "ASSAULT"))[1] == ["judges"]


def test_a_minister_beside_a_name_signs_too(reader: Reader) -> None:
    text = "The founder of the movement, Father Augustin Senghor, and the interior minister, Ousmane Ngom, signed an agreement."
    assert roles(first(read(reader, text), "SUPPORT"))[0] == ["Augustin Senghor", "Ousmane Ngom"]


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        (
            "Sri Lanka said on Monday its troops had been told to hold their fire.",
            "REQUEST",
            ["Government of Sri Lanka"],
        ),
        ("Kenya's Supreme Council has placed the navy on alert.", "MOBILIZE", ["Supreme Council"]),
        (
            "Fighting goes on in Mali. Three Malian rebels were sentenced to ten years in May.",
            "SANCTION",
            ["Government of Mali"],
        ),
    ],
)
def test_orders_and_sentences_come_from_the_state(reader: Reader, text: str, event: str, actor: list[str]) -> None:
    assert roles(first(read(reader, text), event))[0] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Two people died on Friday when police with armoured cars tried to break a blockade in Kenya.",
            "Police of Kenya",
        ),
        ("Nine men died in the custody of the Coastal Front in May.", "Coastal Front"),
    ],
)
def test_those_who_were_at_it_did_it(reader: Reader, text: str, actor: str) -> None:
    assert roles(first(read(reader, text), "ASSAULT"))[0] == [actor]


def test_houses_are_burnt(reader: Reader) -> None:
    assert roles(first(read(reader, "The rebels burned 40 houses in Beledo on Monday."), "ASSAULT"))[1] == ["houses"]


@pytest.mark.parametrize(
    ("text", "event", "recipients"),
    [
        ("The rebels kidnapped a judge together with two bodyguards.", "ASSAULT", ["judge", "bodyguards"]),
        ("A car bomb killed twelve people, children among them, in Kabul.", "ASSAULT", ["people"]),
        (
            "The rebels called on the governments of Spain and France to open talks.",
            "REQUEST",
            ["Government of Spain", "Government of France"],
        ),
    ],
)
def test_several_come_to_it_together(reader: Reader, text: str, event: str, recipients: list[str]) -> None:
    assert roles(first(read(reader, text), event))[1] == recipients


@pytest.mark.parametrize(
    ("text", "event", "recipients"),
    [
        ("The rebels refuse to speak with the regent of Beledo.", "REJECT", ["regent of Beledo"]),
        ("The envoy pleaded with the army of Kenya not to attack the port.", "REQUEST", ["Military of Kenya"]),
        (
            "Kenya's army fought the Coastal Front. The Coastal Front urged everyone to stay at home.",
            "REQUEST",
            ["everyone"],
        ),
    ],
)
def test_whom_one_speaks_to_is_named_or_everyone(reader: Reader, text: str, event: str, recipients: list[str]) -> None:
    assert roles(first(read(reader, text), event))[1] == recipients


def test_what_a_state_imposed_it_lifts(reader: Reader) -> None:
    text = "Kenya's army fights the Coastal Front. In Nairobi the curfew was lifted on Monday."
    assert roles(first(read(reader, text), "RETREAT"))[0] == ["Government of Kenya"]
    taken = "Rebels kidnapped six nurses in Kenya in May. The nurses were freed on Monday."
    assert roles(first(read(reader, taken), "RETREAT"))[0] == ["Rebels"]


@pytest.mark.parametrize(
    ("text", "event", "recipients"),
    [
        ("The Coastal Front let go two nurses on Monday.", "RETREAT", ["nurses"]),
        ("Israel's navy closed Lebanon's ports on Thursday.", "COERCE", ["Government of Lebanon"]),
        ("The government of Kenya closed down Radio Kisima on Thursday.", "COERCE", ["Radio Kisima"]),
    ],
)
def test_objects_of_phrases_are_recipients(reader: Reader, text: str, event: str, recipients: list[str]) -> None:
    assert roles(first(read(reader, text), event))[1] == recipients


def test_host_and_mediator_of_days_of_talks_take_part(reader: Reader) -> None:
    record = read(reader, "Three days of talks, hosted by Thailand and mediated by Norway, ended on Monday.")
    assert set(roles(first(record, "CONSULT"))[0]) == {"Government of Thailand", "Government of Norway"}
