"""What the tests share: one analyzer for the whole run, and the command as its users start it and read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from newsextract.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"

Command: TypeAlias = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor; its analyzer is loaded once, on first use."""
    from newsextract.pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def command() -> Command:
    """Run `newsextract` as a process of its own, with bytes in and out and without a terminal.

    Arguments are those of the command; keywords are those of `subprocess.run`, and `env` adds to the environment.
    """

    def run(*arguments: str | Path, env: dict[str, str] | None = None, **options: Any) -> Any:
        options = {"stdin": subprocess.DEVNULL, "timeout": 300, "cwd": ROOT, "check": False, **options}
        if "input" in options:
            del options["stdin"]
        if "stdout" not in options and "stderr" not in options:
            options["capture_output"] = True
        line = [sys.executable, "-m", "newsextract", *map(str, arguments)]
        return subprocess.run(line, env=environment(env), **options)

    return run


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start the command without waiting for it."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT, "env": environment(), **options}
    return subprocess.Popen([sys.executable, "-m", "newsextract", *arguments], **options)


def on_terminal(*arguments: str, streams: str, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run the command with some of its streams (`0`, `1`, `2`) on a terminal; return exit code and what is shown."""
    pty = pytest.importorskip("pty", reason="terminals are tested where Python can make one")
    terminal, ours = pty.openpty()
    given = {"0": "stdin", "1": "stdout", "2": "stderr"}
    options: dict[str, Any] = {
        name: ours if number in streams else subprocess.DEVNULL for number, name in given.items()
    }
    with start(*arguments, **options, start_new_session=True, **({"env": environment(env)} if env else {})) as process:
        os.close(ours)
        shown = b""
        try:
            while part := os.read(terminal, 65536):
                shown += part
        except OSError:  # how Linux says that the other side has closed the terminal
            pass
        os.close(terminal)
        return process.wait(60), shown.decode().replace("\r\n", "\n")


def lines(data: bytes) -> list[Any]:
    """JSON Lines as objects."""
    return [json.loads(line) for line in data.decode().splitlines()]


def errors(data: bytes) -> list[str]:
    """The lines of standard error, each of which must be one of ours."""
    told = data.decode().splitlines()
    assert [line for line in told if not line.startswith("newsextract: ")] == []
    return [line.removeprefix("newsextract: ") for line in told]


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a command under test: ours, without what changes the look of its output."""
    unwanted = {"COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "PYTHONIOENCODING", "PYTHONWARNINGS"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"TERM": "xterm-256color", "PYTHONPATH": _path_with_root()} | (extra or {})


def _path_with_root() -> str:
    """PYTHONPATH with the project first, so that the command is found from any folder."""
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
