"""Inputs: what is found, in which order, and that no failure stops or hides the others."""

from __future__ import annotations

import datetime
import inspect
import os
import sys
from pathlib import Path

import pytest

from newsextract import batch
from newsextract.batch import Failed, find_inputs, read_articles
from newsextract.errors import InputError
from newsextract.inputs import items
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.model import Article


def write(folder: Path, *names: str, text: str = "포항시는 9일 포럼을 열었다.") -> None:
    """Write files with the same text, and the folders they need."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(folder: Path, *globs: str) -> list[str]:
    """The files found in a folder, as paths within it; a failure as its message."""
    found = find_inputs([str(folder)], globs or ("*.txt",))
    return [f.failure.message if isinstance(f, Failed) else Path(f).relative_to(folder).as_posix() for f in found]


def headline(article: Article) -> str:
    """A step that needs no analyzer: the text. Some texts make it fail."""
    if "버그" in article.text:
        raise RuntimeError("안 됨")
    if "거절" in article.text:
        raise InputError("refused: say something else")
    return article.text.strip()


def messages(outcomes: list[str | Failed]) -> list[str]:
    """Outcomes as strings."""
    return [o if isinstance(o, str) else f"{o.failure.error}: {o.failure.message}" for o in outcomes]


def test_folders_are_walked_in_name_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/y/x.txt", "c/1.txt", "B.TXT", "가.txt", "10.txt", "9.txt")
    write(tmp_path, ".hidden/a.txt", ".b.txt", "notes.md", "b.jsonl")
    expected = ["10.txt", "9.txt", "B.TXT", "a/y/x.txt", "a/z.txt", "b.txt", "c/1.txt", "가.txt"]
    assert names(tmp_path) == expected


def test_patterns_match_names_or_paths_within_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "2023/a.txt", "2024/a.txt", "2024/b.md", "c.md")
    assert names(tmp_path, "*.md") == ["2024/b.md", "c.md"]
    assert names(tmp_path, "2024/*") == ["2024/a.txt", "2024/b.md"]
    assert names(tmp_path, "*.md", "2023/*") == ["2023/a.txt", "2024/b.md", "c.md"]


def test_an_empty_folder_is_a_failure_that_names_the_patterns(tmp_path: Path) -> None:
    assert names(tmp_path) == ["no file in this folder matches *.txt; choose others with --glob"]


def test_paths_stay_as_given_and_in_order(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    given = ["-", "missing.txt", str(tmp_path / "in") + "/", "-"]
    assert list(find_inputs(given, ("*.txt",))) == ["-", "missing.txt", f"{tmp_path}/in/a.txt", "-"]


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["a.txt"]


def test_a_link_to_itself_does_not_stop_the_walk(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "z.txt")
    (tmp_path / "m.txt").symlink_to(tmp_path / "m.txt")
    first, failure, last = names(tmp_path)
    assert (first, last) == ("a.txt", "z.txt")
    assert failure.endswith("check the path and the disk")


def test_folders_may_be_nested_deeper_than_python_calls(tmp_path: Path) -> None:
    depth = 200
    write(tmp_path, "d/" * depth + "a.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + depth // 2)
    try:
        (found,) = find_inputs([str(tmp_path)], ["*.txt"])
    finally:
        sys.setrecursionlimit(limit)
    assert found == str(tmp_path / ("d/" * depth + "a.txt"))


def test_a_folder_that_cannot_be_read_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "closed/b.txt", "d.txt")
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert names(tmp_path) == ["a.txt", "permission denied; make it readable or run as a user who may read it", "d.txt"]


def test_json_lines_are_known_by_name_unless_the_format_is_given(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", "a.txt", text='{"id": 7, "text": "포항시장", "published": "2023-01-09"}\n')
    for name, reading, expected in (
        ("a.jsonl", Reading(), "포항시장"),
        ("a.txt", Reading(input_format="jsonl"), "포항시장"),
        ("a.jsonl", Reading(input_format="text"), '{"id": 7, "text": "포항시장", "published": "2023-01-09"}'),
    ):
        assert list(batch.run(str(tmp_path / name), reading, headline)) == [expected]


def test_options_of_reading_reach_the_article(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", text='{"key": "k", "content": "포항시장"}\n')
    write(tmp_path, "a.txt", text="춘천시장 순방\n\n춘천시는 9일 포럼을 열었다.\n")
    fields = {"id": "key", "text": "content"}
    day = datetime.date(2023, 1, 9)
    ((_, article),) = read_inputs(str(tmp_path / "a.jsonl"), Reading(published=day, fields=fields))
    assert isinstance(article, Article)
    assert (article.source.id, article.text, article.published) == ("k", "포항시장", day)
    ((_, page),) = read_inputs(str(tmp_path / "a.txt"), Reading())
    ((_, plain),) = read_inputs(str(tmp_path / "a.txt"), Reading(plain=True))
    assert isinstance(page, Article)
    assert isinstance(plain, Article)
    assert (page.headline, plain.headline) == ("춘천시장 순방", None)


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    rows = ['{"text": "하나"}', "{", '{"id": "b", "text": "버그"}', '{"id": 3, "text": "거절"}', "", '{"text": "넷"}']
    write(tmp_path, "a.jsonl", text="\n".join(rows))
    outcomes = list(batch.run(str(tmp_path / "a.jsonl"), Reading(), headline))
    first, broken, bug, refused, last = messages(outcomes)
    assert (first, last) == ("하나", "넷")
    assert broken.startswith("InputError: line 2: not valid JSON")
    assert bug.startswith("RuntimeError: id b: unexpected RuntimeError: 안 됨; this is a bug")
    assert refused == "InputError: id 3: refused: say something else"
    assert [isinstance(o, Failed) and o.bug is not None for o in outcomes] == [False, False, True, False, False]


def test_a_reader_with_a_bug_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("newsextract.inputs.reading.read_article", broken)
    (outcome,) = messages(list(batch.run(str(tmp_path / "a.txt"), Reading(), headline)))
    assert outcome.startswith("ZeroDivisionError: unexpected ZeroDivisionError; this is a bug")


def test_files_that_cannot_be_read_say_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def outcome() -> str:
        (only,) = messages(list(batch.run(str(tmp_path / "a.txt"), Reading(), headline)))
        return only

    assert outcome() == "FileNotFoundError: no such file or folder; check the path"
    for error, expected in (
        (PermissionError(13, "Permission denied"), "PermissionError: permission denied; make it readable"),
        (OSError(5, "Input/output error"), "OSError: Input/output error; check the path and the disk"),
    ):
        monkeypatch.setattr(items, "_open", lambda _path, error=error: (_ for _ in ()).throw(error))
        assert outcome().startswith(expected)


def test_an_interrupt_is_not_swallowed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")

    def interrupted(_article: Article) -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(batch.run(str(tmp_path / "a.txt"), Reading(), interrupted))


def test_the_library_reads_what_the_command_reads(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "b/d.jsonl").write_text('{"body": "포항시장", "no": 7}\n{"no": 8}', encoding="utf-8")
    day = datetime.date(2023, 1, 9)
    first, second, row, bad, missing = read_articles(
        tmp_path / "a.txt", str(tmp_path / "b"), tmp_path / "e", published=day, fields={"id": "no"}, globs=("*",)
    )
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(row, Article)
    assert (first.text, second.published, row.source.id, row.text) == (second.text, day, "7", "포항시장")
    assert str(bad).startswith(f"{tmp_path / 'b/d.jsonl'}: line 2: no field")
    assert str(missing) == f"{tmp_path / 'e'}: no such file or folder; check the path"


def test_a_bug_is_no_error_of_the_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt")
    monkeypatch.setattr("newsextract.inputs.reading.read_article", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        list(read_articles(tmp_path / "a.txt"))
