"""A real PostgreSQL server for the tests, in a folder of its own, run by a user who is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

WHERE = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/opt/homebrew/opt")


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, of the newest PostgreSQL here; None where there is none."""
    found = [p for base in WHERE for p in Path(base).glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path))
    return max(found).parent if found else None


class Server:
    """One server that listens on a socket in its folder alone."""

    def __init__(self, bin: Path) -> None:
        self.bin = bin
        self.folder = Path(tempfile.mkdtemp(prefix="truceline-pg-"))
        self.user = _unprivileged() if os.geteuid() == 0 else None
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-A", "trust", "-U", "truceline", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=30"
        self._run("pg_ctl", "-o", options, "-w", "-l", str(self.folder / "log"), "start")

    def stop(self) -> None:
        """Stop it at once, whatever it is doing."""
        self._run("pg_ctl", "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://truceline@/{database}?host={self.folder}"

    def remove(self) -> None:
        """Stop it and leave nothing of it."""
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *args: str) -> None:
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        command = [str(self.bin / program), "-D", str(self.folder / "data"), *args]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(command, check=True, cwd=self.folder, **quiet, **who)


def _unprivileged() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("no unprivileged user to run PostgreSQL as")
