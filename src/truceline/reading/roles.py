"""What the modules on roles share: the nouns found, and who stands behind a weapon or a deed."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.gazetteer import country_named
from truceline.language.document import Token
from truceline.reading.lexicon import role_words
from truceline.reading.syntax import by_agent, children, is_passive, obliques
from truceline.reading.wording import words

AIMED = ("on", "against", "at", "upon", "into", "towards", "toward")
"""Prepositions before what an attack is aimed at."""


@dataclass(frozen=True)
class Arguments:
    """Nouns that fill the roles of an event, and the rules that found them."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    actor_by: str = ""
    recipient_by: str = ""


def some(*tokens: Token | None) -> tuple[Token, ...]:
    """The tokens that there are."""
    return tuple(t for t in tokens if t is not None)


def targets(token: Token, *more: str) -> list[Token]:
    """What an attack is aimed at: nouns after "on", "against", "at" and the like that are no time of day."""
    accused = blamed(token.head) if token.head.i != token.i else []
    found = [t for t in obliques(token, *AIMED, *more) if t not in accused]
    return [
        t
        for t in found
        if t.ent_type_ not in ("DATE", "TIME") and t.pos_ != "NUM" and t.lemma_.lower() not in role_words("hours")
    ]


def blamed(verb: Token) -> list[Token]:
    """On whom a deed is blamed or pinned, whether the parser hung him on the verb or on the deed."""
    if verb.lemma_.lower() not in role_words("blaming"):
        return []
    deeds = [d for d in children(verb, "obj", "xcomp") if is_abstract(d)]
    return [*obliques(verb, "on"), *(t for d in deeds for t in obliques(d, "on"))]


def is_abstract(noun: Token) -> bool:
    """Whether a noun names a deed or an idea, so that a speech act is about it and not aimed at it."""
    return noun.lemma_.lower() in words("abstract")


def is_thing(noun: Token) -> bool:
    """Whether a noun names what nobody can ask, threaten or punish: money, power lines, guns, a bridge."""
    return is_goods(noun) or is_weapon(noun) or (noun.pos_ == "NOUN" and noun.lemma_.lower() in words("things"))


def is_goods(noun: Token) -> bool:
    """Whether a noun names what is paid, supplied, thrown or switched off."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in role_words("goods") and not is_human(noun)


def is_human(noun: Token) -> bool:
    """Whether a noun stands for people or their bodies by itself, not for where they are or what they do."""
    if noun.pos_ == "PRON" or noun.ent_type_ in ("ORG", "NORP", "PERSON"):
        return True
    kinds = ("government", "military", "police", "fighters", "people")
    lemma = noun.lemma_.lower()
    forms = {noun.lower_, f"{noun.lower_}s"} if noun.tag_ == "NN" else {noun.lower_}
    return any(forms & words(k) for k in kinds) or lemma in words("holders") or lemma in role_words("bodies")


def is_weapon(noun: Token) -> bool:
    """Whether a noun names a thing that does harm but is moved by somebody."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in role_words("weapons")


def possessives(noun: Token) -> list[Token]:
    """Whose a thing or deed is: "its", "the army's"."""
    return [m for m in children(noun, "nmod") if m.dep_ == "nmod:poss"]


def modifiers(noun: Token) -> list[Token]:
    """Capitalised modifiers that may say whose a deed is: a Turkish airstrike does, a Kabul bombing says where."""
    found = [
        m
        for m in children(noun, "amod", "compound")
        if m.text[:1].isupper()
        and m.ent_type_ not in ("DATE", "LOC", "FAC")
        and m.text.lower() not in role_words("feasts")
        and not _only_opens(m)
    ]
    return [m for m in found if m.ent_type_ != "GPE" or country_named(m.text)]


def _only_opens(modifier: Token) -> bool:
    """Whether a plain word is capitalised because its sentence begins with it: "Initial investigations", "Suicide bombings"."""
    return bool(modifier.is_sent_start) and modifier.pos_ in ("ADJ", "NOUN") and not modifier.ent_type_


def doer(noun: Token) -> Token | None:
    """Who stands behind a weapon or a deed: "a bomb planted by X", "fire from X", "X's shells", "an X raid"."""
    if (agent := by_agent(noun)) is not None:
        return agent
    for clause in children(noun, "acl"):
        if is_passive(clause) and (found := [*obliques(clause, "by"), *obliques(clause, "from")]):
            return found[0]
    found = [*obliques(noun, "from"), *possessives(noun), *modifiers(noun)]
    return next((f for f in found if f.ent_type_ != "DATE"), None)
