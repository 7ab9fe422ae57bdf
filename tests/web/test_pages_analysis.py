"""The estimate of whether violence moved with the talks, as a page, as files and over REST."""

from __future__ import annotations

import asyncio
import html
import sys
import threading
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from serving import application, asking
from test_pages import conflict_of

from truceline.errors import NoEstimateError
from truceline.record import Store
from truceline.web.charts.inline import inline

pytest.importorskip("statsmodels", reason="the extra truceline[analysis] is not installed")


@pytest.fixture
def reading(war_store: Store) -> TestClient:
    return asking(application(war_store))


def test_the_page_gives_the_estimate_what_it_rests_on_and_what_it_does_not_show(
    reading: TestClient, war_store: Store
) -> None:
    conflict = conflict_of(war_store)
    assert f'href="/conflict/{conflict}/analysis"' in reading.get(f"/conflict/{conflict}").text
    page = reading.get(f"/conflict/{conflict}/analysis").text
    said = reading.get(f"/api/v1/conflicts/{conflict}/analysis").json()
    assert said["refused"] == []
    assert said["effects"][0]["low"] < said["effects"][0]["ratio"] < said["effects"][0]["high"]
    for words in (said["finding"], said["basis"], *said["caveats"], said["method"]):
        assert html.escape(words, quote=False) in html.unescape(page) or words in html.unescape(page)
    assert page.count(' role="img" aria-label="') == page.count("<figure") >= 2
    assert " style=" not in page
    assert "<style" not in page


def test_violence_is_set_against_what_the_address_says(reading: TestClient, war_store: Store) -> None:
    conflict = conflict_of(war_store)
    for treat in ("talks", "ceasefire", "offer"):
        page = reading.get(f"/conflict/{conflict}/analysis?treat={treat}").text
        assert f'href="/conflict/{conflict}/analysis?treat={treat}" aria-current="page"' in page
        assert reading.get(f"/api/v1/conflicts/{conflict}/analysis?treat={treat}").json()["treat"] == treat
    for path in (f"/conflict/{conflict}/analysis", f"/api/v1/conflicts/{conflict}/analysis"):
        assert reading.get(f"{path}?treat=rain").status_code == 422
        assert reading.get(path.replace(conflict, "none")).status_code == 404


def test_the_report_and_every_table_can_be_kept(reading: TestClient, war_store: Store) -> None:
    conflict = conflict_of(war_store)
    page = reading.get(f"/conflict/{conflict}/analysis").text
    links = [part.split('"')[0] for part in page.split('href="') if f"{conflict}/analysis/" in part.split('"')[0]]
    assert len(links) == 9
    begins = {"html": b"<!doctype html>", "pdf": b"%PDF", "csv": b""}
    for link in links:
        answer = reading.get(html.unescape(link))
        kind = link.partition("?")[0].rpartition(".")[2]
        assert answer.content.startswith(begins[kind]), link
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert reading.get(f"/conflict/{conflict}/analysis/x.csv").status_code == 404
    sheet = reading.get(f"/api/v1/conflicts/{conflict}/analysis?format=csv")
    assert sheet.text.startswith("outcome,actor,ratio,low,high")


def test_where_the_weeks_carry_no_estimate_it_says_why(
    reading: TestClient, war_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: Any, **__: Any) -> Any:
        raise NoEstimateError(("only 3 weeks in all, and 40 are needed", "<b>no</b> attacks"))

    monkeypatch.setattr("truceline.analysis.analysis.analyse", none)
    conflict = conflict_of(war_store)
    answer = reading.get(f"/conflict/{conflict}/analysis")
    assert answer.status_code == 200
    assert "only 3 weeks in all, and 40 are needed." in answer.text
    assert "<b>no</b>" not in answer.text
    assert "analysis/report.pdf" not in answer.text
    refused = reading.get(f"/conflict/{conflict}/analysis/report.pdf")
    assert refused.status_code == 422
    assert "40 are needed" in refused.text
    said = reading.get(f"/api/v1/conflicts/{conflict}/analysis").json()
    assert (said["finding"], said["effects"], len(said["refused"])) == (None, [], 2)


def test_without_the_extra_it_says_how_to_get_it(
    reading: TestClient, war_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.api", None)
    conflict = conflict_of(war_store)
    answer = reading.get(f"/conflict/{conflict}/analysis")
    assert answer.status_code == 200
    assert 'pip install "truceline[analysis]"' in html.unescape(answer.text)
    [why] = reading.get(f"/api/v1/conflicts/{conflict}/analysis").json()["refused"]
    assert "pip install" in why
    assert reading.get(f"/conflict/{conflict}/analysis/report.html").status_code == 501


def test_other_pages_are_given_out_while_many_wait_for_an_estimate(
    war_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, begun = threading.Event(), threading.Event()
    times = []

    def slow(*_: Any, **__: Any) -> Any:
        times.append(1)
        begun.set()
        may_end.wait(30)
        raise NoEstimateError(("slow",))

    monkeypatch.setattr("truceline.analysis.analysis.analyse", slow)
    app, conflict = application(war_store), conflict_of(war_store)

    async def ask() -> tuple[list[httpx.Response], httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:  # fmt: skip
            waiting = [asyncio.create_task(web.get(f"/conflict/{conflict}/analysis")) for _ in range(12)]
            await asyncio.to_thread(begun.wait, 30)
            other = await asyncio.wait_for(web.get("/sources"), 20)
            may_end.set()
            return await asyncio.gather(*waiting), other

    answers, other = asyncio.run(ask())
    assert other.status_code == 200
    assert {a.status_code for a in answers} == {200}
    assert len(times) == 1


def test_a_drawing_keeps_its_looks_without_styles() -> None:
    drawn = inline(
        '<svg role="img" width="9"><style type="text/css">*{x: y}</style><path style="fill: #fff; stroke-width: 2"/>'
        "<text style=\"font: bold 9px 'DejaVu Sans', sans-serif; text-anchor: middle\">a &lt;b&gt;</text></svg>"
    )
    assert drawn == (
        '<svg stroke-linejoin="round" stroke-linecap="butt" role="img" width="9"><path fill="#fff" stroke-width="2"/>'
        '<text font-size="9px" font-family="\'DejaVu Sans\', sans-serif" font-weight="bold" text-anchor="middle">'
        "a &lt;b&gt;</text></svg>"
    )
