"""Words of harm: whether a word tells of killing or of injuring. Word lists: data/casualties.yaml."""

from __future__ import annotations

from truceline.datafiles import word_lists
from truceline.language.document import Token
from truceline.reading.syntax import children

words = word_lists("casualties.yaml")


def harm(token: Token) -> str | None:
    """Whether a word tells of killing or of injuring."""
    lemma, lower, pos = token.lemma_.lower(), token.lower_, token.pos_
    if pos in ("VERB", "AUX", "ADJ") and lower not in words("dead_words"):
        if lemma in words("kill_verbs") or lemma in words("die_verbs"):
            return "killed"
        if lemma in words("injure_verbs") or lower in words("injured_words"):
            return "injured"
        if lemma in words("life_verbs"):
            lost = words("lost_people") if lemma == "lose" else frozenset()
            return (
                "killed"
                if any(c.lower_ in ("life", "lives") or c.lower_ in lost for c in children(token, "obj"))
                else None
            )
        return None
    if lower in words("dead_words") or lemma in words("dead_nouns") or lemma in words("toll_nouns"):
        if lemma in words("toll_nouns") and not _is_death_toll(token):
            return None
        return "killed"
    return "injured" if lower in words("injured_words") or lemma in words("injured_nouns") else None


def _is_death_toll(token: Token) -> bool:
    return token.lemma_ == "toll" or any(c.lower_ in ("death", "body") for c in children(token, "compound"))
