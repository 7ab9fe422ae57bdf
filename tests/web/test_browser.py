"""Pages in a real browser: keys, zoom, downloads, print, and nothing that axe-core finds or that leaves this computer."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from serving import PASSWORD, application
from test_pages import conflict_of, every_page

import truceline
from truceline.record import Store
from truceline.web.access import Role
from truceline.web.people import users

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip("there is no /usr/bin/chromium (Debian: apt-get install chromium)", allow_module_level=True)
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (pip install 'truceline[dev]')"
)
axe_api = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def base(war_store: Store) -> Iterator[str]:
    """The address of a server over the war, at which ann may review."""
    users.add(war_store, "ann", Role.REVIEWER, PASSWORD)
    server = uvicorn.Server(uvicorn.Config(application(war_store), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class Watched:
    """A page of the browser, with what it complained of and what it asked other hosts for."""

    def __init__(self, browser: Any, base: str, **options: Any) -> None:
        self.context = browser.new_context(accept_downloads=True, **options)
        self.page, self.base = self.context.new_page(), base
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.elsewhere.append(request.url)

    def go(self, path: str) -> Any:
        self.page.goto(f"{self.base}{path}", wait_until="networkidle")
        return self.page

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.page.fill("[name=name]", "ann")
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(f"{self.base}/")


@pytest.fixture
def watched(browser: Any, base: str) -> Iterator[Watched]:
    """A page that must not complain nor ask any other host."""
    made = Watched(browser, base, viewport={"width": 1280, "height": 900})
    yield made
    assert made.complaints == []
    assert made.elsewhere == []
    made.context.close()


def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what the page has sent but not yet been answered."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def violations(page: Any) -> list[str]:
    found = axe_api.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')[:300]}" for v in found]


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
def test_axe_finds_nothing_on_any_page(browser: Any, base: str, war_store: Store, look: str) -> None:
    size = {"width": 390, "height": 800} if look == "phone" else {"width": 1280, "height": 900}
    made = Watched(browser, base, viewport=size, color_scheme="dark" if look == "dark" else "light")
    made.sign_in()
    found = {}
    for path in every_page(war_store):
        page = made.go(path)
        found[path] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the window"
    made.context.close()
    assert {path: v for path, v in found.items() if v} == {}
    assert (made.complaints, made.elsewhere) == ([], [])


def test_dragging_along_the_timeline_zooms_in(watched: Watched, war_store: Store) -> None:
    page = watched.go(f"/conflict/{conflict_of(war_store)}")
    box = page.locator("[data-brush] svg").bounding_box()
    y = box["y"] + box["height"] * 0.6
    page.mouse.move(box["x"] + box["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=5)
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=\d{4}-\d\d-\d\d&until=\d{4}"))
    assert page.locator("[data-brush] svg").get_attribute("data-start") >= "2021-10-01"
    page.click("text=All time")
    page.wait_for_url(re.compile(r"/conflict/\w+$"))
    page.get_by_label("Weeks").check()
    page.wait_for_url(re.compile("every=week"))
    assert page.locator("details table tbody tr").count() > 50


def test_the_map_and_timeline_can_be_saved_as_png_svg_and_csv(watched: Watched, war_store: Store) -> None:
    page = watched.go(f"/conflict/{conflict_of(war_store)}")
    begins = {"SVG": b"<?xml", "PNG": b"\x89PNG", "CSV": b"start,end"}
    for kind, first in begins.items():
        with page.expect_download() as waiting:
            page.locator(".save").first.get_by_text(kind, exact=False).first.click()
        assert Path(waiting.value.path()).read_bytes().startswith(first)
        assert waiting.value.suggested_filename.endswith(kind.lower())


def test_filters_send_themselves(watched: Watched, war_store: Store) -> None:
    page = watched.go(f"/conflict/{conflict_of(war_store)}/terms")
    page.get_by_label("Kind").select_option("offer")
    page.wait_for_url(re.compile("kind=offer"))
    assert set(page.locator(".term").all_inner_texts()) == {"offer"}


def test_a_mark_in_a_report_leads_to_its_claim_which_is_corrected_there(watched: Watched, war_store: Store) -> None:
    claim = war_store.find("attacked", limit=1)[0]
    watched.sign_in()
    page = watched.go(f"/report/{claim.report}")
    page.locator(f'mark[data-claims~="{claim.id}"]').first.click()
    card = page.locator(f"#c-{claim.id}")
    assert "lit" in card.get_attribute("class")
    card.get_by_text("Correct", exact=True).click()
    card.get_by_label("Killed").fill("41..")
    card.get_by_label("Why").fill("the hospital's list")
    card.get_by_text("Save corrections").click()
    page.wait_for_load_state("networkidle")
    assert "41 or more killed" in page.locator(f"#c-{claim.id}").inner_text()
    assert war_store.history(claim.id)[-1].why == "the hospital's list"


def test_a_person_reviews_by_keys_alone(watched: Watched, war_store: Store) -> None:
    watched.sign_in()
    page = watched.go("/review")
    order = [c.get_attribute("data-claim") for c in page.locator(".item").all()]
    press = page.keyboard.press
    press("a")
    press("r")
    press("j")
    press("k")
    press("e")
    page.locator(f"#c-{order[2]} [name=killed]").wait_for()
    page.locator(f"#c-{order[2]} [name=killed]").fill("9")
    press("Enter")
    sync_api.expect(page.locator("[data-tally]")).to_have_text("3 checked")
    until(lambda: len(war_store.history(order[2])) > 1)
    assert [war_store.claim(c).verdict for c in order[:2]] == ["accepted", "rejected"]
    killed = war_store.claim(order[2]).claim.killed
    assert killed is not None
    assert killed.high == 9
    press("u")
    sync_api.expect(page.locator("[data-tally]")).to_have_text("2 checked")
    until(lambda: war_store.claim(order[2]).claim.killed != killed)


def test_a_hundred_claims_are_judged_without_a_wait(watched: Watched, war_store: Store) -> None:
    watched.sign_in()
    page = watched.go("/review")
    began = time.monotonic()
    for n in range(100):
        at = page.locator(".item.at").get_attribute("data-claim")
        page.keyboard.press("a" if n % 3 else "r")
        sync_api.expect(page.locator(".item.at")).not_to_have_attribute("data-claim", at)
    until(lambda: sum(1 for c in war_store.find(rejected=True, limit=None) if c.verdict) == 100)
    took = time.monotonic() - began
    assert took < 60, f"{took:.0f} s of ten minutes went into waiting"


def test_the_theme_is_switched_and_kept(watched: Watched) -> None:
    page = watched.go("/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate(ground)
    watched.go("/sources")
    assert (page.evaluate(ground) == dark) and dark != light


def test_a_conflict_prints_without_controls(watched: Watched, war_store: Store) -> None:
    page = watched.go(f"/conflict/{conflict_of(war_store)}")
    assert page.pdf()[:4] == b"%PDF"
    page.emulate_media(media="print")
    assert page.locator("header.top").is_hidden()
    assert page.locator("[data-brush] svg").is_visible()


def test_pages_work_without_scripts(browser: Any, base: str, war_store: Store) -> None:
    made = Watched(browser, base, java_script_enabled=False)
    made.page.goto(f"{base}/conflict/{conflict_of(war_store)}")
    made.page.fill("[name=since]", "2021-10-01")
    made.page.get_by_role("button", name="Show").click()
    assert "since=2021-10-01" in made.page.url
    made.page.fill("#find", "talks")
    made.page.get_by_role("search").get_by_role("button").click()
    assert made.page.locator(".claim").count() > 0
    made.context.close()


def test_a_record_without_anything_has_a_first_page(browser: Any, tmp_path: Path) -> None:
    with truceline.open(tmp_path / "empty.db") as store:
        from serving import asking

        page = asking(application(store)).get("/")
    assert "No conflicts yet" in page.text
