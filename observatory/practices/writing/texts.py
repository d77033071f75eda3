"""Examples of good answers beside each field, from the data."""

from pathlib import Path

from portal.core.data_files import read_data

FILE = Path(__file__).resolve().parents[2] / "data" / "examples.json"


def examples():
    return read_data(FILE)
