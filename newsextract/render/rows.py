"""Result → the rows of its tables, as plain strings. What is shown is decided here; how it is drawn, in `table`."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsextract.model import (
    BODY_KINDS,
    PLACE_KINDS,
    Article,
    AttributeValue,
    Document,
    Entity,
    Kind,
    Mention,
    Result,
)
from newsextract.records import OfficialRecord, QuoteRecord, official_records, quote_records
from newsextract.render.visible import standalone, visible
from newsextract.schema import Json, morphemes

if TYPE_CHECKING:
    from newsextract.evaluation import Report
    from newsextract.model import FoundDate
    from newsextract.scoring import Tally

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FOUND_IN = {"page": "from the page", "option": "as given", "file-name": "from the file's name"}
#: Stands for a holder without a name, a quote without a speaker, a date that cannot be resolved.
NOTHING = "—"


class Column(NamedTuple):
    """One column: its header, its style (a name that `table` knows) and whether it is a number, aligned right."""

    header: str
    style: str = "plain"
    number: bool = False


class Section(NamedTuple):
    """One table: `total` things of which `rows` tell, one cell for each column. Cells are safe to print."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def total(self) -> int:
        """How many things the section lists."""
        return len(self.rows)


_TIMES = Column("times", "faint", number=True)


def sections(result: Result) -> Iterator[Section]:
    """Yield the sections of a result in the order in which they are shown, also those without rows."""
    entities = _entities(result)
    yield official_rows(official_records(result))
    yield _people(result, entities)
    yield _places(entities)
    yield _bodies(entities)
    yield _dates(result)
    yield _events(entities)
    yield quote_rows(quote_records(result))


def score_sections(report: Report) -> Iterator[Section]:
    """Yield a section for each source of an evaluation: a row a kind, percentages of strict and relaxed spans."""
    columns = [Column("kind", "name")]
    columns += [Column(name, number=True) for name in ("strict P", "R", "F1", "relaxed P", "R", "F1")]
    columns += [Column("gold", "faint", number=True), Column("predicted", "faint", number=True)]
    for source, scores in report.scores.items():
        rows = []
        for kind, strict in _all_last(scores.strict):
            tallies = (strict, scores.relaxed[kind])
            figures = [f"{100 * figure:.1f}" for t in tallies for figure in (t.precision, t.recall, t.f1)]
            rows.append((kind, *figures, str(strict.gold), str(strict.predicted)))
        name = "All sentences" if source == "ALL" else f"Source {visible(source)}"
        yield Section(f"{name} ({scores.sentences})", tuple(columns), tuple(rows))


def scores_to_dict(report: Report) -> Json:
    """An evaluation as plain data: rates from 0 to 1, CPU seconds of the extraction, peak megabytes of the process."""
    return {
        "sentences": report.scores["ALL"].sentences if report.scores else 0,
        "seconds": round(report.seconds, 3),
        "megabytes": None if report.megabytes is None else round(report.megabytes, 1),
        "scores": [
            {
                "source": None if source == "ALL" else source,
                "sentences": scores.sentences,
                "kinds": {
                    kind: {
                        "strict": _rates(strict),
                        "relaxed": _rates(scores.relaxed[kind]),
                        "gold": strict.gold,
                        "predicted": strict.predicted,
                    }
                    for kind, strict in _all_last(scores.strict)
                },
            }
            for source, scores in report.scores.items()
        ],
    }


def _rates(tally: Tally) -> Json:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }


def _all_last(tallies: Mapping[str, Tally]) -> list[tuple[str, Tally]]:
    """The kinds in name order, their sum at the end."""
    return sorted(tallies.items(), key=lambda item: (item[0] == "ALL", item[0]))


def header(article: Article) -> list[tuple[str, str]]:
    """Return what the page says about itself, as pairs of a label and a text, without what it does not say."""
    reporters = ", ".join(
        reporter.name + (f" <{reporter.email}>" if reporter.email else "") for reporter in article.reporters
    )
    published = ""
    if article.published is not None:
        published = f"{_day(article.published.isoformat())}  ({_FOUND_IN.get(article.published_source or '', '')})"
    pairs = [
        ("press", article.press),
        ("reporters" if len(article.reporters) > 1 else "reporter", reporters),
        ("published", published),
        ("dateline", article.dateline),
        ("id", article.source.id),
    ]
    return [(label, visible(text)) for label, text in pairs if text]


def token_rows(document: Document) -> Section:
    """Return the morphemes of a document: surface, form, tag, both glosses and the span."""
    columns = (
        Column("text", "name"),
        Column("form"),
        Column("tag", "key"),
        Column("뜻"),
        Column("meaning"),
        Column("start", "faint", number=True),
        Column("end", "faint", number=True),
    )
    rows = [
        (visible(m.text), visible(standalone(m.form)), m.tag, m.tag_ko, m.tag_en, str(m.start), str(m.end))
        for m in morphemes(document)
    ]
    return Section("Morphemes", columns, tuple(rows))


def date_rows(found: Iterable[tuple[str, Sequence[FoundDate]]]) -> Section:
    """Return the dates of texts: the text once, the date where it is not all of it, its value and precision, a note, the rule."""
    columns = (
        Column("text", "name"),
        Column("date"),
        Column("value", "key"),
        Column("precision"),
        Column("note"),
        Column("rule", "faint"),
    )
    rows = []
    for text, dates in found:
        shown = visible(text)
        for date in dates:
            value = _value(date.value or "", "") if date.range is None else _value(*date.range)
            note = "recurring" if date.recurring else "ambiguous" if date.ambiguous else ""
            note = note or ("" if date.precision else "no value")
            written = "" if date.text == text else visible(date.text)
            rows.append((shown, written, value, date.precision or "", note, date.rule))
            shown = ""
        if not dates:
            rows.append((shown, "", NOTHING, "", "no date", ""))
    return Section("Dates and times", columns, tuple(rows))


def official_rows(records: Iterable[OfficialRecord]) -> Section:
    """Return the people presented with a title, and how often they are named; a current office is not told as such."""
    columns = (Column("name", "name"), Column("title"), Column("organization"), Column("status", "key"), _TIMES)
    rows = [
        (
            visible(record.name or NOTHING),
            visible(record.title),
            visible(record.organization or ""),
            "" if record.status == "current" else record.status,
            str(record.times),
        )
        for record in records
    ]
    return Section("Officials", columns, tuple(rows))


def _people(result: Result, entities: Iterable[Entity]) -> Section:
    """The people who have no title in the article."""
    shown = {official.entity for official in result.officials} | {official.name for official in result.officials}
    people = [entity for entity in entities if entity.kind == "PERSON" and not shown & {entity.id, entity.name}]
    columns = (Column("name", "name"), Column("also"), _TIMES)
    return Section("Other people", columns, tuple((*_names(entity), _times(entity)) for entity in people))


def _places(entities: Iterable[Entity]) -> Section:
    """Countries, divisions and other places."""
    columns = (
        Column("name", "name"),
        Column("kind"),
        Column("also"),
        Column("code", "key"),
        Column("position", "faint"),
        _TIMES,
    )
    rows = []
    for entity in entities:
        if entity.kind in PLACE_KINDS:
            name, also = _names(entity)
            known = entity.attributes
            position = ", ".join(_cell(known.get(key)) for key in ("lat", "lon") if known.get(key) is not None)
            code = " ".join(_cell(known.get(key)) for key in ("country", "code") if known.get(key) is not None)
            rows.append((name, entity.kind.lower(), also, code, position, _times(entity)))
    return Section("Places", columns, tuple(rows))


def _bodies(entities: Iterable[Entity]) -> Section:
    """Companies and organizations."""
    columns = (
        Column("name", "name"),
        Column("kind"),
        Column("also"),
        Column("ticker", "key"),
        Column("market", "key"),
        _TIMES,
    )
    rows = []
    for entity in entities:
        if entity.kind in BODY_KINDS:
            name, also = _names(entity)
            kind = "company" if entity.kind == "COMPANY" else "organization"
            ticker, market = (_cell(entity.attributes.get(key)) for key in ("ticker", "market"))
            rows.append((name, kind, also, ticker, market, _times(entity)))
    return Section("Companies and organizations", columns, tuple(rows))


def _dates(result: Result) -> Section:
    """Dates and times: what they mean, in order of time, and how the article writes them; unresolved ones last."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for mention in result.mentions:
        if mention.kind in ("DATE", "TIME"):
            groups.setdefault(_order_of_time(mention), []).append(mention.text)
    columns = (Column("value", "name"), Column("as written"), _TIMES)
    rows = [
        (_value(key[1], key[2]), ", ".join(visible(text) for text in dict.fromkeys(texts)), str(len(texts)))
        for key, texts in sorted(groups.items(), key=lambda item: item[0][:3])
    ]
    return Section("Dates and times", columns, tuple(rows))


def _order_of_time(mention: Mention) -> tuple[str, ...]:
    """The key by which dates are grouped and ordered: class, first day, last day, text if unresolved."""
    if mention.range is not None:
        return ("0", mention.range[0], mention.range[1], "")
    if mention.value is None:
        return ("2", "", "", mention.text)
    return ("1" if ":" in mention.value and "T" not in mention.value else "0", mention.value, "", "")


def _value(first: str, last: str) -> str:
    """A date, time or range as people read it.

    >>> _value("2024-11-11", "2024-11-14"), _value("2024-11-12T15:00", ""), _value("2024-11", "")
    ('2024-11-11 Mon – 2024-11-14 Thu', '2024-11-12 Tue 15:00', '2024-11')
    """
    if last:
        return f"{_day(first)} – {_day(last)}"
    day, _, time = first.partition("T")
    return f"{_day(day)} {time}" if time else _day(first) or NOTHING


def _day(value: str) -> str:
    """An ISO day with its weekday; anything else unchanged."""
    try:
        return f"{value} {_WEEKDAYS[datetime.date.fromisoformat(value).weekday()]}" if len(value) == 10 else value
    except ValueError:
        return value


def _events(entities: list[Entity]) -> Section:
    """Events, with their day and place where the article says so."""
    names = {entity.id: entity.name for entity in entities}
    columns = (Column("name", "name"), Column("also"), Column("when", "key"), Column("where", "key"), _TIMES)
    rows = []
    for entity in entities:
        if entity.kind == "EVENT":
            known = entity.attributes
            where = _cell(known.get("place"))
            rows.append((*_names(entity), _when(known), visible(names.get(where, where)), _times(entity)))
    return Section("Events", columns, tuple(rows))


def _when(attributes: dict[str, AttributeValue]) -> str:
    """The day or range of an event."""
    span, day = attributes.get("range"), attributes.get("date")
    if isinstance(span, list) and span:
        return _value(span[0], span[-1])
    return _value(day, "") if isinstance(day, str) else ""


def quote_rows(records: Iterable[QuoteRecord]) -> Section:
    """Return the quotations: who speaks, in which office, and the words; direct ones in quotation marks."""
    columns = (Column("speaker", "name"), Column("office"), Column("quote"))
    rows = []
    for record in records:
        text = visible(record.text)
        rows.append((visible(record.speaker or NOTHING), _office(record), f"“{text}”" if record.direct else text))
    return Section("Quotes", columns, tuple(rows))


def _office(record: QuoteRecord) -> str:
    """The office of a speaker, as Korean writes it: the body, then the title (포항시 시장)."""
    if record.title is None:
        return ""
    office = visible(f"{record.organization} {record.title}" if record.organization else record.title)
    return office if record.status == "current" else f"{office} ({record.status})"


def _entities(result: Result) -> list[Entity]:
    """The entities in the order of their first mention; mentions that belong to none stand for themselves."""
    alone: dict[tuple[Kind, str], list[int]] = {}
    for index, mention in enumerate(result.mentions):
        if mention.entity is None:
            alone.setdefault((mention.kind, mention.text), []).append(index)
    single = [Entity("", kind, text, (), tuple(indices), {}) for (kind, text), indices in alone.items()]
    return sorted((*result.entities, *single), key=lambda entity: entity.mentions[0] if entity.mentions else -1)


def _names(entity: Entity) -> tuple[str, str]:
    """The name of an entity, and the other names that the article uses."""
    return visible(entity.name), ", ".join(visible(alias) for alias in entity.aliases if alias != entity.name)


def _times(entity: Entity) -> str:
    """How often an entity is mentioned."""
    return str(len(entity.mentions))


def _cell(value: AttributeValue) -> str:
    """An attribute as text."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(visible(item) for item in value)
    return visible(f"{value:.2f}" if isinstance(value, float) else str(value))
