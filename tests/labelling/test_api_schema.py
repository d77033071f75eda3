"""Open data API held to its own schema: whatever is asked, each answer is one that the schema tells."""

from itertools import count, product

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from labelling.api import LIMIT
from tests.factories import make_organism
from tests.labelling.labels.factories import make_label

ASKED = 100  # times each address, as its schema says and otherwise
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _one_connection():
    """That of the test stays open from one request to the next, as Django's own test client has it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked_by(address):
    """The portal, asked from the network addresses that `address()` gives, its answers not compressed."""
    portal, plain = WSGIHandler(), {"HTTP_ACCEPT_ENCODING": "identity"}
    return lambda environ, start: portal(environ | plain | {"REMOTE_ADDR": address()}, start)


def ask_each(address):
    """How often each code was answered, over all addresses of the API."""
    make_label(make_organism())
    schema, codes = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", asked_by(address)), []
    for found, mode in product(schema.get_all_operations(), GenerationMode):
        operation = found.ok()
        if mode.is_negative and not list(operation.iter_parameters()):
            continue  # nothing to ask otherwise

        @settings(
            max_examples=ASKED, deadline=None, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            codes.append(case.call_and_validate().status_code)

        ask()
    return {code: codes.count(code) for code in sorted(set(codes))}


def test_each_answer_is_one_that_the_schema_tells():
    networks = count(1)

    codes = ask_each(lambda: f"10.{next(networks) >> 8 & 255}.{next(networks) & 255}.1")

    assert set(codes) == {200, 404, 422}


def test_so_is_the_refusal_of_who_asks_too_much():
    codes = ask_each(lambda: "10.0.0.1")

    assert codes[429] > LIMIT.many
