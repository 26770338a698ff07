"""The documents tell the truth: the commands in them give the output shown, and every option is there.

The shown output is written by `python -m tests.test_docs --write`.
"""

from __future__ import annotations

import contextlib
import doctest
import functools
import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from newsextract import __version__
from newsextract.cli import command
from newsextract.records import OfficialRecord, QuoteRecord
from newsextract.schema import keys
from tests.conftest import ROOT, environment

READMES = ("README.md", "README.ko.md")
_BLOCK = re.compile(r"^```(console|pycon|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: The first cell of a row that explains an option or a key.
_ROW = re.compile(r"^\| ((?:`[^`|]*`(?:, )?)+) \|", re.MULTILINE)
_LOCAL_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(text: str, *languages: str) -> list[tuple[str, str]]:
    """The fenced blocks of some languages, as pairs of language and content."""
    return [(language, body) for language, body in _BLOCK.findall(text) if language in languages]


def typed(language: str, body: str) -> tuple[str, ...]:
    """What the reader of a block types: the lines after a prompt."""
    prompts = ("$ ",) if language == "console" else (">>> ", "... ")
    return tuple(line for line in body.splitlines() if line.startswith(prompts))


@functools.cache
def transcript(language: str, lines: tuple[str, ...]) -> str:
    """What a terminal shows when the lines are typed, prompts included."""
    return console(lines) if language == "console" else session(lines)


def console(lines: tuple[str, ...]) -> str:
    """Run each line in a shell in the project's folder; both streams are shown, as on a terminal of 100 columns."""
    shown = []
    for line in lines:
        script = f'newsextract() {{ "{sys.executable}" -m newsextract "$@"; }}\n{line.removeprefix("$ ")}'
        run = subprocess.run(
            ["sh", "-c", script],
            env=environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        shown.append(f"{line}\n{run.stdout.decode()}")
    return "".join(shown)


def session(lines: tuple[str, ...]) -> str:
    """Type the lines into one Python session."""
    shown = []
    names: dict[str, Any] = {}
    for example in doctest.DocTestParser().get_examples("\n".join(lines) + "\n"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(example.source, "<README>", "single"), names)
        prompts = [">>> "] + ["... "] * example.source.count("\n")
        source = example.source.splitlines()
        shown += [prompt + line + "\n" for prompt, line in zip(prompts, source, strict=False)]
        shown.append(printed.getvalue())
    return "".join(shown)


def refreshed(text: str) -> str:
    """A document with the output of all its commands as it is now."""

    def block(match: re.Match[str]) -> str:
        language, body = match.groups()
        if language == "sh":
            return match.group()
        return f"```{language}\n{transcript(language, typed(language, body))}```"

    return _BLOCK.sub(block, text)


def every_block() -> list[Any]:
    """The blocks with commands and output, for a parametrized test."""
    return [
        pytest.param(language, body, id=f"{name}-{number}")
        for name in READMES
        for number, (language, body) in enumerate(blocks((ROOT / name).read_text("utf-8"), "console", "pycon"))
    ]


@pytest.mark.parametrize(("language", "body"), every_block())
def test_commands_give_the_output_shown(language: str, body: str) -> None:
    assert typed(language, body)
    assert body == transcript(language, typed(language, body)), "run `python -m tests.test_docs --write`"


def test_both_languages_show_the_same() -> None:
    english, korean = ((ROOT / name).read_text("utf-8") for name in READMES)
    assert blocks(english, "console", "pycon") == blocks(korean, "console", "pycon")
    without_comments = [
        [(language, re.sub(r" *#.*", "", body)) for language, body in blocks(text, "sh")] for text in (english, korean)
    ]
    assert without_comments[0] == without_comments[1]
    assert _ROW.findall(english) == _ROW.findall(korean)


@pytest.mark.parametrize("name", READMES)
def test_every_option_is_documented(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for found in command.commands.values():
        for parameter in found.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    assert f"`{option}`" in text, f"{option} of {found.name}"


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize(("shape", "record"), [("officials", OfficialRecord), ("quotes", QuoteRecord)])
def test_the_keys_of_records_are_documented_in_their_order(name: str, shape: str, record: type) -> None:
    (row,) = re.findall(rf"^\| `{shape}` \| (`schema`.*) \|$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == ["schema", *keys(record)]


@pytest.mark.parametrize("name", [*READMES, "CHANGELOG.md", "samples/README.md"])
def test_local_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for link in _LOCAL_LINK.findall(path.read_text("utf-8")):
        assert (path.parent / link).exists(), link


def test_the_changelog_begins_with_this_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == __version__


@pytest.mark.parametrize("name", READMES)
def test_the_first_thing_is_a_sentence_and_a_command(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    before, _, _ = text.partition("```console\n$ newsextract extract samples/")
    assert len(before.splitlines()) < 10
    assert before.startswith("# newsextract\n\n`newsextract`")


def test_shell_completion_works_as_shown() -> None:
    shown = set(re.findall(r"(_NEWSEXTRACT_COMPLETE)=(\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert len(shown) == 1
    ((variable, value),) = shown
    env = environment({variable: value})
    line = [sys.executable, "-m", "newsextract"]
    run = subprocess.run(line, env=env, cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, b"complete" in run.stdout) == (0, True)
    completing = env | {variable: "bash_complete", "COMP_WORDS": "newsextract extract --pub", "COMP_CWORD": "2"}
    run = subprocess.run(line, env=completing, cwd=ROOT, capture_output=True, check=False)
    assert run.stdout.decode().split() == ["plain,--published"]


def write() -> None:
    """Write the output of all commands into the documents."""
    for name in READMES:
        path = Path(ROOT / name)
        path.write_text(refreshed(path.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.test_docs --write")
    write()
