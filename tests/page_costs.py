"""Queries of a page, asked a second time: what a process reads once is read."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)
