"""The wizard on the real file: sent, decided by kind or line by line, confirmed; sent again, it changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.steering.history_import.lines import listing
from labelling.steering.history_import.models import TrackingImport
from portal.workflow import audit_log
from tests.labelling.history_import.conftest import plain
from tests.labelling.history_import.test_sending import FILE, HERE

pytestmark = pytest.mark.django_db
INVERTED = "La fin du label précède son début."
MOST = 40  # decisions of hers for ten years of tracking


class Desk:
    """The référent at the wizard: each sending that decides something is counted."""

    def __init__(self, client):
        self.client, self.decisions = client, 0
        upload = SimpleUploadedFile(FILE.name, FILE.read_bytes())
        assert client.post(HERE, {"file": upload}).status_code == 302
        self.reference = TrackingImport.objects.latest("pk").reference

    @property
    def one(self):
        return TrackingImport.objects.get(reference=self.reference)

    @property
    def lines(self):
        return listing.review(self.one)

    def page(self, part="lignes/", **query):
        return self.client.get(f"{HERE}{self.reference}/{part}", query)

    def decide(self, part, **said):
        self.decisions += 1
        return self.client.post(f"{HERE}{self.reference}/{part}", said)

    def settle(self, code, verdict="keep"):
        return self.decide("lignes/par-remarque/", code=code, verdict=verdict)

    def line(self, one, verdict="keep", **said):
        sheet = listing.sheet_names(self.one).index(one.sheet)
        return self.decide(f"lignes/{sheet}/{one.row}/", verdict=verdict, **said)

    def decide_all(self):
        """By kind of remark, then what is still wrong, line by line: an organism that nobody knows is left out."""
        for row in listing.by_code(self.lines):
            assert self.settle(row["code"]).status_code == 302
        for one in [line for line in self.lines if line.problems]:
            assert self.line(one, "skip").status_code == 302

    def confirm(self):
        return self.client.post(f"{HERE}{self.reference}/reprendre-le-suivi/", {})


@pytest.fixture
def desk(signed_in, sonia):
    return Desk(signed_in(sonia))


def named(desk, name):
    return next(one for one in desk.lines if one.title == name and one.group == "organisms")


def test_the_file_enters_in_forty_decisions_and_its_labels_are_public(desk, client, told):
    corrected = [one for one in desk.lines if one.kind == "new"][:3]
    for rank, one in enumerate(corrected):
        assert desk.line(one, homes=4_000 + rank).status_code == 302
    desk.decide_all()
    answer = desk.confirm()

    assert answer.status_code == 302, plain(answer.content)
    assert desk.one.state == "confirmed"
    assert desk.decisions <= MOST
    assert Organism.objects.count() == told["counts"]["organisms"]
    rows = Organism.objects.filter(
        homes__range=(4_000, 4_002), name__in=[one.title for one in corrected]
    )
    assert rows.count() == 3
    assert "Orvance Habitat" in plain(
        client.get(reverse("labelling:directory"), {"q": "Orvance"}).content
    )


def test_the_same_file_again_is_the_same_everywhere(signed_in, sonia, desk):
    desk.decide_all()
    desk.confirm()

    again = Desk(signed_in(sonia))

    assert {one.kind for one in again.lines} <= {"same", "read", "skipped"}
    assert listing.by_code(again.lines) == []
    answer = again.confirm()
    assert answer.status_code == 302, plain(answer.content)
    assert again.decisions == 0


def test_nothing_is_confirmed_while_a_line_waits(desk):
    answer = desk.confirm()
    said = plain(answer.content)

    assert answer.status_code == 409
    assert "Audits, ligne 189" in said
    assert "lignes à décider.)" in said
    assert Organism.objects.count() == 0


def test_a_line_tells_its_place_and_what_to_do(desk):
    said = plain(desk.page(sorte="wrong").content)

    assert "Organismes, ligne 47" in said
    assert "La fin du label précède son début." in said


def test_a_colour_and_a_status_are_told_in_words(desk):
    said = [
        issue["message"].replace("\u00a0", " ")
        for line in desk.lines
        for issue in line.issues
        if issue["code"].startswith("Statut lu de la couleur")
    ]

    assert said[0] == "Statut lu de la couleur de la ligne : « labellisé »."
    assert [one for one in said if "#" in one] == []


def test_the_page_of_the_import_leads_to_what_is_left_to_decide(desk):
    page = desk.page("").content.decode()

    assert f'href="{HERE}{desk.reference}/lignes/"' in page
    rest = len(listing.by_code(desk.lines)) - listing.FIRST
    assert f"Et {rest} autres sortes de remarques à décider." in plain(page.encode())


def test_each_part_leads_to_the_next_one(desk):
    parts = ["feuilles/", "valeurs/", "registre/"]
    following = ["valeurs", "registre", "lignes"]
    pages = [plain(desk.page(part).content) for part in parts]

    told = zip(following, pages, strict=True)
    assert [f"Continuer : {name}" in page for name, page in told] == [True] * 3
    desk.decide_all()
    assert "Plus aucune remarque n’attend" in plain(desk.page("lignes/").content)


def test_a_session_that_ends_loses_no_decision(desk, client, sonia):
    desk.settle(INVERTED)
    desk.line(named(desk, "Orvance Habitat"), "skip")
    client.logout()
    client.force_login(sonia)

    assert desk.one.choices["accepted"] == [INVERTED]
    said = [one.sentence for one in audit_log.entries_of(desk.one)]
    assert len([one for one in said if INVERTED in one]) == 1
    assert named(desk, "Orvance Habitat").kind == listing.SKIPPED


def test_the_confirmation_says_what_it_will_do(desk):
    desk.decide_all()
    desk.line(named(desk, "Orvance Habitat"), "skip")
    said = plain(desk.page("reprendre-le-suivi/").content)

    assert "119 organismes nouveaux entrent au portail" in said
    assert "2 lignes sont laissées de côté." in said
