"""The output contract: key order, plain data, offsets, and the JSON Schema that must fit all of it."""

from __future__ import annotations

import dataclasses
import json
import math
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsextract import model, schema
from newsextract.inputs.options import Reading
from newsextract.inputs.reading import read_inputs
from newsextract.pipeline import Extractor
from newsextract.render import jsonl
from tests.builders import TEXT, make_article, make_document, make_result
from tests.conftest import SAMPLES, environment

#: The keys of the contract, written out here a second time on purpose: this test fails when one is moved or renamed.
CONTRACT: dict[str, list[str]] = {
    "": ["schema", "source", "article", "mentions", "entities", "officials", "quotes"],
    "source": ["path", "id", "sha256", "encoding", "media_type", "replaced"],
    "article": [
        "headline",
        "subheadlines",
        "press",
        "reporters",
        "published",
        "published_source",
        "dateline",
        "body_start",
        "body_end",
        "zones",
        "modified",
        "section",
    ],
    "article.reporters": ["name", "email"],
    "article.zones": ["zone", "start", "end"],
    "mentions": ["start", "end", "text", "kind", "value", "range", "zone", "entity", "rule", "score", "link"],
    "entities": ["id", "kind", "name", "aliases", "mentions", "attributes"],
    "officials": ["name", "title", "organization", "former", "status", "entity", "mentions", "rule"],
    "quotes": ["start", "end", "text", "speaker", "entity", "verb", "direct", "official", "rule"],
}


def validator(shape: schema.Shape = "extract") -> Draft202012Validator:
    """A validator for one shape of line, whose schema is itself valid."""
    Draft202012Validator.check_schema(schema.json_schema(shape))
    return Draft202012Validator(schema.json_schema(shape))


def at(line: Any, path: str) -> Any:
    """The object at a dotted path, the first one of each list."""
    for name in filter(None, path.split(".")):
        line = line[name]
        line = line[0] if isinstance(line, list) else line
    return line


@pytest.mark.parametrize("path", CONTRACT)
def test_keys_are_those_of_the_contract_in_its_order(path: str) -> None:
    assert list(at(schema.to_dict(make_result()), path)) == CONTRACT[path]


@pytest.mark.parametrize("shape", typing.get_args(schema.Shape))
def test_every_schema_is_one_and_refuses_what_is_empty(shape: schema.Shape) -> None:
    assert not validator(shape).is_valid({})


@pytest.mark.parametrize("path", CONTRACT)
def test_schema_requires_every_key_of_the_contract(path: str) -> None:
    line = schema.to_dict(make_result())
    del at(line, path)[CONTRACT[path][-1]]
    assert not validator().is_valid(line)


def test_every_field_of_the_model_is_in_the_schema() -> None:
    definitions = schema.json_schema()["$defs"]
    for record in (model.Source, model.Reporter, model.Zone, model.Mention, model.Entity, model.Official, model.Quote):
        elsewhere = {"when"} if record is model.Mention else set()  # shown in the attributes of the entity
        fields = [field.name for field in dataclasses.fields(record) if field.name not in elsewhere]
        assert definitions[record.__name__]["required"] == fields


def test_text_stands_after_source_and_tokens_at_the_end() -> None:
    result = make_result()
    line = schema.to_dict(result, document=make_document(result.article), with_text=True)
    assert list(line) == ["schema", "source", "text", *CONTRACT[""][2:], "tokens"]
    assert line["text"] == TEXT
    assert validator().is_valid(line)
    assert [TEXT[token["start"] : token["end"]] for token in line["tokens"]] == TEXT.split()


def test_an_empty_result_has_all_keys() -> None:
    article = make_article("없다", headline=None, subheadlines=(), press=None, reporters=(), published=None)
    line = schema.to_dict(model.Result(article, (), (), (), ()))
    assert list(line) == CONTRACT[""]
    assert (line["mentions"], line["quotes"], line["article"]["headline"]) == ([], [], None)
    assert validator().is_valid(line)


WRONG = {
    "kind": ("mentions", "kind", "CAR"),
    "value": ("mentions", "value", "9일"),
    "range with one day": ("mentions", "range", ["2023-01-09"]),
    "score": ("mentions", "score", 1.5),
    "negative start": ("quotes", "start", -1),
    "published": ("article", "published", "2023.1.9"),
    "published_source": ("article", "published_source", "clock"),
    "status": ("officials", "status", "retired"),
    "attribute": ("entities", "attributes", {"code": {}}),
    "sha256": ("source", "sha256", "abc"),
}


@pytest.mark.parametrize("case", WRONG)
def test_schema_refuses(case: str) -> None:
    path, key, value = WRONG[case]
    line = schema.to_dict(make_result())
    at(line, path)[key] = value
    assert not validator().is_valid(line)


def test_schema_allows_later_keys() -> None:
    assert validator().is_valid({**schema.to_dict(make_result()), "later": 1})


@pytest.mark.parametrize(("unit", "codec", "width"), [("utf16", "utf-16-le", 2), ("utf8", "utf-8", 1)])
def test_offsets_in_other_units_cut_out_the_same_text(unit: schema.Unit, codec: str, width: int) -> None:
    result = make_result()
    line = schema.to_dict(result, document=make_document(result.article), with_text=True, unit=unit)
    data = line["text"].encode(codec)
    spans = line["mentions"] + line["quotes"] + line["tokens"]
    assert [data[s["start"] * width : s["end"] * width].decode(codec) for s in spans] == [s["text"] for s in spans]
    assert line["article"]["body_end"] * width == line["article"]["zones"][0]["end"] * width == len(data)
    plain = schema.to_dict(result, document=make_document(result.article))
    assert [m["start"] for m in line["mentions"]] != [m["start"] for m in plain["mentions"]]


def test_offsets_are_converted_in_linear_time() -> None:
    text = "가😀" * 200_000
    table = schema.offset_table(text, range(0, len(text), 3), "utf16")
    assert table[399_999] == 200_000 + 2 * 199_999


def test_numbers_that_are_not_finite_become_null() -> None:
    result = make_result()
    mention = dataclasses.replace(result.mentions[0], score=math.nan)
    line = schema.to_dict(dataclasses.replace(result, mentions=(mention,)))
    assert line["mentions"][0]["score"] is None


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.txt")))
def test_real_output_fits_the_schema(name: str, extractor: Extractor) -> None:
    ((_, article),) = read_inputs(str(SAMPLES / name), Reading())
    assert isinstance(article, model.Article)
    document = extractor.tokenize(article)
    line = json.loads(jsonl.render(schema.to_dict(extractor.extract_article(article), document=document)))
    assert [error.message for error in validator().iter_errors(line)] == []
    spans = line["mentions"] + line["quotes"] + line["tokens"]
    assert [s["text"] for s in spans] == [article.text[s["start"] : s["end"]] for s in spans]
    tokens = json.loads(jsonl.render(schema.tokens_to_dict(document)))
    assert [error.message for error in validator("tokens").iter_errors(tokens)] == []
    assert tokens["tokens"] == line["tokens"]


def test_an_error_fits_its_schema() -> None:
    failure = schema.Failure("a.txt", "InputError", "empty")
    assert validator("errors").is_valid(dataclasses.asdict(failure))
    assert not validator("errors").is_valid({"path": "a.txt"})


def test_data_is_found_beside_the_code() -> None:
    folder = Path(model.__file__).parent
    assert (folder / "py.typed").is_file()
    assert list((folder / "data").glob("*.tsv"))


def test_the_modules_that_the_readme_names_are_reachable() -> None:
    code = (
        "import newsextract as n; print(n.schema.to_dict.__name__, n.model.Result.__name__, n.Result is n.model.Result)"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert run.stdout == "to_dict Result True\n"
