"""Figures, the map's data, and texts cut at the spans of claims."""

from __future__ import annotations

import datetime as dt
import gzip
import xml.etree.ElementTree as ET
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.gazetteer import countries
from truceline.processes.process import Bin, Phase, PhaseSpan, Step, StepKind
from truceline.web.charts import bars, geography, map, timeline
from truceline.web.charts.paper import PAPER
from truceline.web.charts.scales import nice, ticks
from truceline.web.charts.svg import Pen, as_file
from truceline.web.pages.claim import local
from truceline.web.pages.segments import segments

MONDAY = dt.date(2021, 10, 4)
WEEK = dt.timedelta(days=7)
SVG = "{http://www.w3.org/2000/svg}"


def a_bin(n: int, **said: int | None) -> Bin:
    start = MONDAY + n * WEEK
    known = {"attacks": 2, "killed_low": 5, "killed_high": 9, "injured_low": 0, "steps": 1} | said
    return Bin(start, start + WEEK - dt.timedelta(days=1), phase=Phase.TALKS, **known)  # type: ignore[arg-type]


def a_step(kind: StepKind, day: dt.date, **rest: object) -> Step:
    from truceline.incidents import Standing

    known = {"words": "held <talks>", "planned": False, "incident": "i1", "claims": ("c1",)} | rest
    return Step(kind, start=day, end=None, by=(), to=(), hosts=(), mediators=(), standing=Standing.REPORTED, condition=None, **known)  # type: ignore[arg-type]  # fmt: skip


def drawn(*, paper: bool) -> ET.Element:
    phases = [PhaseSpan(Phase.TALKS, MONDAY, None, "talks", "", (), ())]
    steps = [a_step(kind, MONDAY + n * WEEK) for n, kind in enumerate(StepKind)]
    shown = timeline.Timeline([a_bin(n) for n in range(len(StepKind))], steps, phases)
    return ET.fromstring(str(timeline.draw(shown, Pen(paper=paper), label="A & B")))


def of_class(root: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in root.iter() if name in e.get("class", "").split()]


def test_a_timeline_draws_each_step_and_attack_and_names_its_phase() -> None:
    root = drawn(paper=False)
    assert len(root.findall("a")) == len(StepKind)
    assert len(of_class(root, "attacks")) == len(StepKind)
    assert "1 talks" in [e.text for e in root.iter("text")]
    assert root.get("aria-label") == "A & B"


def test_violence_hangs_below_the_line_of_time_and_steps_stand_above() -> None:
    root = drawn(paper=False)
    line = float(of_class(root, "time")[0].get("y1", ""))
    assert all(float(e.get("y", "")) > line for e in (*of_class(root, "attacks"), *of_class(root, "killed")))
    assert all(float(e.get("cy", "")) < line for e in root.iter("circle"))


def test_a_figure_to_keep_has_its_colours_and_needs_no_stylesheet() -> None:
    root = drawn(paper=True)
    assert root.tag == f"{SVG}svg"
    painted = [e for e in root.iter() if e.get("class")]
    assert all(set(e.get("class", "").split()) <= set(PAPER) for e in painted)
    assert not list(root.iter(f"{SVG}a"))


def test_every_class_on_paper_has_its_look_on_pages() -> None:
    css = (files("truceline.web") / "static" / "charts.css").read_text()
    missing = {name for name in PAPER if f".{name}" not in css} - {"ground", "label"}
    assert missing == set()


def test_text_in_a_figure_is_escaped() -> None:
    row = [bars.Bar("<script>alert(1)</script>", (3,))]
    text = as_file(bars.draw(row, (bars.Column("Claims", "does"),), Pen(paper=True), label='"><script>'))
    assert "<script>" not in text
    ET.fromstring(text.encode())


@pytest.mark.parametrize(("most", "top"), [(0, 1), (1, 1), (3, 5), (11, 20), (99, 100), (1234, 2000)])
def test_scales_end_at_round_numbers(most: int, top: int) -> None:
    assert nice(most) == top


@given(st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 20_000))
def test_marks_of_time_lie_within_it_in_order_and_are_few(start: dt.date, days: int) -> None:
    end = start + dt.timedelta(days=days)
    found = [t.when for t in ticks(start, end)]
    assert found == sorted(set(found))
    assert all(start <= t <= end for t in found)
    assert len(found) <= 50


def test_places_lie_where_they_are_and_say_how_sure_that_is() -> None:
    peshawar = geography.locate("Peshawar", "PK")
    assert peshawar is not None
    assert (round(peshawar.latitude), round(peshawar.longitude), peshawar.exact) == (34, 72, True)
    region, nowhere = geography.locate("North Waziristan", "PK"), geography.locate("the far valley", "PK")
    assert region is not None
    assert nowhere == geography.middle("PK")
    assert (region.exact, region == nowhere) == (False, False)
    assert geography.locate("Peshawar", None) is None


def test_every_seat_of_a_region_is_a_known_town() -> None:
    known = geography._towns()
    assert [key for key, town in geography._seats().items() if (geography.fold(town), key[1]) not in known] == []


def test_the_towns_of_the_map_are_those_of_the_table() -> None:
    table = gzip.decompress((files("truceline") / "data" / "places.tsv.gz").read_bytes()).decode()
    rows = [line for line in table.splitlines() if not line.startswith("#")]
    assert len(geography._read("towns.txt.gz").splitlines()) == len(rows)


def test_almost_every_state_has_its_outline() -> None:
    missing = {c.iso2 for c in countries()} - set(geography.outlines())
    assert len(missing) <= 3, missing


def test_a_map_shows_its_places_within_the_picture() -> None:
    where = geography.locate("Peshawar", "PK")
    assert where is not None
    root = ET.fromstring(str(map.draw([map.Spot("Peshawar", where, 4, 9)], ["PK"], Pen(), label="Map")))
    (circle,) = list(root.iter("circle"))
    assert 0 < float(circle.get("cx", "")) < map.WIDTH
    assert len(list(root.iter("path"))) > 2
    ET.fromstring(str(map.draw([], [], Pen(), label="Nothing")))


@given(st.text("ab \n", min_size=1, max_size=60), st.data())
def test_segments_are_the_text_and_each_claim_covers_its_own_words(text: str, data: st.DataObject) -> None:
    spans = {}
    for n in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        spans[f"c{n}"] = (start, data.draw(st.integers(start + 1, len(text))))
    found = segments(text, spans)
    assert "".join(s.words for s in found) == text
    for claim, (start, end) in spans.items():
        assert "".join(s.words for s in found if claim in s.claims) == text[start:end]
        assert sum(claim in s.begins for s in found) == 1


@pytest.mark.parametrize("address", ["//a.b", "/\\a.b", "http://a.b", "javascript:x", "a", "/a\nb", "/\t/a.b"])
def test_an_address_elsewhere_is_not_gone_back_to(address: str) -> None:
    assert local(address) == ""
    assert local("/report/a#c-b") == "/report/a#c-b"
