"""Benchmark of what the worker counts for the steering pages: CPU of its process, prints one JSON list.

For `benchmarks.run`, on its database, before its pages, which read what is kept: the map of the whole log, the reading
of performance, the figures of ten yearly reports. What the database spends is not in these seconds.
"""

import json
import time

import django

django.setup()

from django.db import connection  # noqa: E402 -- after django.setup()
from django.test.utils import CaptureQueriesContext  # noqa: E402 -- same

from labelling.steering.performance import snapshots as performance  # noqa: E402 -- same
from labelling.steering.process_map import snapshots as process_map  # noqa: E402 -- same
from labelling.steering.yearly_report import counts  # noqa: E402 -- same
from labelling.steering.yearly_report.actions import last_year  # noqa: E402 -- same
from portal.core.read_once import reading_once  # noqa: E402 -- same

YEARS = 10


def ten_reports():
    last = last_year()
    with reading_once():
        return counts.count_years(range(last - YEARS + 1, last + 1))


WORKS = {  # name: (what is done, seconds of CPU at most)
    "cartographie de tout le journal": (process_map.take, 3),
    "relevé de la performance": (performance.take, 10),
    "bilans de dix ans": (ten_reports, 5),
}


def main():
    rows = []
    for name, (work, ceiling) in WORKS.items():
        begun = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            work()
        spent = time.process_time() - begun
        row = {"name": name, "seconds": spent, "ceiling": ceiling, "queries": len(queries)}
        rows.append(row)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
