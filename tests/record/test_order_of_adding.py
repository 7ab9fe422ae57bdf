"""The same reports give the same incidents and contradictions, ids included, in whatever order they were added."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from making import DAY

import truceline
from truceline import Amount, Claim, Entity, Event, Place, Record, Report, Source, When
from truceline.actors import shipped_registry
from truceline.incidents import Contradiction, Incident
from truceline.incidents.of_record import contradictions_in, incidents_in
from truceline.processes.rebuilding import rebuild

TOWNS = ("Bannu", "Mir Ali", "Wana")
TELLERS = (
    ("TTP", "bombed a convoy", 12, Source(name="Military of Pakistan", kind="organization")),
    ("Jamaat-ul-Ahrar", "blew up trucks of a convoy", 35, Source(name="residents", kind="unnamed")),
    ("gunmen", "attacked army vehicles", 9, None),
    ("Pakistani Taliban", "struck a military convoy", 14, Source(name="Noor Wali Mehsud", kind="person")),
)


def told(town: int, teller: int) -> Record:
    """What one outlet tells of the attack on one town."""
    who, did, killed, source = TELLERS[teller]
    lines = f"{who} {did} near {TOWNS[town]}, killing {killed}."
    text = f"{lines} It was story {teller * 31 + town} of that week's paper number {town * 17 + teller}."
    day = DAY + dt.timedelta(days=town % 2)
    claim = Claim(
        span=(0, len(lines) - 1), trigger=(len(who) + 1, len(who) + 1 + did.index(" ")), event=Event.ASSAULT,
        actor=(Entity(name=who),), recipient=(Entity(name="Military of Pakistan"),),
        sources=(source,) if source else (), where=(Place(name=TOWNS[town], country="PK"),),
        when=When(start=day, end=day) if teller else None, killed=Amount(low=killed, high=killed),
    )  # fmt: skip
    about = {"publisher": f"Paper {teller}", "published": day + dt.timedelta(days=1 + teller % 2)}
    return Record(report=Report(id=f"{town}-{teller}", text=text, **about), claims=(claim,))


def copy(record: Record, outlet: str, days: int) -> Record:
    """The same text in another paper, later."""
    report = record.report
    assert report.published
    about = {
        "id": f"{report.id}-{outlet}",
        "publisher": outlet,
        "published": report.published + dt.timedelta(days=days),
    }
    return record.model_copy(update={"report": report.model_copy(update=about)})


TOLD = [told(town, teller) for town in range(len(TOWNS)) for teller in range(len(TELLERS))]
RECORDS = [*TOLD, copy(TOLD[0], "Late Mail", 1), copy(TOLD[0], "Later Mail", 2), copy(TOLD[5], "Late Mail", 1)]


def concluded(records: list[Record]) -> tuple[list[Incident], tuple[Contradiction, ...]]:
    with TemporaryDirectory() as folder, truceline.open(Path(folder) / "record.db") as store:
        store.add(records)
        rebuild(store, shipped_registry())
        return incidents_in(store), tuple(contradictions_in(store))


FIRST = concluded(RECORDS)


@given(st.permutations(RECORDS))
@settings(max_examples=8, deadline=None)
def test_any_order_of_adding_gives_the_same_incidents(records: list[Record]) -> None:
    assert concluded(records) == FIRST


def test_tellings_of_a_faction_and_of_its_whole_are_one_incident_with_two_doers() -> None:
    incidents, contradictions = FIRST
    (bannu,) = [i for i in incidents if i.where[0].name == "Bannu"]
    assert len(bannu.claims) == 6
    assert bannu.killed and (bannu.killed.low, bannu.killed.high) == (9, 35)
    disputes = {c.dispute.value for c in contradictions if c.incident == bannu.id}
    assert disputes == {"numbers", "who did it"}
