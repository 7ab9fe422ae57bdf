"""A claim as the record hands it over: with its report's date and publisher, its words, and who its names are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from truceline.claim import Claim
from truceline.incidents.names import Name, parsed


@dataclass(frozen=True)
class StoredClaim:
    """One claim and what deciding on incidents needs to know of it.

    `id` should be made from what the claim is (its text, offsets and type), not from when it was added: incidents take
    their ids from it. Reports with one `text_id` are copies of one text and speak with one voice. `quote` holds the
    words at `claim.span`, `condition` those on which it depends. `actors` gives the registry's id of a party or source by
    its name, as far as it is known; `speaks_for` the id or name of the party whose word a person's or spokesman's word is;
    `wholes` by the id of a party those of the bodies it is a part or faction of.
    """

    id: str
    report_id: str
    text_id: str
    publisher: str | None
    published: dt.date | None
    claim: Claim
    quote: str
    actors: Mapping[str, str] = field(default_factory=dict, hash=False)
    speaks_for: Mapping[str, str] = field(default_factory=dict, hash=False)
    condition: str | None = None
    wholes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def trigger(self) -> str:
        """The word in the quote that names the event."""
        start = self.claim.span[0]
        return self.quote[self.claim.trigger[0] - start : self.claim.trigger[1] - start]

    def name(self, said: str) -> Name:
        """A name of a party or source in this claim, taken apart, with who it is."""
        actor, speaks_for = self.actors.get(said), self.speaks_for.get(said)
        return parsed(said, actor, speaks_for, self.wholes.get(speaks_for or actor or "", ()))

    @property
    def told(self) -> tuple[object, ...]:
        """What orders claims: what they say, and only at last their id; never when they were added."""
        day = self.published or dt.date.max
        return (
            day,
            self.publisher or "",
            self.report_id,
            self.claim.span,
            self.claim.trigger,
            self.claim.event,
            self.id,
        )
