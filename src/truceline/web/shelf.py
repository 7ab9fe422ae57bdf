"""Answers as they were sent, to be sent again to those who did not say who they are while the record stays the same."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from starlette.types import Message, Receive, Scope, Send

Key = tuple[object, ...]
_OF_BODIES = (b"content-length", b"content-type")


def held(said: str, tag: str) -> bool:
    """Whether If-None-Match names the tag (RFC 9110, weak comparison)."""
    opaque = tag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") in (opaque, "*") for one in said.split(",")) if said else False


@dataclass(frozen=True)
class Sent:
    """An answer with its tag, all its headers and its body."""

    tag: str
    headers: list[tuple[bytes, bytes]]
    body: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it again; without its body where the asker has that already."""
        said = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
        if held(said.decode("latin-1"), self.tag):
            headers = [(name, value) for name, value in self.headers if name not in _OF_BODIES]
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class Shelf:
    """Keeps the answers that were asked for last, up to `most` bytes of bodies. Not for more than one thread."""

    def __init__(self, most: int) -> None:
        self.most, self._held, self._stamp = most, 0, ""
        self._answers: OrderedDict[Key, Sent] = OrderedDict()

    def find(self, stamp: str, key: Key) -> Sent | None:
        """The answer that was sent for a key in the record of this stamp."""
        if stamp != self._stamp:
            self._answers.clear()
            self._stamp, self._held = stamp, 0
        found = self._answers.get(key)
        if found:
            self._answers.move_to_end(key)
        return found

    def keep(self, stamp: str, key: Key, sent: Sent) -> None:
        """Keep an answer, if the record is still that of this stamp."""
        if stamp != self._stamp or key in self._answers:
            return
        self._answers[key] = sent
        self._held += len(sent.body)
        while self._held > self.most:
            self._held -= len(self._answers.popitem(last=False)[1].body)


class Copyist:
    """Passes an answer on and keeps it, where it is whole, good and has a tag."""

    def __init__(self, send: Send, shelf: Shelf, stamp: str, key: Key) -> None:
        self._send, self._shelf, self._at = send, shelf, (stamp, key)
        self._headers: list[tuple[bytes, bytes]] = []

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start" and message["status"] == 200:
            self._headers = list(message["headers"])
        elif message["type"] == "http.response.body" and not message.get("more_body"):
            tag = next((value for name, value in self._headers if name.lower() == b"etag"), None)
            if tag:
                self._shelf.keep(*self._at, Sent(tag.decode("latin-1"), self._headers, message.get("body", b"")))
        await self._send(message)
