"""YAML and JSON files shipped with the code, parsed once a process."""

import json
from functools import cache


@cache
def read_data(path):
    """What the file says, by its suffix. Whoever reads it shares it, and changes nothing of it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    import yaml  # noqa: PLC0415 -- a start does not read it

    return yaml.safe_load(text)
