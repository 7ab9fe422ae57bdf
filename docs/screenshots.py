"""Make the screenshots in docs/images/ anew: `python -m docs.screenshots --db record.db`.

Needs Debian's chromium, and the packages of `truceline[dev]`. The record stays as it is.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, sync_playwright

import truceline
from truceline.processes.of_record import list_in
from truceline.record import Store
from truceline.web.access import Role
from truceline.web.app import create_app
from truceline.web.people import users

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
IMAGES = Path(__file__).parent / "images"
WIDTH = 1280
YEARS = dt.timedelta(days=550)
"""The last days of the conflict that are shown."""
PASSWORD = "only for pictures"


@contextmanager
def served(store: Store) -> Iterator[str]:
    """The address of a server over a record, for as long as it is needed."""
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def shots(store: Store) -> Iterator[tuple[str, str, int]]:
    """The name of each picture, the page that it shows, and its height."""
    conflict = list_in(store)[0]
    since = (conflict.last or dt.date.today()) - YEARS
    reports: Any = store.reports()
    most_told = reports.sort_values(["claims", "id"], ascending=[False, True]).iloc[0]["id"]
    yield "conflict", f"/conflict/{conflict.id}?since={since}&every=week", 1180
    yield "report", f"/report/{most_told}", 900
    yield "review", "/review", 900


def take(page: Page, base: str, store: Store) -> None:
    """Sign in and take all pictures, in light; the conflict in dark too."""
    users.add(store, "reviewer", Role.REVIEWER, PASSWORD)
    page.goto(f"{base}/sign-in")
    page.fill("[name=name]", "reviewer")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    for name, path, height in shots(store):
        page.set_viewport_size({"width": WIDTH, "height": height})
        for scheme in ("light", "dark") if name == "conflict" else ("light",):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto(f"{base}{path}", wait_until="networkidle")
            ending = "-dark" if scheme == "dark" else ""
            page.screenshot(path=IMAGES / f"{name}{ending}.png")
            print(f"{name}{ending}.png: {path}")


def main() -> None:
    """Take the pictures of a copy of the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, required=True, help="an SQLite record with incidents and conflicts")
    given = parser.parse_args()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        with truceline.open(given.db, create=False) as original:
            original.backup(Path(folder) / "copy.db")
        with truceline.open(Path(folder) / "copy.db") as store, served(store) as base, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium") or CHROMIUM, args=FLAGS)
            take(browser.new_page(device_scale_factor=1.5), base, store)
            browser.close()


if __name__ == "__main__":
    main()
