"""Where this machine keeps Chromium or Chrome; as a script, prints the path or fails."""

import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium-headless-shell",  # without windows: four times lighter
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = (
    "Chromium est introuvable : « sudo apt-get install chromium-headless-shell » (Debian) ou « chromium », "
    "ou installez Google Chrome."
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def path():
    """The browser's program, or None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in APPLICATIONS if Path(place).exists()), None)


if __name__ == "__main__":
    sys.exit(None if path() else MISSING)
