"""Names that stand beside a noun and tell who is meant: "the leader of Ansar Allah, Abdelmalik al-Houthi", "the coalition known as Baz Lagon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.language.document import Token
from truceline.language.state_bodies import body_name
from truceline.reading.syntax import children, obliques, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.parties import Parties


def called(parties: Parties, token: Token) -> str | None:
    """The name of "the coalition known as Baz Lagon" and of the state in "its former ruler, Vestmark"."""
    for clause in children(token, "acl"):
        if clause.lower_ in ("known", "called", "named"):
            named = [o for o in (*obliques(clause, "as"), *children(clause, "xcomp", "obj")) if o.pos_ == "PROPN"]
            return parties.proper(named[0]) if named else None
    state = next((s for c in children(token, "appos") if (s := parties.coreference.states.named(c.text))), "")
    return body_name("government", state) if state and token.tag_ == "NN" else None


def named_holder(parties: Parties, token: Token) -> str | None:
    """The person of "the leader of Ansar Allah, Abdelmalik al-Houthi"."""
    if token.pos_ == "NOUN" or token.lower_ in words("holders"):
        for c in children(token, "appos"):
            for named in (c, *children(c, "flat")):  # "the catechist, Sister Apolonia Reku"
                if named.ent_type_ == "PERSON" and named.text not in words("titles"):
                    return parties.proper(named)
    if token.pos_ != "NOUN":
        return _titled_after(parties, token)
    if token.tag_ != "NNS" and token.lower_ in words("named_bodies") and (body := _body_after(parties, token)):
        return body
    after = parties.doc[token.i + 1 : token.i + 4]
    if (
        len(after) == 3
        and after[0].text == ","
        and (ent := parties.ent_of(after[1])) is not None
        and ent.label_ == "PERSON"
    ):
        closed = ent.end < len(parties.doc) and parties.doc[ent.end].text in (",", ".")
        return parties.proper(ent.root) if closed and token.lower_ in words("holders") else None
    return None


def _body_after(parties: Parties, token: Token) -> str | None:
    """The body of "Tokoro's party, the National Alliance," and of "the newspaper Zorza"."""
    i = token.i + 1
    while i < len(parties.doc) - 1 and i <= token.i + 2 and parties.doc[i].lower_ in (",", "the"):
        i += 1
    ent = parties.ent_of(parties.doc[i]) if i < len(parties.doc) else None
    if ent is None or ent.label_ != "ORG" or ent.start != i:
        return None
    closed = ent.end < len(parties.doc) and parties.doc[ent.end].text in (",", ".", "—", ";")
    direct = i == token.i + 1 and token.i in (ent.root.head.i, *(c.i for c in ent.root.children))
    return parties.proper(ent.root) if direct or (closed and parties.doc[token.i + 1].text == ",") else None


def _titled_after(parties: Parties, token: Token) -> str | None:
    """The person of "the United Nations Special Envoy for Yemen, Martin Griffiths,"."""
    office = parties.ent_of(token)
    if office is None or office.label_ == "PERSON" or not any(t.lower_ in words("holders") for t in office):
        return None
    if office.end + 1 >= len(parties.doc) or parties.doc[office.end].text != ",":
        return None
    person = parties.ent_of(parties.doc[office.end + 1])
    return parties.proper(person.root) if person is not None and person.label_ == "PERSON" else None


def introduced_body(parties: Parties) -> str | None:
    """The one body that the report introduces by what it is: "the armed organisation Mendiko Sua"."""
    found = set()
    for noun in parties.doc[:-1]:
        name = noun.nbor()
        if noun.pos_ != "NOUN" or noun.lower_ not in words("named_bodies") or name.pos_ != "PROPN":
            continue
        if noun.i in (name.head.i, name.head.head.i) or noun.head.i in (name.i, name.head.i):
            found.add(parties.own_name(name.head if universal(name) in ("flat", "compound") else name))
    return found.pop() if len(found) == 1 else None
