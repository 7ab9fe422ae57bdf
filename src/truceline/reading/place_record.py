"""A place as the record tells it: the name that the report gives it, and its country."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.claim import Place
from truceline.gazetteer import Country, country_named, country_of_adjective, place_country
from truceline.language.document import Span
from truceline.reading.parties import Parties
from truceline.reading.place_names import BARE, Spot, words
from truceline.reading.wording import char_span, trim_name


def place_at(parties: Parties, spot: Spot, hints: Sequence[str]) -> Place | None:
    """The place of some words, None where nothing is left of its name."""
    doc, low, high = parties.doc, spot.low, spot.high
    while low < high - 1 and doc[low].lower_ in BARE:
        low += 1
    span = char_span(doc, low, high)
    name = trim_name(doc[low:high].text)
    if not name:
        return None
    if not spot.named and (state := _state_of(doc[low:high])) is not None:
        land = doc[high - 1].lemma_.lower() in words("lands")
        names = state.capitals() if doc[high - 1].lower_ == "capital" else state.names() if land else ()
        if names:
            said = sorted((n for n in names if n in doc.text), key=len)
            return Place(name=said[-1] if said else names[0], span=span, country=state.iso2)
    return Place(name=name, span=span, country=_country(name, hints) if spot.named else None)


def _state_of(place: Span) -> Country | None:
    """The state whose adjective stands in a description ("the Chadian capital", "Senegalese soil")."""
    return next((state for t in place if (state := country_of_adjective(t.text)) is not None), None)


def _country(name: str, hints: Sequence[str]) -> str | None:
    """The code of the country that a name is of, or that it lies in: "Baghdad airport" lies where Baghdad does."""
    if (state := country_named(name)) is not None:
        return state.iso2
    town, _, kind = name.rpartition(" ")
    return place_country(name, hints) or (place_country(town, hints) if kind.islower() and town else None)
