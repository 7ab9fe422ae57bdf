"""What a user relies on when a report is read: constructions of news prose, one sentence each."""

import datetime as dt

import pytest
from readings import PUBLISHED, read

from truceline import Claim, Record, Report
from truceline.reading.reader import Reader


def only(record: Record, event: str) -> Claim:
    found = [c for c in record.claims if c.event == event]
    assert len(found) == 1, [(c.event.value, record.words(c.span)) for c in record.claims]
    return found[0]


def names(entities: object) -> list[str]:
    return [e.name for e in entities]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "event", "actor", "recipient"),
    [
        ("Three Malian soldiers were killed by gunmen near Kidal.", "ASSAULT", ["gunmen"], ["Military of Mali"]),
        (
            "The Taliban's takeover of Afghanistan alarmed the region and the government.",
            "ASSAULT",
            ["Taliban"],
            ["Government of Afghanistan"],
        ),
        ("Rebels carried out an attack on villagers near Beni.", "ASSAULT", ["Rebels"], ["villagers"]),
        (
            "Officials condemned an attack on the convoy by gunmen.",
            "ASSAULT",
            ["gunmen"],
            ["convoy"],
        ),
        ("Turkish airstrikes on rebels in Syria went on for a week.", "ASSAULT", ["Government of Turkey"], ["rebels"]),
        (
            "The government of Ethiopia held talks with the Tigray People's Liberation Front.",
            "CONSULT",
            ["Government of Ethiopia", "Tigray People's Liberation Front"],
            [],
        ),
        (
            "Talks between the government of Colombia and the ELN resumed in Havana on Tuesday.",
            "CONSULT",
            ["Government of Colombia", "ELN"],
            [],
        ),
        ("France withdrew its troops from Mali.", "RETREAT", ["Government of France"], []),
        ("Police in Minsk arrested dozens of demonstrators.", "COERCE", None, ["demonstrators"]),
        ("Canada gave weapons to Ukraine.", "AID", ["Government of Canada"], ["Government of Ukraine"]),
        ("Turkey deployed troops to the Syrian border.", "MOBILIZE", ["Government of Turkey"], []),
        ("Russia has been accused of bombing a hospital in Aleppo.", "ACCUSE", [], ["Government of Russia"]),
    ],
)
def test_finds_who_did_what_to_whom(
    reader: Reader, text: str, event: str, actor: list[str] | None, recipient: list[str]
) -> None:
    claim = only(read(reader, text), event)
    if actor is not None:
        assert names(claim.actor) == actor
    assert names(claim.recipient) == recipient


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("According to the United Nations, militants killed 12 civilians in Ituri.", ["United Nations"]),
        ("Militants killed 12 civilians in Ituri, according to the United Nations.", ["United Nations"]),
        ('"The rebels attacked our village," the mayor, Jean Kasongo, told the BBC.', ["BBC", "Jean Kasongo"]),
        (
            "The prime minister, Imran Khan, said in an interview with TRT World that militants attacked a convoy.",
            ["TRT World", "Imran Khan"],
        ),
        ("Militants reportedly attacked a convoy of soldiers near Gao.", ["unnamed"]),
        ("Militants attacked a convoy of soldiers near Gao.", []),
    ],
)
def test_tells_on_whose_word_outermost_first(reader: Reader, text: str, chain: list[str]) -> None:
    assert names(only(read(reader, text), "ASSAULT").sources) == chain


def test_a_demand_is_made_and_not_told_by_the_one_who_makes_it(reader: Reader) -> None:
    claim = only(read(reader, "António Guterres urged the rebels to stop the fighting."), "REQUEST")
    assert names(claim.actor) == ["António Guterres"]
    assert claim.sources == ()


@pytest.mark.parametrize(
    ("text", "event", "status"),
    [
        ("The rebels attacked the town.", "ASSAULT", "actual"),
        ("The rebels did not attack the town.", "ASSAULT", "negated"),
        ("Hamas denied carrying out the attack on the soldiers.", "ASSAULT", "negated"),
        ("The rebels will attack the town, the governor said.", "ASSAULT", "future"),
        ("The army said that it would bomb the camps of the rebels.", "ASSAULT", "future"),
        ("The rebels could attack the town.", "ASSAULT", "hypothetical"),
        ("The government and the rebels agreed to meet in Doha.", "AGREE", "future"),
    ],
)
def test_tells_what_happened_from_what_did_not_or_may(reader: Reader, text: str, event: str, status: str) -> None:
    assert only(read(reader, text), event).status == status


def test_keeps_the_condition_of_an_offer_with_its_words(reader: Reader) -> None:
    record = read(reader, "If the rebels lay down their arms, the government will release the prisoners.")
    offer = only(record, "CONCEDE")
    assert record.words(offer.condition) == "If the rebels lay down their arms"
    assert offer.status == "hypothetical"


def test_a_refusal_to_talk_is_a_rejection(reader: Reader) -> None:
    claim = only(
        read(reader, '"We will not negotiate with the militants," President Bola Tinubu told the BBC.'), "REJECT"
    )
    assert claim.mode == "meet"
    assert names(claim.recipient) == ["militants"]


def test_resolves_days_against_the_publication_date(reader: Reader) -> None:
    claim = only(read(reader, "The army attacked the rebels near Kidal on Monday."), "ASSAULT")
    assert claim.when is not None
    assert claim.when.start == claim.when.end == dt.date(2023, 3, 13)


def test_leaves_days_unresolved_without_a_publication_date_and_says_so(reader: Reader) -> None:
    record = reader.read(Report(id="test", text="The army attacked the rebels near Kidal on Monday."))
    assert only(record, "ASSAULT").when is None
    assert any("no publication date" in note for note in record.notes)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Gunmen killed at least 12 civilians in Ituri.", 12, None),
        ("Between five and eight people were killed when rebels shelled a market in Baidoa.", 5, 8),
        ("Rebels killed up to 30 soldiers near Gao.", None, 30),
        ("Rebels killed three soldiers near Gao.", 3, 3),
    ],
)
def test_reads_the_dead_as_a_range(reader: Reader, text: str, low: int | None, high: int | None) -> None:
    killed = only(read(reader, text), "ASSAULT").killed
    assert killed is not None
    assert (killed.low, killed.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked from the first whistle, and the defence surrendered the lead. The coach praised his team "
        "after the match; the club plays its last game of the season on Sunday.",
        "The retailer agreed a deal for its rival. Investors attacked the price, and shares fell as the company warned "
        "of lower profit this quarter.",
        "A storm hit the coast on Monday, and rain is expected to strike the north. Forecasters said the wind would drop.",
    ],
)
def test_makes_no_claims_of_sport_business_or_weather(reader: Reader, text: str) -> None:
    assert read(reader, text).claims == ()


def test_names_the_fullest_form_that_the_report_gives(reader: Reader) -> None:
    text = (
        "Prime Minister Imran Khan met leaders of the Tehrik-i-Taliban Pakistan (TTP) on Monday. "
        "The TTP attacked a convoy of soldiers on Sunday."
    )
    assert names(only(read(reader, text), "ASSAULT").actor) == ["Tehrik-i-Taliban Pakistan"]


def test_explains_each_value_by_words_and_rule(reader: Reader) -> None:
    claim = only(read(reader, "Gunmen killed three soldiers near Gao on Monday."), "ASSAULT")
    fields = {e.field for e in claim.evidence}
    assert {"event", "actor", "recipient", "status", "when", "where", "killed"} <= fields
    assert all(e.by and 0 <= e.confidence <= 1 for e in claim.evidence)


def test_read_many_gives_what_read_gives_in_order(reader: Reader) -> None:
    texts = ["Gunmen killed three soldiers near Gao.", "The rebels released 23 hostages.", "Talks went on in Doha."]
    reports = [Report(id=str(i), published=PUBLISHED, text=t) for i, t in enumerate(texts * 5)]
    assert list(reader.read_many(reports, batch_size=4)) == [reader.read(r) for r in reports]
