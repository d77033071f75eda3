"""Process pool for PDF rendering: a preloaded parent, an isolated child for each document."""

import io
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from portal.documents import pdf
from portal.sandbox import pool

SLOW = "<table><tr><td colspan=2000000>x"


def draw(text):
    return pdf.draw(f'<html lang="fr"><title>x</title><p>{text}')


def words(document):
    return PdfReader(io.BytesIO(document)).pages[0].extract_text()


@pytest.fixture
def alone(monkeypatch):
    """As where no press may be: a whole process for each document."""
    monkeypatch.setattr(pool, "IS_READY", False)


def test_with_or_without_a_press_the_document_is_the_same(monkeypatch):
    pressed = draw("Bonjour")
    monkeypatch.setattr(pool, "IS_READY", False)

    assert draw("Bonjour") == pressed
    assert words(pressed) == "Bonjour"


def test_without_a_press_the_limits_hold(alone, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)

    with pytest.raises(pdf.Failed, match=pdf.TOO_SLOW):
        draw(SLOW)


def test_two_documents_come_from_one_press_whatever_became_of_the_one_between(monkeypatch):
    draw("Un")
    first = pdf.PRESS.process.pid
    monkeypatch.setattr(pdf, "SECONDS", 0.3)
    with pytest.raises(pdf.Failed, match=pdf.TOO_SLOW):
        draw(SLOW)
    monkeypatch.setattr(pdf, "SECONDS", 10)

    assert words(draw("Deux")) == "Deux"
    assert pdf.PRESS.process.pid == first


def test_each_of_eight_threads_gets_its_own():
    texts = [f"Document {n}" for n in range(8)]
    with ThreadPoolExecutor(8) as threads:
        assert [words(one) for one in threads.map(draw, texts)] == texts


def test_a_press_that_was_ended_is_replaced():
    draw("Un")
    ended = pdf.PRESS.process
    ended.kill()

    assert words(draw("Deux")) == "Deux"
    assert pdf.PRESS.process.pid != ended.pid


def test_a_press_without_orders_to_come_ends_by_itself():
    draw("Un")
    left = pdf.PRESS.process
    pdf.PRESS.orders.close()

    assert left.wait(timeout=20) == 0
    assert words(draw("Deux")) == "Deux"


def test_a_process_made_from_another_starts_its_own_press():
    draw("Un")
    theirs = pdf.PRESS.process
    pdf.PRESS.owner = os.getppid()  # what a fork would find: the press of whoever made it
    draw("Deux")

    assert pdf.PRESS.process.pid != theirs.pid
    theirs.wait(timeout=20)  # its orders are closed here, by us who stand for both
