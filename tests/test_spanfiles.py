"""Files of labelled sentences: the three formats, and what is told of a line that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsextract.errors import InputError
from newsextract.spanfiles import Labelled, LabelledSpan, read_labelled

OURS = {
    "id": "s1",
    "source": "wire",
    "text": "이강덕 포항시장",
    "entities": [[0, 3, "PERSON"], [4, 8, "TITLE"], [4, 6, "CITY"]],
}


def read(tmp_path: Path, content: str, key: str | None = None) -> list[Labelled]:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    return [
        sentence._replace(where=sentence.where.removeprefix(str(tmp_path) + "/"))
        for sentence in read_labelled(path, key=key)
    ]


def spans(*items: tuple[int, int, str]) -> tuple[LabelledSpan, ...]:
    return tuple(LabelledSpan(*item, 1.0) for item in items)


def test_json_lines(tmp_path: Path) -> None:
    sentence = {**OURS, "conf": [1.0, 0.5, 0.25]}
    assert read(tmp_path, f"\n{json.dumps(sentence)}\n\n") == [
        Labelled(
            "s1",
            "wire",
            "이강덕 포항시장",
            (LabelledSpan(0, 3, "PERSON", 1.0), LabelledSpan(4, 6, "CITY", 0.25), LabelledSpan(4, 8, "TITLE", 0.5)),
            "gold.jsonl:2",
        )
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"text": "포항시는", "label": [[0, 3, "CITY"]]},
        {"text": "포항시는", "labels": [[0, 3, "CITY"]]},
        {
            "text": "포항시는",
            "entities": [{"id": 4, "label": "CITY", "start_offset": 0, "end_offset": 3}],
            "relations": [],
        },
    ],
    ids=["label", "labels", "relations"],
)
def test_doccano(tmp_path: Path, record: dict[str, object]) -> None:
    assert read(tmp_path, json.dumps(record)) == [Labelled("1", "", "포항시는", spans((0, 3, "CITY")), "gold.jsonl:1")]


def test_the_key_of_the_spans_can_be_named(tmp_path: Path) -> None:
    record = {"text": "포항은", "entities": [[0, 2, "LCP_CITY"]], "klue": [[0, 2, "LC"]]}
    assert read(tmp_path, json.dumps(record), "klue")[0].spans == spans((0, 2, "LC"))
    with pytest.raises(InputError, match=r"gold\.jsonl:1: no key coarse; name the spans' key with --spans"):
        read(tmp_path, json.dumps(record), "coarse")


def test_conll_of_words(tmp_path: Path) -> None:
    content = "# id = 7\n이강덕\tNNP\tB-PERSON\n시장은\tNNG\tO\n\n국제\tB-EVENT\n영화제\tI-EVENT\n포럼\tB-EVENT\n"
    assert read(tmp_path, content) == [
        Labelled("id = 7", "", "이강덕 시장은", spans((0, 3, "PERSON")), "gold.jsonl:2"),
        Labelled("5", "", "국제 영화제 포럼", spans((0, 6, "EVENT"), (7, 9, "EVENT")), "gold.jsonl:5"),
    ]


def test_conll_of_characters_as_klue_has_it(tmp_path: Path) -> None:
    content = "## klue-ner-v1_dev_00000\t<포항:LC>은 <이강덕:PS>\n포\tB-LC\n항\tI-LC\n은\tO\n \tO\n이\tB-PS\n강\tI-PS\n덕\tI-PS\n"
    content += "\n## klue-ner-v1_dev_00001\n네\tO\n.\tO\n"
    assert read(tmp_path, content) == [
        Labelled("klue-ner-v1_dev_00000", "", "포항은 이강덕", spans((0, 2, "LC"), (4, 7, "PS")), "gold.jsonl:2"),
        Labelled("klue-ner-v1_dev_00001", "", "네.", (), "gold.jsonl:11"),
    ]


def test_conll_with_ends(tmp_path: Path) -> None:
    content = "가나\tS-CITY\n다라\tI-CITY\n마\tE-CITY\n바\tI-CITY\n"
    assert read(tmp_path, content)[0].spans == spans((0, 2, "CITY"), (3, 7, "CITY"), (8, 9, "CITY"))


def test_conll_forgives_a_missing_beginning(tmp_path: Path) -> None:
    assert read(tmp_path, "포항\tI-CITY\n서울\tI-CITY\n시장\tI-TITLE\n")[0].spans == spans(
        (0, 5, "CITY"), (6, 8, "TITLE")
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        ('{"text": "가"', ":1: not JSON"),
        ('{"text": "가", "entities": []}\n[1]', ':2: no object with the key "text"'),
        ('{"text": 3, "entities": []}', ':1: no object with the key "text"'),
        ('{"text": "가\\r\\n나", "entities": []}', r":1: the text is not in NFC with \\n line ends"),
        ('{"text": "\u1100\u1161", "entities": []}', ":1: the text is not in NFC"),
        ('{"text": "가", "entities": ' + "[" * 100000, ":1: not JSON"),
        ('{"text": "가"}', ":1: no key entities or label or labels; name the spans' key with --spans"),
        ('{"text": "가", "entities": {}}', ":1: the spans are no list"),
        ('{"text": "가", "entities": [[0, 1]]}', r":1: \[0, 1\] is no span; write \[start, end, label\]"),
        ('{"text": "가", "entities": [["0", 1, "CITY"]]}', "is no span"),
        ('{"text": "가", "entities": [[true, 1, "CITY"]]}', "is no span"),
        ('{"text": "가", "entities": [[0, 2, "CITY"]]}', r":1: \[0, 2\] lies outside the text of 1 characters"),
        ('{"text": "가", "entities": [[1, 1, "CITY"]]}', "lies outside"),
        ('{"text": "가", "entities": [[-1, 1, "CITY"]]}', "lies outside"),
        ('{"text": "가", "entities": [[0, 1, "TOWN"]]}', ":1: unknown label TOWN; use our kinds, NIKL tags, or KLUE's"),
        ('{"text": "가", "entities": [[0, 1, "CITY"]], "conf": []}', ':1: "conf" needs one number for each span'),
        ('{"text": "가", "entities": [[0, 1, "CITY"]], "conf": [2]}', "no number from 0 to 1"),
        ("포항\tB-CITY\n서울\n", ":2: '서울' is no token with a tag"),
        ("포항\tCITY\n", ":1: .* is no token with a tag"),
        ("포항\tB-TOWN\n", ":1: unknown label TOWN"),
        ("# only a comment\n", "no sentence in this file"),
    ],
)
def test_bad_lines_are_told_with_their_number(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=rf"gold\.jsonl.*{message}"):
        read(tmp_path, content)


def test_labels_of_a_text_that_cannot_be_decoded_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes('{"text": "포항 시장이 밝혔다", "entities": []}\n'.encode() + b"\xff\n")
    with pytest.raises(InputError, match=r"gold\.jsonl: 1 byte is not utf-8; save it again as UTF-8"):
        list(read_labelled(tmp_path / "gold.jsonl"))
