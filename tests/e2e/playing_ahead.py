"""The demonstration of the browser's tests, played while other tests run: `python -m tests.e2e.playing_ahead FOLDER`.

It takes a minute of one core, and one module waits for it longer than all the others last.
"""

import sys
from pathlib import Path

from tests.e2e.serving import DEMONSTRATION, Portals, collect_static

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    collect_static()
    Portals(folder / "ahead", folder).data(DEMONSTRATION)
