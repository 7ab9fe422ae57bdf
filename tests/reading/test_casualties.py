"""How many were killed and injured, as the words of a claim tell."""

import datetime as dt

import pytest

from truceline import Amount, Claim, Report
from truceline.reading.reader import Reader


def attacks(reader: Reader, text: str) -> list[Claim]:
    record = reader.read(Report(id="test", published=dt.date(2023, 3, 14), text=text))
    return [c for c in record.claims if c.event == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The army killed 84 people and not 101, the governor said.", 84, 84),
        ("The army said nine soldiers and 20 attackers were killed near Gao.", 29, 29),
        ("The institute counted 262 attacks and 419 dead, 27 per cent more than in 2021.", 419, 419),
        ("A bomb killed the head of the council, two policemen and at least two other people in Gao.", 5, None),
        ("A mine killed four soldiers of the FC and a member of the Levies on Monday.", 5, 5),
        ("Gunmen attacked a patrol near Gao, killing one officer and wounding two.", 1, 1),
        ("A policeman, a woman and a child died in an attack near Gao.", 3, 3),
    ],
)
def test_counts_the_dead(reader: Reader, text: str, low: int | None, high: int | None) -> None:
    assert [c.killed for c in attacks(reader, text)] == [Amount(low=low, high=high)]


def test_what_falls_in_number_kills_nobody(reader: Reader) -> None:
    (claim,) = attacks(reader, "Attacks by the rebels fell from 41 incidents in May to 12 in June.")
    assert claim.killed is None


def test_a_comparison_dates_nothing(reader: Reader) -> None:
    (claim,) = attacks(reader, "The institute counted 262 attacks and 419 dead, 27 per cent more than in 2021.")
    assert claim.when is None
