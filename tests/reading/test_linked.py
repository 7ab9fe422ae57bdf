"""Parties by learned links: they fill what the rules leave empty, and yield to what the rules know better."""

from dataclasses import replace

import numpy as np
import pytest

from truceline.claim import Entity
from truceline.language.links import PARTS, ROLES, STEPS, WIDTH, Links
from truceline.reading.drafts import drafts_of
from truceline.reading.linked import with_linked
from truceline.reading.reader import Reader, prepare
from truceline.report import Report

TEXT = "The Lowland Front is at war with Melkora's army. A village was attacked on Monday."


def linked(reader: Reader, to: str, *, actors: tuple[Entity, ...] = (), by: str = "subject"):
    """Who attacked, when the links of the attack lead to one word, and the rules have found some actors."""
    doc = reader.language(TEXT)
    deed, word = (next(t.i for t in doc if t.text == text) for text in ("attacked", to))
    words = np.array([t.i for t in doc if not t.is_space])
    parts = {name: np.zeros((len(words), width), np.float32) for name, width in PARTS.items()}
    parts["asks"][np.flatnonzero(words == deed), :WIDTH] = 3.0
    parts["offers"][np.flatnonzero(words == word), :WIDTH] = 3.0
    doc.insight.links = Links(**parts, apart=np.zeros((len(ROLES), len(STEPS) + 1), np.float32), token_of_word=words)
    reading = prepare(Report(id="t", text=TEXT), doc)
    draft = next(d for d in drafts_of(reading) if d.candidate.trigger.i == deed)
    draft = replace(draft, actors=actors, arguments=replace(draft.arguments, actor_by=by))
    return with_linked(draft, reading.parties)


def test_an_actor_whom_no_rule_finds_is_whom_the_links_name(reader):
    found = linked(reader, "Front")
    assert [e.name for e in found.actors] == ["Lowland Front"]
    assert found.arguments.actor_by.startswith("link, ")


@pytest.mark.parametrize(("by", "who"), [("subject", "Lowland Front"), ("behind the weapon", "gunners")])
def test_a_party_gives_way_only_where_a_plain_rule_found_it(reader, by, who):
    found = linked(reader, "Front", actors=(Entity(name="gunners"),), by=by)
    assert [e.name for e in found.actors] == [who]


def test_whom_an_attack_hits_is_not_its_doer(reader):
    assert linked(reader, "village").actors == ()


def test_without_a_model_of_links_nothing_changes(reader):
    doc = reader.language(TEXT)
    doc.insight.links = None
    reading = prepare(Report(id="t", text=TEXT), doc)
    assert all(with_linked(d, reading.parties) is d for d in drafts_of(reading))


def test_the_shipped_model_links_a_doer_to_his_deed(reader):
    doc = reader.language("MARA, March 3 - Gunmen of the Lowland Front attacked a convoy near Beledo, officials said.")
    deed = next(t.i for t in doc if t.text == "attacked")
    chances, nobody = doc.insight.links.likely([deed], "actor")
    best = max(chances, key=chances.get)
    assert doc.tokens[best].text in ("Gunmen", "Lowland", "Front")
    assert chances[best] > nobody
