"""The states of a report as what reads it sees them: their names, the words for them, the one the report is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline import gazetteer

ADJECTIVE_ENDS = ("n", "i", "ese", "ish", "ite")


def state_key(word: str) -> str:
    """What all words for one state share: its name, or of an unknown one the stem ("Kivanda", "Kivandan"); "" for none."""
    if not word[:1].isupper():
        return ""
    country = (
        gazetteer.country_of_adjective(word) or gazetteer.country_named(word) or gazetteer.country_of_metonym(word)
    )
    return country.name if country else word.lower()[:5]


@dataclass(frozen=True)
class States:
    """The states of one report: `names` by the keys of their words, `home` the one it is about, `issuer` the one whose
    ministry or government publishes it; "" for none. `order`: all, the most spoken of first. `seats`: states by the names of capitals that the report calls so."""

    names: dict[str, str] = field(default_factory=dict)
    home: str = ""
    issuer: str = ""
    order: tuple[str, ...] = ()
    seats: dict[str, str] = field(default_factory=dict)

    def of_key(self, key: str) -> str:
        """The state's name of a word's key, "" when that is no state's."""
        return self.names.get(key, "")

    def of_word(self, word: str) -> str:
        """The state that a name, an adjective or the name of a people belongs to, "" for none."""
        country = gazetteer.country_of_adjective(word) or gazetteer.country_named(word)
        if country:
            return country.name
        name = self.names.get(state_key(word.split()[-1]) if word else "", "")
        return name if name and (word == name or _is_form(word, name)) else ""

    def named(self, text: str) -> str:
        """The state of which a text is the name itself, "" when it is none's."""
        country = gazetteer.country_named(text)
        return country.name if country else text if text in self.names.values() else ""


def _is_form(word: str, name: str) -> bool:
    """Whether a word is made from a state's name by an ending ("Kivandan", "Zahrani")."""
    last, stem = word.split()[-1], name.split()[-1].rstrip("aeiouy")
    return last == name.split()[-1] or (last.startswith(stem) and last.lower().endswith(ADJECTIVE_ENDS))
