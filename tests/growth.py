"""How time grows with the worst inputs that we know: `python -m tests.growth [NAME ...]`, and a search for worse ones.

Each text is made of one unit, over and over, as long as it takes to be measurable, then 2, 4 and 8 times as long. What is read in
linear time takes 2 times as long at each step; what grows more than `LIMIT` times is a finding. `--search MINUTES` makes units at
random of what rules look for. Machines are noisy, so the suite does not measure times: it counts steps (`test_hostile`).
"""

from __future__ import annotations

import argparse
import functools
import io
import itertools
import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType
from typing import Any, Final, NamedTuple

from tests.fuzz import DIRT

#: By how much the time may grow when the input doubles, where it is more than `MEASURABLE` seconds.
LIMIT: Final = 2.6
MEASURABLE: Final = 0.05
FACTORS: Final = (1, 2, 4, 8)

_SURNAMES: Final = "김이박최정강조윤장임한오서신권황안송류홍"
_GIVEN: Final = "민서준우지현수영은채원도윤호성재경진"


class Case(NamedTuple):
    """A family of texts: what reads them, and the text of about `length` characters."""

    step: str
    make: Callable[[int], str]


def repeated(unit: str, *, before: str = "", after: str = "") -> Callable[[int], str]:
    """Texts that are one unit, over and over."""
    return lambda length: before + unit * max(1, length // len(unit)) + after


def distinct(sentence: str, *, joint: str = " ", before: str = "", after: str = "") -> Callable[[int], str]:
    """Texts of a sentence with other names each time: `{name}`, `{surname}`, `{title}` and `{place}` stand for them."""

    def make(length: int) -> str:
        units = (
            sentence.format(name=name, surname=name[0], title=title, place=place)
            for name, title, place in zip(names(), itertools.cycle(TITLES), places(), strict=False)
        )
        parts = []
        left = length
        while left > 0:
            parts.append(next(units))
            left -= len(parts[-1]) + len(joint)
        return before + joint.join(parts) + after

    return make


TITLES: Final = ("시장", "의장", "교수", "대표", "국장", "의원", "장관", "본부장")


def names() -> Iterator[str]:
    """Names of people, hardly one of them twice, the same ones in every run."""
    chance = random.Random(1)
    while True:
        yield chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)


def places() -> Iterator[str]:
    """Names of invented towns."""
    chance = random.Random(2)
    syllables = "가나다라마바사아자차카타파하거너더러머버"
    while True:
        yield "".join(chance.choice(syllables) for _ in range(3)) + "시"


QUOTE: Final = "“포항의 미래를 여는 자리입니다”"
BEFORE_FIRST: Final = "정도영 진주시장, 일본 순방\n입력 2024.05.03 10:12\n오세림 기자\n"

#: What is read of a page, and by which part of the package.
CASES: Final[dict[str, Case]] = {
    # Decoding and cleaning.
    "decode: no encoding at all": Case("decode", repeated("가나\udc80다")),
    "decode: CP949 to the last byte": Case("decode", repeated("가나다라 ", after="\udcff")),
    "normalize: marks": Case("normalize", repeated("\u0315\u0300", before="가")),
    "normalize: jamo": Case("normalize", repeated("\u1112\u1161\u11ab")),
    "normalize: vowels alone": Case("normalize", repeated("\u1161")),
    "normalize: CR": Case("normalize", repeated("\r")),
    "clean: references": Case("clean", repeated("&amp;lt;")),
    "clean: amp after amp": Case("clean", repeated("amp;", before="&")),
    "clean: & alone": Case("clean", repeated("&")),
    "clean: a long name": Case("clean", repeated("a", before="&", after="\u200b")),
    "clean: no-break spaces": Case("clean", repeated("\xa0")),
    "clean: spaces after one": Case("clean", repeated(" ", before="\u200b")),
    "clean: escapes": Case("clean", repeated("\x1b[")),
    "clean: half width": Case("clean", repeated("ｶﾞ")),
    "clean: full width": Case("clean", repeated("Ａ")),
    "clean: zero width": Case("clean", repeated("가\u200b")),
    "clean: jamo of half width": Case("clean", repeated("ﾡￂﾤ")),
    "clean: letters apart": Case("clean", repeated("\u1112\u200b\u1161\u200b\u11ab")),
    # The page.
    **{
        f"page: {name}": Case("page", repeated(unit))
        for name, unit in {
            "prose in one line": "포항시는 30일 포럼을 열고 협력을 모색했다고 이강덕 시장이 밝혔다. ",
            "prose in lines": "포항시는 30일 포럼을 열고 협력을 모색했다고 이강덕 시장이 밝혔다.\n",
            "spaces": " ",
            "tabs": "\t",
            "line ends": "\n",
            "a bracket": "[",
            "closed brackets": "]",
            "parentheses": "(",
            "equals signs": "= ",
            "dots": "가나·",
            "copyright": "저작권자 © ",
            "mail": "오세림 기자 s@n.kr ",
            "mail in lines": "오세림 기자 s@n.kr\n",
            "half a mail": "a@a.",
            "times": "입력 2024.05.03 10:12 수정 ",
            "times in lines": "입력 2024.05.03 10:12\n",
            "captions": "▲ 이강덕 시장이 악수하고 있다. /사진=포항시\n",
            "credits": "사진=",
            "short lines": "포항시장\n",
            "menus": "정치 경제 사회 문화\n",
            "bars": "정치 | ",
            "sub-headlines": "◇ 시장 순방 나선다\n",
            "dashes": "- 협약 맺기로 -\n",
            "broadcast": "[앵커]\n시장이 일본에 갑니다.\n[기자]\n",
            "related": "관련기사\n시장, 일본 간다\n",
            "datelines": "[진주=오세림 기자] 시장이 8일 일본을 찾았다고 시가 밝혔다. ",
            "datelines in lines": "(진주=뉴스) 오세림 기자 = 시장이 8일 일본을 찾았다고 시가 밝혔다.\n",
            "separators": "가\u2028",
            "digits": "1",
            "angles": "<",
        }.items()
    },
    "page: other reporters": Case("page", distinct("{name} 기자", joint="\n", before="제목\n\n시는 8일 밝혔다.\n")),
    "page: other reporters in one line": Case("page", distinct("{name}·", joint="", before="제목\n", after=" 기자")),
    "page: other headlines": Case("page", distinct("{name} {title}, {place} 간다", joint="\n", before=BEFORE_FIRST)),
    "page: long headline": Case("page", repeated("정도영 진주시장 일본 순방 ", after="\n\n시는 8일 시장이 갔다고 밝혔다.\n" * 3)),
    # Dates.
    **{
        f"dates: {name}": Case("dates", repeated(unit))
        for name, unit in {
            "days": "8일 ",
            "digits": "1",
            "months": "1월",
            "ranges": "1~",
            "ranges of days": "1일~2일~",
            "commas": "1, ",
            "dots": "2024.1.",
            "spaces": "8 ",
            "many spaces": " ",
            "words": "다음 ",
            "words of words": "다음 다음 주 ",
            "lists": "1·",
            "years": "2024년 ",
            "full": "2024년 1월 9일(월) 오후 3시 20분부터 ",
            "clock": "오전 ",
            "colons": "10:",
            "holidays": "추석 ",
            "lunar": "음력 5월 5일 ",
            "no-break": "\xa0",
            "numerals": "만",
            "tens": "십",
            "from": "부터 ",
            "sentences": "8일 밝혔다. ",
            "lines": "8일\n",
            "one sentence": "8일 밝혔고 ",
            "marks": '하반기[앵커] "',
            "pairs of marks": '8일 "가" ',
        }.items()
    },
    # JSON and tables.
    "rows: one line of JSON": Case("jsonl", lambda length: json.dumps({"text": "가나 " * (length // 3)})),
    "rows: brackets": Case("jsonl", repeated("[")),
    "rows: a number": Case("jsonl", repeated("1", before='{"text": ', after="}")),
    "rows: keys": Case("jsonl", lambda length: json.dumps({f"k{n}": n for n in range(length // 12)})),
    "rows: escapes": Case("jsonl", repeated("\\u0041", before='{"text": "', after='"}')),
    "rows: many lines": Case("jsonl", repeated('{"text": "가"}\n')),
    "rows: CSV fields": Case("csv", repeated("가,", before="text\n")),
    "rows: CSV quotes": Case("csv", repeated('"', before="text\n")),
    "rows: CSV header": Case("csv", repeated("가,")),
    "rows: CSV lines": Case("csv", repeated("가\n", before="text\n")),
    # Everything, from the analyzer to the quotes.
    **{
        f"extract: {name}": Case("extract", repeated(unit))
        for name, unit in {
            "prose": "포항시는 30일 포럼을 열고 협력을 모색했다고 이강덕 시장이 밝혔다. ",
            "without spaces": "포항시의미래가밝다고말했다그리고",
            "one syllable": "가",
            "digits": "1",
            "Latin": "a",
            "ideographs": "美",
            "one name": "김철수 시장은 ",
            "one name in sentences": "김철수 시장은 말했다. ",
            "curly marks": "“",
            "straight marks": '"',
            "pairs of marks": "“”",
            "single marks": "‘",
            "apostrophes": "'",
            "parentheses": "(",
            "closed parentheses": ")",
            "names in brackets": "김철수 시장(",
            "quotes in one line": f"이강덕 시장은 {QUOTE}라고 말했다. ",
            "quotes alone": f"{QUOTE} ",
            "quotes in lines": f"이강덕 시장은 {QUOTE}라고 말했다.\n",
            "marks never closed": "“포항의 미래를 여는 ",
            "single quotes": "‘포항의 미래를 여는 자리입니다’라고 말했다. ",
            "pronouns": "이강덕 시장은 갔다. 그는 시장을 지냈다. 고인은 회사원이다. ",
            "pronouns that speak": f"이강덕 시장은 갔다. 그는 {QUOTE}라고 말했다. ",
            "bodies": "포항시의회는 왔다. 삼성전자가 갔다. 협회는 밝혔다. 회사는 간다고 말했다. ",
            "councils": "시의회는 회의를 했다. 통영시의회는 왔다. ",
            "reported": "그는 포항의 미래가 밝다고 말했고 ",
            "appointed": "김철수 이사를 대표이사로 선임했다. ",
            "holding": "김철수 이사는 대표이사를 맡고 있다 ",
            "topics": "김철수 시장이다 ",
            "companies": "삼성전자 ",
            "heads of companies": "삼성전자 사장, ",
            "dates": "8일 ",
            "dates in sentences": "8일 밝혔다. ",
            "dots": "가·",
            "lines of one word": "포항\n",
            "events": "2024 포항 국제 불빛 축제 ",
            "aliases": "포항시(이하 포항) ",
            "definite titles": "시장은 갔다. ",
            "rosters": "▲ 김철수 포항시장 ",
            "commas": "김철수, ",
            "abbreviations": "美·",
            "escapes": "\x1b[31m",
            "no-break spaces": "\xa0",
            "zero width": "가\u200b",
        }.items()
    },
    **{
        f"extract: other {name}": Case("extract", distinct(sentence, joint=joint))
        for name, sentence, joint in (
            ("speakers", "{name} {title}은 “포항의 미래를 여는 자리입니다”라고 말했다.", " "),
            ("speakers in lines", "{name} {title}은 “포항의 미래를 여는 자리입니다”라고 말했다. 그는 “기쁘게 생각합니다”고 했다.", "\n"),
            ("speakers and bodies", "{name} 의원은 “포항의 미래를 엽니다”라고 했다. 협회는 “정말 기쁘게 생각합니다”라고 말했다.", " "),
            ("members in lines", "▲{name} 행정안전부 정책과장", "\n"),
            ("members in one line", "▲{name} 정책과장", ""),
            ("names with dots", "{name}", "·"),
            ("surnames", "{name} 의원은 갔다. {surname} 의원은 왔다.", " "),
            ("surnames of one", "김{name} 의원은 갔다. 김 의원은 왔다.", " "),
            ("offices with commas", "{name} 포항시장", ", "),
            ("mayors", "{name} {place}장은 갔다.", " "),
            ("mayors and titles", "{name} {place}장은 갔다. 시장은 왔다. {place}는 컸다.", "\n"),
            ("places", "{place}는 컸다.", " "),
            ("places without titles", "{place}", ", "),
            ("companies", "㈜{place} 대표는 밝혔다.", " "),
            ("bodies", "{place}의회({name}) {place}협회는 밝혔다.", " "),
            ("quotes first", "“{name}의 미래를 여는 자리입니다” {name} {title}의 말이다.", " "),
            ("dates", "{name} {title}은 8일 갔다. 이날 {place}에 왔다.", " "),
            ("in brackets", "{name}({place}) ", ""),
            ("mayors without names", "{place} 시장은 갔다.", " "),
            ("mayors without names in lines", "{place}장은 갔다.", "\n"),
            ("offices of one person", "김철수 {place}의회 의장은 갔다.", " "),
            ("offices of one person with words", "김철수 {place}의회 {name} 국장은 갔다.", " "),
            ("offices of one person in one word", "김철수 {name}국장은 갔다.", " "),
            ("chairs of councils", "{name} {place}의회 의장은 갔다. {name} 의장은 왔다.", " "),
            ("chairs, then their titles", "{name} {place}의회 의장은 갔다. 의장은 왔다. 부의장은 말했다.", " "),
            ("surnames with titles", "김{name} 의원은 갔다. 김 {place}국장은 왔다. 김 {name}과장은 말했다.", " "),
            ("universities", "{name} {place}대 교수회 의장은 갔다.", " "),
            ("schools", "{place}대 교수는 {name}대 총장을 만났다.", " "),
            ("aliases", "{place}의회(이하 {name}의회)는 갔다.", " "),
            ("hanja", "{name}(金{surname}) 의원은 갔다.", " "),
            ("events", "‘{place} {name} 축제’가 열렸다.", " "),
            ("foreign names", "레이날도 {name} 대통령은 갔다. {name} 대통령은 왔다.", " "),
            ("reporters", "{name} 기자가 보도했다.", "\n"),
            ("companies in brackets", "{name}(45·{place}전자) 대표는 갔다.", " "),
        )
    },
    "extract: speakers far away": Case("extract", lambda n: "이강덕 시장은 갔다. " * (n // 40) + f"고인은 {QUOTE}라고 말했다. " * (n // 60)),
    "extract: pronouns far away": Case("extract", lambda n: "이강덕 시장은 갔다. " * (n // 24) + "고인은 의사를 지냈다. " * (n // 24)),
    "extract: a label": Case("extract", repeated(f"{QUOTE} ", before="가" * 1000)),
    "extract: sub-headlines of quotes": Case(
        "page and all",
        lambda n: f"{BEFORE_FIRST}\n" + "◇ “포항의 미래를 여는 자리” 정도영 시장\n" * (n // 60) + f"이강덕 시장은 {QUOTE}라고 말했다.\n" * (n // 60)),
    "extract: a headline of quotes": Case("page and all", lambda n: f"{QUOTE} " * (n // 80) + "\n\n" + f"이강덕 시장은 {QUOTE}라고 말했다.\n" * (n // 40)),
    "extract: a roster in one line": Case("extract", distinct("{name}", joint="·", after=" 의원은 말했다.")),
    # What is printed.
    "table: officials": Case("table", distinct("{name} {title}은 갔다.")),
    "table: a name of many lines": Case("table", repeated("가", before="<", after="시장은 갔다.")),
}  # fmt: skip


@functools.cache
def steps() -> dict[str, Callable[[str], object]]:
    """What reads a text, by name; the analyzer is loaded."""
    from newsextract.dates import find_dates
    from newsextract.decoding import decode, normalize
    from newsextract.errors import InputError
    from newsextract.hygiene import clean
    from newsextract.inputs.items import Item
    from newsextract.inputs.kinds import InputFormat
    from newsextract.inputs.options import Reading
    from newsextract.inputs.reading import read_item
    from newsextract.pipeline import Extractor
    from newsextract.reader import article_from_text
    from newsextract.render import jsonl
    from newsextract.render.table import open_console, render_result
    from newsextract.schema import to_dict

    extractor = Extractor()
    extractor.load()

    def decoded(text: str) -> object:
        try:
            return decode(text.encode("cp949", "surrogateescape"))
        except InputError as error:
            return error

    def rows(text: str, kind: InputFormat) -> object:
        data = text.encode()
        item = Item("", data[:4096], io.BufferedReader(io.BytesIO(data)))
        try:
            return list(read_item(item, Reading(input_format=kind, max_chars=len(text))))
        except InputError as error:
            return error

    return {
        "decode": decoded,
        "normalize": normalize,
        "clean": lambda text: clean(normalize(text)),
        "page": article_from_text,
        "dates": find_dates,
        "jsonl": lambda text: rows(text, "jsonl"),
        "csv": lambda text: rows(text, "csv"),
        "extract": lambda text: jsonl.render(to_dict(extractor.extract(text, plain=True))),
        "page and all": lambda text: jsonl.render(to_dict(extractor.extract(text))),
        "table": lambda text: render_result(extractor.extract(text, plain=True), open_console(None)),
    }


def seconds(step: str, text: str) -> float:
    """CPU seconds that a step takes."""
    run = steps()[step]
    start = time.process_time()
    run(text)
    return time.process_time() - start


def work(step: str, text: str) -> int:
    """How many lines of Python a step runs: no time, so that it is the same on every machine. What runs in C counts as one."""
    run = steps()[step]
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run(text)
    finally:
        sys.settrace(before)
    return count


class Growth(NamedTuple):
    """Times at 1, 2, 4 and 8 times a length, in seconds."""

    length: int
    times: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The power of the length with which the time grows from the first to the last."""
        return math.log2(self.times[-1] / self.times[0]) / (len(self.times) - 1)

    @property
    def worst(self) -> float:
        """The largest growth from one length to the next, of what is measurable."""
        steps = itertools.pairwise(self.times)
        return max((after / before for before, after in steps if before > MEASURABLE), default=1.0)


def measure(case: Case, *, least: float = MEASURABLE, most: float = 60.0) -> Growth:
    """The growth of a case, from the first length on that takes `least` seconds; fewer lengths where one takes nearly `most`."""
    length = 500
    while (first := seconds(case.step, case.make(length))) < least and length < 4_000_000:
        length *= 2
    times = [first]
    for factor in FACTORS[1:]:
        text = case.make(length * factor)
        took = seconds(case.step, text)
        if took > LIMIT * times[-1]:  # once is chance
            took = min(took, seconds(case.step, text))
        times.append(took)
        if took * LIMIT > most:
            break
    return Growth(length, tuple(times))


def report(cases: Iterable[tuple[str, Case]], least: float) -> Iterator[str]:
    """Measure cases and yield a line for each."""
    for name, case in cases:
        growth = measure(case, least=least)
        told = " ".join(f"{took:8.3f}" for took in growth.times)
        mark = "" if growth.worst <= LIMIT else f"  GROWS {growth.worst:.1f}"
        yield f"{name:42} {growth.length:9,} {told}  n^{growth.exponent:4.2f}{mark}"


# --- the search for worse ones ----------------------------------------------------------------------------------------


def search(step: str, until: float, seed: int, length: int, pieces: Sequence[str]) -> Iterator[str]:
    """Yield the units, made at random of what rules look for, with which the time of a step grows too much."""
    chance = random.Random(seed)
    tried = 0
    while time.monotonic() < until:
        unit = "".join(
            chance.choice(pieces) + chance.choice(["", "", " ", "\n"]) for _ in range(chance.choice([1, 1, 2, 2, 3, 4]))
        )
        before = chance.choice(["", "", "", BEFORE_FIRST, chance.choice(pieces)])
        make = repeated(unit, before=before, after=chance.choice(["", "", "\n", chance.choice(pieces)]))
        tried += 1
        small = seconds(step, make(length))
        large = seconds(step, make(4 * length))
        if large > MEASURABLE * 2 and large > LIMIT**2 * small:
            growth = measure(Case(step, make))
            if growth.worst > LIMIT:
                yield f"{step} {unit!r} after {before[-12:]!r}: {growth.length:,} {[round(t, 3) for t in growth.times]}"
    yield f"{step}: {tried} units tried"


def main() -> None:
    """Measure the known cases, or search for others."""
    parser = argparse.ArgumentParser(prog="python -m tests.growth", description="Measure how time grows.")
    parser.add_argument("names", nargs="*", help="cases whose names begin so; all by default")
    parser.add_argument("--search", type=float, metavar="MINUTES", help="look for other units instead")
    parser.add_argument(
        "--least", type=float, default=MEASURABLE, metavar="SECONDS", help="how long the shortest text of a case takes"
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.search is None:
        wanted = [
            (name, case) for name, case in CASES.items() if not options.names or name.startswith(tuple(options.names))
        ]
        print(f"{'CPU seconds at 1, 2, 4 and 8 times':42} {'length':>9}")
        lines = report(wanted, options.least)
    else:
        chosen = options.names or ["page", "dates", "clean", "extract", "page and all"]
        share = 60 * options.search / len(chosen)
        sizes = {"extract": 3_000, "page and all": 3_000}
        lines = itertools.chain.from_iterable(
            search(step, time.monotonic() + share, options.seed, sizes.get(step, 20_000), DIRT) for step in chosen
        )
    for line in lines:
        print(line, flush=True)


if __name__ == "__main__":
    main()
