"""States that the gazetteer knows, as a report names them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from truceline import gazetteer
from truceline.language.columns import Table, listed
from truceline.language.scenes import is_there
from truceline.language.state_evidence import Evidence, note


@dataclass
class Known:
    """States of the gazetteer that a report names: their `names` by key, and the `evidence` for each."""

    names: dict[str, str] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=dict)

    def look(self, table: Table, i: int) -> int:
        """Enter the state whose name or adjective begins at a token; how many tokens it takes, 0 for none."""
        if not table.text[i][0].isupper():
            return 0
        for width in (w for w in (3, 2, 1) if i + w <= len(table.text)):
            several = " ".join(table.text[i : i + width])
            if (country := gazetteer.country_named(several)) is not None:
                if width == 1 and _is_part_of_longer(table, i):
                    return 1  # "Northern Ireland" is not Ireland
                last = i + len(several.removesuffix(" 's").removesuffix(" ’s").split()) - 1
                note(self._of(country.name), table, last, adjective=False)
            elif (country := gazetteer.country_of_adjective(several)) is not None:
                note(self._of(country.name), table, i + width - 1, adjective=True)
            elif width == 1 and table.pos[i] == "PROPN" and (country := gazetteer.country_of_metonym(several)):
                self._of(country.name)["capital there" if is_there(table, i) else "capital acts"] += 1
            if country is not None:
                return width
        return 0

    def _of(self, name: str) -> Counter[str]:
        self.names[name] = name
        return self.evidence.setdefault(name, Counter())


def _is_part_of_longer(table: Table, i: int) -> bool:
    return i > 0 and table.lower[i - 1] in listed("directions") and table.text[i - 1][0].isupper()
