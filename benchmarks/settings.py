"""Settings of a benchmark: the portal's production settings, with a trivial view behind our own middleware."""

from portal.settings import *  # noqa: F403 -- the same settings, one changed

ROOT_URLCONF = "benchmarks.urls"
