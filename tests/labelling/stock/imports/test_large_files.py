"""Large stock files are read and written by the worker: told in lines, stopped, taken again, refused in a sentence."""

from datetime import timedelta

import pytest

from labelling.path.stock.imports import actions, jobs, parts
from labelling.path.stock.models import Rating, Residence, StockImport, StockImportPart
from portal.core import clock
from portal.ops import worker
from portal.search.registry import search
from portal.spreadsheets.reading import is_large
from portal.workflow import audit_log
from tests.labelling.stock.factories import address, send
from tests.labelling.stock.files import HEADER, csv_file, row
from tests.labelling.stock.imports.reading import spreadsheet_codes
from tests.markup import tidy

pytestmark = pytest.mark.django_db
MANY = 3_001  # the first that is large
AXES = ["Bâti", "Propreté", "Tranquillité", "Gestion locative", "Satisfaction"]


@pytest.fixture(scope="module")
def rows():
    """One to correct, one to confirm, and the others well."""
    found = [row(code=f"R{n:04}", address=f"{n} rue A") for n in range(1, MANY + 1)]
    found[1][6], found[2][7] = "environ 60", "vers 1970"
    return found


@pytest.fixture(scope="module")
def content(rows):
    return csv_file(*rows)


@pytest.fixture
def one(member, dossier, content):
    assert send(member, dossier, content, "parc.csv").status_code == 200
    return StockImport.objects.get()


@pytest.fixture
def read(one):
    jobs.work_on_what_waits()
    one.refresh_from_db()
    return one


def page(client, dossier, number=1, **headers):
    answer = client.get(address("stock_import", dossier, number), headers=headers)
    return tidy(answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def outcome(one, by, **asked):
    actions.confirm(one, by=by, **asked)
    jobs.work_on_what_waits()
    one.refresh_from_db()
    return one.report["outcome"]


def test_only_what_is_long_to_read_is_left_to_the_worker(member, dossier, content):
    send(member, dossier, csv_file(row()), "parc.csv")

    assert (is_large(content), StockImport.objects.get().status) == (True, "previewed")


def test_it_waits_then_is_read_by_a_turn_of_the_worker_and_is_previewed_as_any_other(
    member, dossier, one
):
    before = page(member, dossier)
    jobs.work_on_what_waits()
    answer = member.get(address("stock_import", dossier, 1))
    one.refresh_from_db()

    assert "Le fichier attend son tour." in before
    assert (one.status, one.asked_at, one.seen_at) == ("previewed", None, None)
    assert (one.rows_done, one.rows_total) == (MANY, MANY + 1)
    assert [n for _label, n, *_look in answer.context["statuses"]] == [MANY - 2, 0, 1, 1, 0]
    assert answer.context["plan"] == [
        "2\u00a0999\u00a0résidences créées",
        "0\u00a0résidence mise à jour",
        "0\u00a0résidence inchangée",
    ]
    assert answer.context["is_open"]
    assert "Importer aussi 1 ligne à confirmer" in page(member, dossier)
    assert not Residence.objects.exists()


def test_it_is_confirmed_on_its_page_and_written_by_the_next_turn(member, read, dossier):
    asked = member.post(address("stock_import", dossier, 1), {"with_doubtful": "on"}, follow=True)
    again = member.post(address("stock_import", dossier, 1), {})
    jobs.work_on_what_waits()

    assert "Le portail l’écrit" in asked.content.decode()
    assert (again.status_code, dossier.organism.residences.count()) == (409, MANY - 1)
    assert "importé" in page(member, dossier)


def test_its_residences_are_searched_once_it_is_written(read, alice):
    before = search(alice, "R2999")
    outcome(read, alice)

    found = {kind.code: [one.url for one in kind.found] for kind in search(alice, "R2999")}

    url = f"/espace/dossiers/{read.dossier.reference}/patrimoine/residences/R2999/"
    assert (before, found) == ([], {"residences": [url]})


def test_a_large_file_may_be_read_otherwise(member, dossier, rows, alice):
    titled = [[*cells, "Bât. A"] for cells in rows]
    send(member, dossier, csv_file(*titled, header=[*HEADER, "Repère"]), "parc.csv")
    jobs.work_on_what_waits()
    member.post(address("stock_read_again", dossier, 1), {f"column-{len(HEADER)}": "block"})
    waits = StockImport.objects.get().status
    jobs.work_on_what_waits()
    outcome(StockImport.objects.get(), alice)

    assert waits == "reading"
    assert set(Residence.objects.values_list("block", flat=True)) == {"Bât. A"}


def test_the_worker_does_it_at_each_turn_and_an_idle_one_costs_a_query(django_assert_num_queries):
    assert jobs.work_on_what_waits in worker.TURN
    with django_assert_num_queries(1):
        jobs.work_on_what_waits()


def test_its_page_tells_the_lines_read_and_then_leads_on(member, dossier, one):
    StockImport.objects.update(rows_done=1_500, rows_total=3_002, seen_at=clock.now())
    during = page(member, dossier)
    StockImport.objects.update(seen_at=None)
    jobs.work_on_what_waits()

    assert "1 500 lignes lues sur 3 002." in during
    assert "Voir le compte rendu" in page(member, dossier, **{"HX-Request": "true"})
    assert "Voir le compte rendu" not in page(member, dossier)


def test_nothing_is_confirmed_while_it_is_read(member, dossier, one):
    answer = member.post(address("stock_import", dossier, 1), {})

    assert answer.status_code == 409
    assert "Le portail travaille encore sur ce fichier." in answer.content.decode()


def test_one_that_is_stopped_while_it_is_read_keeps_nothing(member, dossier, one, alice):
    reader = jobs.QUEUE.next()
    member.post(address("stock_abandon", dossier, 1))
    jobs.read(reader)

    one.refresh_from_db()
    assert (one.status, one.file, one.rows_done) == ("abandoned", None, 0)
    assert not StockImportPart.objects.exists()
    assert "Sa lecture a été arrêtée." in page(member, dossier)


def test_a_worker_that_stopped_in_the_middle_is_replaced_three_minutes_later(one):
    assert jobs.QUEUE.take(one.pk)
    StockImportPart.objects.create(stock_import=one, rank=1, rows=[], lines=[])
    again = jobs.QUEUE.next()
    with clock.at(clock.now() + timedelta(minutes=4)):
        jobs.work_on_what_waits()

    one.refresh_from_db()
    assert (again, one.status) == (None, "previewed")
    assert [len(part.lines) for part in one.parts.all()] == [1_000, 1_000, 1_000, 1]


def test_what_cannot_be_read_says_why(member, dossier):
    content = csv_file(*[row()] * MANY) + b'\r\n"jamais ferm\xc3\xa9;x\r\n'
    send(member, dossier, content, "parc.csv")
    jobs.work_on_what_waits()

    assert StockImport.objects.get().status == "empty"
    assert "un guillemet n’est pas refermé" in page(member, dossier)


def test_what_no_reading_would_accept_is_refused_at_once(member, dossier):
    answer = send(member, dossier, b"%PDF-1.7\n" + b"x\n" * 4_000, "parc.pdf")

    assert (answer.status_code, StockImport.objects.count()) == (422, 0)


def test_it_writes_what_the_same_small_file_would_and_the_journal_says_who(read, dossier, alice):
    """Created, updated, unchanged and absent: an empty cell leaves what is known."""
    here = dossier.organism.residences
    here.create(code="R0001", name="Avant", insee="01053", homes=10, agency="Nord")
    left = here.create(code="PARTIE", name="Partie", insee="01053", homes=1)
    back = here.create(code="R0005", name="Les Tilleuls", insee="01053", homes=48, is_active=False)
    told = outcome(read, alice, remove_absent=True)
    same = outcome(StockImport.objects.get(), alice)

    one = here.get(code="R0001")
    assert told == same
    assert told == {
        "created": MANY - 4, "updated": 2, "unchanged": 0, "absent": 1, "removed": 1, "rated": 0,
    }  # fmt: skip
    assert (one.name, one.agency, one.homes, one.built_year, one.is_qpv) == (
        "Les Tilleuls", "Nord", 48, 1968, True,
    )  # fmt: skip
    assert not here.filter(code__in=("R0002", "R0003")).exists()
    left.refresh_from_db()
    back.refresh_from_db()
    assert (left.is_active, back.is_active) == (False, True)
    assert read.report["removed"] == [left.pk]
    lines = audit_log.entries_of(dossier).filter(act="stock_import")
    assert [line.sentence for line in lines] == [f"{alice} a importé le patrimoine."]


def test_a_second_import_of_the_same_file_changes_nothing(member, read, dossier, content, alice):
    first = outcome(read, alice, with_doubtful=True)
    send(member, dossier, content, "parc.csv")
    jobs.work_on_what_waits()
    again = StockImport.objects.get(number=2)
    foreseen = again.report["foreseen"]
    second = outcome(again, alice, with_doubtful=True)

    assert (first["created"], second["created"], second["updated"]) == (MANY - 1, 0, 0)
    assert second["unchanged"] == MANY - 1
    assert (foreseen["unchanged"], foreseen["created"]) == (MANY - 2, 0)


def test_what_is_rated_in_the_file_is_rated(member, dossier, rows, alice):
    axes = [[2, 2, 1, 0, n % 5] for n in range(MANY)]
    rated = [cells + notes for cells, notes in zip(rows, axes, strict=True)]
    send(member, dossier, csv_file(*rated, header=HEADER + AXES), "parc.csv")
    jobs.work_on_what_waits()
    told = outcome(StockImport.objects.get(), alice)

    assert (told["created"], told["rated"]) == (MANY - 2, MANY - 2)
    one = Rating.objects.get(residence__code="R0005")
    assert (one.index, one.level, one.rated_by) == (9, "priority", alice)


def test_what_is_not_open_any_more_is_given_back_with_the_reason(member, read, dossier, alice):
    actions.confirm(read, by=alice)
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")
    waits = page(member, dossier)
    jobs.work_on_what_waits()

    read.refresh_from_db()
    assert "L’import attend son tour." in waits
    assert (read.status, read.asked_at) == ("previewed", None)
    assert "Le patrimoine se note entre la recevabilité" in page(member, dossier)
    assert not Residence.objects.exists()


def test_the_file_to_correct_has_what_is_left_to_do(member, read, dossier):
    answer = member.get(address("stock_corrected", dossier, 1))

    assert answer.status_code == 200
    assert spreadsheet_codes(answer.content) == ["R0002", "R0003"]


def test_more_lines_than_a_file_holds_are_handed_back_in_several(
    member, read, dossier, monkeypatch
):
    """None is lost: each file goes on where the one before ends."""
    monkeypatch.setattr(parts, "HANDED_BACK", 1)
    url = address("stock_corrected", dossier, 1)
    found = [member.get(url, {"partie": n}) for n in ("1", "2", "3", "0", "x")]

    assert [answer.status_code for answer in found] == [200, 200, 404, 404, 404]
    assert [spreadsheet_codes(answer.content) for answer in found[:2]] == [["R0002"], ["R0003"]]
    said = page(member, dossier)
    assert [f"fichier {n} : lignes {n} à {n} (XLSX)" in said for n in (1, 2)] == [True, True]


def test_a_file_of_which_nothing_is_left_to_do_is_handed_back_empty(member, dossier):
    rows = [row(code=f"R{n:04}", address=f"{n} rue A") for n in range(1, MANY + 1)]
    send(member, dossier, csv_file(*rows), "parc.csv")
    jobs.work_on_what_waits()

    answer = member.get(address("stock_corrected", dossier, 1))
    assert (answer.status_code, spreadsheet_codes(answer.content)) == (200, [])


def test_what_waits_to_be_written_is_stopped_and_previewed_again(member, read, dossier, alice):
    actions.confirm(read, by=alice)
    writer = jobs.QUEUE.next()
    assert "Arrêter l’écriture" in page(member, dossier)
    answer = member.post(address("stock_abandon", dossier, 1), follow=True)
    jobs.write(writer)

    read.refresh_from_db()
    assert "Écriture arrêtée. Rien n’a été écrit." in answer.content.decode()
    assert (read.status, read.asked_at, read.confirmed_by) == ("previewed", None, None)
    assert not Residence.objects.exists()
    assert outcome(read, alice)["created"] == MANY - 2


def test_what_is_written_is_not_left_aside(member, read, dossier, alice):
    outcome(read, alice)
    answer = member.post(address("stock_abandon", dossier, 1), follow=True)

    read.refresh_from_db()
    assert "Trop tard\u00a0: l’import est déjà écrit au patrimoine." in answer.content.decode()
    assert read.status == "confirmed"
