"""Settings of a benchmark: the portal's production settings, with a trivial view behind our own middleware."""

from portal.settings import *  # noqa: F403 -- the same settings, one changed

ROOT_URLCONF = "benchmarks.urls"
LOGGING["loggers"]["portal.requests"]["level"] = "WARNING"  # noqa: F405 -- its table is read on the same screen
