"""The weights file: one `.npz` of arrays, and what is said about them.

    about            JSON: version, tags, what they were trained on with which seed, licence, the Kiwi model, calibration
    morphemes        UTF-8 bytes: `form/tag` of each row of `embeddings`, one a line
    embeddings       (morphemes, width) int8, times embeddings.scale (width,)
    pieces           (HASH_ROWS, width) int8, times pieces.scale (width,)
    spacing, gazetteer, convolution.*, recurrent*.*, output.*, transitions, first: see `network`

The arrays are stored as they are used; nothing in the file is executed.
"""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsextract.errors import NewsextractError
from newsextract.tagger.calibration import Calibration
from newsextract.tagger.features import GAZETTEER_MARKS, HASH_ROWS, SPACINGS
from newsextract.tagger.network import Network
from newsextract.tagger.tags import TAGS

#: Raised by one when the arrays or the features change their meaning.
VERSION = 1
BUILT_IN = Path(__file__).with_name("weights.npz")


class WeightsError(NewsextractError):
    """A weights file cannot be used: not one of ours, of another version, or broken."""


@dataclass(frozen=True)
class Weights:
    """A weights file as read: its arrays by name, and what it says of itself."""

    arrays: dict[str, NDArray[Any]]
    about: dict[str, Any]


def read_weights(path: Path = BUILT_IN) -> Weights:
    """Read a weights file. Raises `WeightsError` for a file that is none, and `OSError`."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        about = json.loads(arrays.pop("about").tobytes())
        if not isinstance(about, dict):
            raise ValueError("it says nothing of itself")
    except (ValueError, KeyError, EOFError, TypeError, AttributeError, zipfile.BadZipFile):
        raise WeightsError(f"{path}: no weights of newsextract; make some with `newsextract train`") from None
    if about.get("version") != VERSION or about.get("tags") != list(TAGS):
        raise WeightsError(
            f"{path}: weights of version {about.get('version')}, not {VERSION}; make new ones with `newsextract train`"
        )
    try:
        width = arrays["pieces"].shape[1]
        expected = {
            "pieces": (HASH_ROWS, width),
            "pieces.scale": (width,),
            "embeddings": (arrays["morphemes"].tobytes().decode().count("\n") + 1, width),
            "embeddings.scale": (width,),
            "spacing": (SPACINGS, width),
            "gazetteer": (GAZETTEER_MARKS, width),
            "transitions": (1 + 2 * len(TAGS), 1 + 2 * len(TAGS)),
            "first": (1 + 2 * len(TAGS),),
        }
        wrong = next((name for name, form in expected.items() if arrays[name].shape != form), None)
        if wrong is not None:
            raise ValueError(f"{wrong} has the shape {arrays[wrong].shape}, not {expected[wrong]}")
        if not all(np.isfinite(array).all() for array in arrays.values()):
            raise ValueError("a number in it is not finite")
        Network(arrays)
        Calibration(*about["calibration"])(0.5)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise WeightsError(f"{path}: broken weights ({error}); make new ones with `newsextract train`") from None
    return Weights(arrays, about)


def write_weights(path: Path, weights: Weights) -> None:
    """Write a weights file; the same weights give the same bytes. Raises `OSError`."""
    about = np.frombuffer(json.dumps(weights.about, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8)
    arrays = {**weights.arrays, "about": about}
    # What stands there is replaced only when the new file is whole.
    partial = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            # A fixed time: the clock is no part of the weights.
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.asarray(arrays[name]), allow_pickle=False)
    partial.replace(path)
