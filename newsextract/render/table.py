"""Results and morphemes → tables for people. With `progress`, the sole importer of rich.

Texts reach rich as `Text`, never as markup, and come from `rows` with their control characters made visible. Nothing is
cut: a cell that is too long goes on in the next line.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from newsextract.model import Article, Document, Result
from newsextract.render.rows import Section, date_rows, header, score_sections, sections, token_rows
from newsextract.render.visible import visible, visible_lines

if TYPE_CHECKING:
    from newsextract.evaluation import Report
    from newsextract.model import FoundDate

#: Columns of a table that goes to a file or a pipe, unless the variable COLUMNS says otherwise.
FILE_WIDTH = 100
#: Terminals wider than this are left empty on the right: the eye loses its line on the way back.
MAX_WIDTH = 120
#: First columns are aligned to the longest name of up to this many cells; longer names make their own table wider.
MAX_NAME_WIDTH = 22
#: Below this tables do not fold any further; the terminal wraps their lines, and still nothing is lost.
MIN_WIDTH = 60
_GAP = 2
#: A cell that is longer reads as prose, and may fold to this width for the sake of alignment.
_PROSE = 40
_STYLES = {"plain": "", "name": "bold", "key": "cyan", "faint": "dim"}


def open_console(stream: IO[str] | None) -> Console:
    """Return the console of a terminal, or with `None` one for files and pipes: no color, `FILE_WIDTH` columns."""
    columns = os.environ.get("COLUMNS", "")
    if stream is None:
        width = max(MIN_WIDTH, int(columns)) if columns.isdecimal() else FILE_WIDTH
        return Console(
            file=io.StringIO(),
            width=width,
            color_system=None,
            force_terminal=False,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if console.width < MIN_WIDTH:
        console.width = MIN_WIDTH
    return console


def render_result(
    result: Result, console: Console, *, document: Document | None = None, with_text: bool = False
) -> str:
    """Return an article's facts as text: a panel for the article, then a table for each group that is not empty."""
    article, width = result.article, _width(console)
    parts = [_article_panel(article, width), Text()]
    if with_text:
        parts += [_text_panel(article), Text()]
    empty = []
    groups = list(sections(result))
    name_width = _name_width(groups)
    for section in groups:
        if section.rows:
            parts.append(_section(section, name_width if _fits(section, name_width, width) else 0))
        elif section.title != "Other people":
            empty.append(section.title.lower())
    if empty:
        parts.append(Padding(Text(f"Not found: {', '.join(empty)}.", style="dim"), (0, 0, 1, 1)))
    if document is not None:
        parts.append(_section(token_rows(document)))
    return _draw(parts, console)


def render_tokens(document: Document, console: Console, *, with_text: bool = False) -> str:
    """Return the morphemes of an article as text."""
    parts: list[RenderableType] = [_heading(document.article), Text()]
    if with_text:
        parts += [_text_panel(document.article), Text()]
    return _draw([*parts, _section(token_rows(document))], console)


def render_records(article: Article, section: Section, console: Console, *, left_out: int = 0) -> str:
    """Return one table of an article under its path, or one line that says that there is nothing.

    `left_out`: how many records the user did not want to see.
    """
    heading = _heading(article)
    if not section.rows:
        rest = f" ({left_out} left out by the options)" if left_out else ""
        return _draw([heading.append(f"  Not found: {section.title.lower()}{rest}.", style="dim")], console)
    return _draw([heading, Text(), _section(section)], console)


def render_dates(found: Iterable[tuple[str, Sequence[FoundDate]]], console: Console) -> str:
    """Return the dates of texts as one table."""
    return _draw([_section(date_rows(found))], console)


def render_scores(report: Report, console: Console) -> str:
    """Return an evaluation as text: a table of percentages for each source, then time and memory."""
    sentences = report.scores["ALL"].sentences if report.scores else 0
    speed = f"{report.seconds:.1f} s of CPU for {sentences} sentences"
    if report.megabytes is not None:
        speed += f", {report.megabytes:.0f} MB at most"
    return _draw([*map(_section, score_sections(report)), Text(speed, style="dim")], console)


def _width(console: Console) -> int:
    """How many columns are drawn on."""
    return min(console.width, MAX_WIDTH)


def _draw(parts: Iterable[RenderableType], console: Console) -> str:
    """Draw what belongs to one article; line ends are not padded."""
    with console.capture() as capture:
        console.print(Group(*parts), width=_width(console))
    lines = capture.get().split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).rstrip("\n") + "\n"


def _article_panel(article: Article, width: int) -> RenderableType:
    """The article itself: headline, sub-headlines and what the page says about press, reporters, day and place."""
    parts: list[RenderableType] = []
    if article.headline:
        parts.append(Text(visible(article.headline), style="bold", overflow="fold"))
    parts += [Text(visible(line), overflow="fold") for line in article.subheadlines]
    pairs = header(article)
    path = _place(article)
    if cell_len(path) > width - 6:  # too long for the panel's edge, where it would be cut
        pairs.append(("source", path))
    if pairs:
        if parts:
            parts.append(Text())
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim")
        grid.add_column(overflow="fold")
        for label, text in pairs:
            grid.add_row(Text(label), Text(text))
        parts.append(grid)
    if not parts:
        parts.append(Text("The page says nothing about itself: no headline, press, reporter or date.", style="dim"))
    return Panel(
        Group(*parts),
        title=Text(path if cell_len(path) <= width - 6 else "", style="bold cyan"),
        title_align="left",
        subtitle=Text(visible(article.source.encoding), style="dim"),
        subtitle_align="right",
        box=box.ROUNDED,
        border_style="cyan",
        padding=(0, 1),
    )


def _heading(article: Article) -> Text:
    """Where an article came from, as a line above its table."""
    heading = Text(overflow="fold").append(_place(article), style="bold cyan")
    return heading.append(f"  {visible(article.source.id)}", style="dim") if article.source.id else heading


def _place(article: Article) -> str:
    """Where an article came from."""
    path = article.source.path
    return "standard input" if path == "-" else visible(path or "text")


def _text_panel(article: Article) -> RenderableType:
    """The text as read."""
    return Panel(Text(visible_lines(article.text).strip("\n"), overflow="fold"), title=Text("text"), title_align="left")


def _name_width(groups: Iterable[Section]) -> int:
    """Cells of the first column that all groups share, so that the second ones stand below each other."""
    widths = [cell_len(row[0]) for section in groups for row in section.rows]
    return max((width for width in widths if width <= MAX_NAME_WIDTH), default=0)


def _fits(section: Section, name_width: int, width: int) -> bool:
    """Whether a table whose first column is made `name_width` wide folds nothing but prose."""
    widths = [
        min(_PROSE, max(cell_len(cell) for cell in (column.header, *cells)))
        for column, *cells in zip(section.columns, *section.rows, strict=True)
        if any(cells)
    ]
    return max(widths[0], name_width) + sum(widths[1:]) + _GAP * len(widths) + 1 <= width


def _section(section: Section, name_width: int = 0) -> RenderableType:
    """One group: a rule with its title and count, and its table without the columns that hold nothing."""
    title = Text.assemble(section.title, ("  ", ""), (str(section.total), "bold"))
    used = [number for number in range(len(section.columns)) if any(row[number] for row in section.rows)]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim", show_edge=False)
    for number in used:
        column = section.columns[number]
        table.add_column(
            Text(column.header),
            style=_STYLES[column.style],
            justify="right" if column.number else "left",
            overflow="fold",
            min_width=name_width if number == 0 else None,
        )
    for row in section.rows:
        table.add_row(*(Text(row[number], overflow="fold") for number in used))
    return Group(Rule(title, align="left", style="cyan"), Padding(table, (0, 0, 1, 1)))
