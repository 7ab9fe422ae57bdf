"""Learn the links of language/links.py, as heads of the event branch: from the word that names an event to the words of its parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from truceline.language.links import ROLES, STEPS, WIDTH

INNER = 192


@dataclass(frozen=True)
class Link:
    """An event to learn links from: the tokens of its trigger; per role the tokens of each party (none: nobody is told; None: not
    known where); how much it counts."""

    trigger: list[int]
    parties: dict[str, list[list[int]] | None]
    weight: float = 1.0


class LinkHeads(nn.Module):
    """What each word asks for and offers, and how likely it is that nobody is told, for every role."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Linear(width, INNER)
        self.asks = nn.Linear(INNER, len(ROLES) * WIDTH)
        self.offers = nn.Linear(INNER, len(ROLES) * WIDTH)
        self.nobody = nn.Linear(INNER, len(ROLES))
        self.apart = nn.Parameter(torch.zeros(len(ROLES), len(STEPS) + 1))

    def forward(self, together: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Per piece: asks and offers [windows, pieces, roles * width], nobody [windows, pieces, roles]."""
        inner = self.drop(functional.gelu(self.hidden(self.drop(together))))
        return self.asks(inner), self.offers(inner), self.nobody(inner)


def loss_of_links(
    links: Iterable[Link], row_of: dict[int, int], said: tuple[Tensor, Tensor, Tensor], apart: Tensor
) -> Tensor:
    """The mean loss over the links of one text. `row_of`: the row of each token in `said`, the words of the text."""
    asks, offers, nobody = said
    known = [k for k in links if k.trigger and all(t in row_of for t in k.trigger)]
    if not known:
        return torch.zeros(())
    chances = likelihoods([[row_of[t] for t in k.trigger] for k in known], (asks, offers, nobody), apart)
    total, n = torch.zeros(()), 0.0
    for link, of_roles in zip(known, chances, strict=True):
        for number, role in enumerate(ROLES):
            parties = link.parties.get(role)
            if parties is None:
                continue
            rows = [[row_of[t] for t in p if t in row_of] for p in parties]
            losses = [-torch.logsumexp(of_roles[number, r], -1) for r in rows if r] or [-of_roles[number, -1]]
            total, n = total + link.weight * torch.stack(losses).mean(), n + link.weight
    return total / max(n, 1.0)


def likelihoods(triggers: list[list[int]], said: tuple[Tensor, Tensor, Tensor], apart: Tensor) -> Tensor:
    """Log likelihoods [events, roles, words + 1]: of each word of a text, and last of nobody's being told."""
    asks, offers, nobody = (s.float() for s in said)
    words = len(offers)
    ask = torch.stack([asks[rows].mean(0) for rows in triggers]).view(-1, len(ROLES), WIDTH)
    none = torch.stack([nobody[rows].mean(0) for rows in triggers])
    scores = torch.einsum("erd,wrd->erw", ask, offers.view(words, len(ROLES), WIDTH)) / WIDTH**0.5
    first = torch.tensor([rows[0] for rows in triggers])
    far = torch.bucketize(torch.arange(words)[None] - first[:, None], torch.tensor(STEPS))
    return torch.log_softmax(torch.cat([scores + apart[:, far].transpose(0, 1), none[..., None]], -1), -1)
