"""How fast the extractor is: `python -m tests.benchmark [FILE…]` (by default the articles in samples/).

Machines are noisy, so nothing here is a test. Each figure is the best of several rounds over the same articles in the
same process; the ratio compares the whole run, bytes to result, with bare `Kiwi.tokenize` on the same text.
"""

from __future__ import annotations

import datetime
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiwipiepy import Kiwi

from newsextract.dates import find_dates
from newsextract.decoding import decode
from newsextract.pipeline import Extractor
from newsextract.reader import read_article
from newsextract.tagger import Tagger

ROUNDS = 7
SAMPLES = Path(__file__).parent.parent / "samples"
CASES = Path(__file__).parent / "cases"
PUBLISHED = datetime.date(2024, 10, 23)


def best(work: Callable[[], object]) -> float:
    """The least CPU seconds of several rounds."""
    found = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found)


def one_process(arguments: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MB of a command of its own."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN); print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


def date_rows(name: str) -> list[str]:
    """The texts of a table of date cases, without their marks."""
    rows = (line.split("\t") for line in (CASES / name).read_text("utf-8").splitlines() if not line.startswith("#"))
    return [row[2].replace("⟦", "").replace("⟧", "") for row in rows]


def main() -> None:
    """Measure and print."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(SAMPLES.glob("*.txt"))
    pages = [file.read_bytes() for file in files]
    texts = [decode(page).text for page in pages]
    characters = sum(map(len, texts))

    begin = time.process_time()
    extractor = Extractor()
    extractor.load()
    load = time.process_time() - begin
    kiwi = Kiwi(load_multi_dict=False)
    tagger = Tagger()
    tagger_load = best(lambda: Tagger().load())
    tagger.load()
    contexts = [extractor.read(extractor.tokenize(read_article(page))) for page in pages]
    begin = time.process_time()
    for context in contexts:
        tagger.tag(context)
    first = time.process_time() - begin
    for page in pages:
        extractor.extract_article(read_article(page))

    bare = best(lambda: [kiwi.tokenize(text) for text in texts])
    tagged = best(lambda: [tagger.tag(context) for context in contexts])
    whole = best(lambda: [extractor.extract_article(read_article(page)) for page in pages])
    dates = {name: date_rows(name) for name in ("date_phrases.tsv", "date_news.tsv")}
    rates = {
        name: len(texts) / best(lambda texts=texts: [find_dates(text, PUBLISHED) for text in texts])  # type: ignore[misc]
        for name, texts in dates.items()
    }
    python = [sys.executable, "-m", "newsextract"]
    helped, _ = one_process([*python, "--help"])
    single, peak = one_process([*python, "extract", str(files[0])])

    print(f"{len(files)} articles, {characters} characters; CPU time, best of {ROUNDS} rounds")
    print(f"bare Kiwi.tokenize     {1000 * bare / len(files):8.1f} ms an article")
    print(f"bytes to result        {1000 * whole / len(files):8.1f} ms an article")
    print(f"ratio                  {whole / bare:8.2f}")
    print(
        f"the tagger alone       {tagged / bare:8.2f}  ({first / bare:.2f} when it reads the articles for the first time)"
    )
    print(f"loading the tagger     {tagger_load:8.2f} s")
    print(f"loading                {load:8.2f} s")
    for name, rate in rates.items():
        print(f"find_dates             {rate:8.0f} texts a second ({name}, {len(dates[name])} texts)")
    print(f"--help                 {helped:8.2f} s")
    print(f"one article, process   {single:8.2f} s, {peak:.0f} MB")


if __name__ == "__main__":
    main()
