"""Desk of the kit: resources, versions, rights that end, register, cost of lists."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.title.kit import listing, worklist
from labelling.title.kit.models import AssetDownload, BrandAsset
from labelling.title.kit.workflow import ASSET
from portal.core import clock
from portal.models import Role
from portal.notifications import outbox
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused
from tests.factories import make_member, make_organism, make_user
from tests.labelling.kit.factories import LOGO, address, make_asset, make_licence, take
from tests.labelling.labels.factories import make_label
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db
DESK = "/espace/kit/gestion/"
ONE = f"{DESK}ressources/logo/"
FIELDS = {
    "name": "Logo", "kind": "logo", "variant": "labelled", "audience": "labelled",
    "licence_required": "on", "description": "Le logo.", "alternative": "Huit carreaux.",
    "order": "100",
}  # fmt: skip


def a_file(name="logo.svg", content=LOGO):
    return SimpleUploadedFile(name, content)


def post(client, path, **data):
    return client.post(path, {"once": new_key()} | data)


def test_dircom_adds_a_resource_publishes_it_then_replaces_it(signed_in, client, dircom):
    """Version by version, each step in the journal; one version in force at a time."""
    signed_in(dircom)
    added = post(client, f"{DESK}ajouter/", **FIELDS, uploads=a_file())
    hidden = [row["asset"].name for row in client.get("/marque/kit/").context["reserved"]]
    post(client, f"{ONE}versions/1/publier/")
    post(client, f"{ONE}versions/ajouter/", note="Plus net", uploads=[a_file(), a_file("b.svg")])
    post(client, f"{ONE}versions/2/publier/")
    asset = BrandAsset.objects.get()
    states = [(one.number, one.state, one.published_on) for one in asset.versions.all()]
    acts = [entry.act for entry in client.get(ONE).context["entries"]]

    assert (added.status_code, hidden) == (302, [])
    assert states == [(2, "in_force", clock.today()), (1, "replaced", clock.today())]
    assert list(asset.versions.get(number=2).files.values_list("key", "label")) == [
        ("svg", "SVG"), ("svg-2", "SVG"),
    ]  # fmt: skip
    assert acts == ["publish", "replace", "version", "publish", "version", "create"]


def test_what_is_wrong_is_told_beside_its_field_and_kept(signed_in, client, dircom):
    signed_in(dircom)
    cases = {
        "alternative": {"alternative": "logo-2026.png"},
        "licence_required": {"licence_required": "", "audience": "public"},
        "audience": {"audience": "press"},
        "variant": {"variant": "none"},
        "credit": {"kind": "photo", "variant": "none", "licence_required": "", "audience": "press"},
        "name": {"name": ""},
    }
    faults = {
        name: list(
            client.post(f"{DESK}ajouter/", FIELDS | data | {"uploads": a_file()})
            .context["form"].errors
        )
        for name, data in cases.items()
    }  # fmt: skip
    trap = SimpleUploadedFile("piege.svg", LOGO.replace(b"<path", b"<script/><path"))
    trapped = client.post(f"{DESK}ajouter/", FIELDS | {"uploads": trap})
    answer = client.post(f"{DESK}ajouter/", FIELDS)

    assert faults == {name: [name] for name in cases}
    assert (answer.status_code, answer.context["form"]["name"].value()) == (422, "Logo")
    assert "Choisissez un fichier." in answer.text
    assert (trapped.status_code, "qui n’est pas un simple tracé" in trapped.text) == (422, True)
    assert BrandAsset.objects.count() == 0


def test_the_desk_is_missing_for_who_does_not_tend_the_kit(signed_in, alice, sonia, dircom):
    people = (dircom, sonia, make_user(roles=[Role.DEPUTY]), alice, make_user(roles=[Role.DPO]))
    paths = (DESK, f"{DESK}ajouter/", f"{DESK}registre/", f"{DESK}registre.csv")
    codes = {path: [signed_in(person).get(path).status_code for person in people] for path in paths}

    assert codes == {path: [200, 200, 200, 404, 404] for path in paths}


def test_only_a_steward_fires_and_publishing_needs_an_offered_resource(alice, dircom):
    asset = make_asset(is_published=False)
    version = asset.versions.get()
    with pytest.raises(Forbidden):
        version.workflow.fire(version, "publish", by=alice)
    ASSET.fire(asset, "retire", by=dircom)
    with pytest.raises(Refused) as refused:
        version.workflow.fire(version, "publish", by=dircom)

    assert refused.value.codes == ["retired"]


def test_a_second_click_publishes_once(signed_in, client, dircom):
    make_asset(is_published=False)
    signed_in(dircom)
    key = new_key()
    path = f"{ONE}versions/1/publier/"
    codes = [client.post(path, {"once": key}).status_code for _ in range(2)]
    late = client.post(path, {"once": new_key()})

    assert codes == [302, 302]
    refused_page(late, "Cette étape n’est pas possible")


def test_dircom_is_warned_thirty_days_before_rights_end_and_once(dircom):
    make_asset("Hall", kind="photo", credit="A. Martin", rights_expire_on=date(2026, 12, 25))
    ASSET.run_reminders()
    before = outbox.Message.objects.count()
    with clock.at(datetime(2026, 11, 25, 9)):
        ASSET.run_reminders()
        ASSET.run_reminders()
        outbox.deliver_due()
        tasks = [(one.list, one.title) for one in worklist.rights_that_end(dircom)]

    assert before == 0
    subjects = [
        letter.subject.replace("\u00a0", " ")
        for letter in mail.outbox
        if letter.to == [dircom.email]
    ]
    assert subjects == ["Kit : les droits de « Hall » prennent fin le 25 décembre 2026"]
    assert tasks == [("watch", "Droits de «\u00a0Hall\u00a0»")]


def test_br_79_register_is_counted_filtered_and_exported(
    signed_in, client, organism, alice, dircom
):
    """BR-79: per resource and per organism; no cell that a spreadsheet would run."""
    make_licence(make_label(organism), by=alice)
    logo, words = make_asset("Logo", variant="labelled"), make_asset("=Mots")
    signed_in(alice)
    for asset in (logo, logo, words):
        take(client, address(asset))
    client.logout()
    take(client, address(words))
    rows = AssetDownload.objects.all()
    signed_in(dircom)
    shown = client.get(f"{DESK}registre/?asset={logo.pk}").context["page"].paginator.count
    lines = client.get(f"{DESK}registre.csv").content.decode("utf-8-sig").splitlines()

    assert listing.by_organism(rows) == [("Valmeyre Habitat", 3)]
    assert sorted(listing.by_asset(rows)) == [("=Mots", 2), ("Logo", 2)]
    assert shown == 2
    assert lines[0].split(";")[:4] == ["date", "ressource", "version", "modele"]
    assert [line.split(";")[1] for line in lines[1:]] == ["'=Mots", "'=Mots", "Logo", "Logo"]


def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_lists_cost_the_same_with_one_row_and_with_many(signed_in, client, organism, alice, dircom):
    """BR-95: the public page, the member's, the desk, the register, a resource."""
    label = make_label(organism)
    make_licence(label, by=alice)
    first = make_asset("Logo", variant="labelled", by=dircom)
    words = make_asset("Mots", by=dircom)
    signed_in(alice)
    take(client, address(first))
    who = {
        "/espace/kit/": alice, DESK: dircom, f"{DESK}registre/": dircom, ONE: dircom,
        "/marque/kit/": dircom,
    }  # fmt: skip
    few = {path: cost(signed_in(person), path) for path, person in who.items()}
    for number in range(8):
        make_asset(f"Logo {number}", variant="labelled", by=dircom)
        make_asset(f"Mots {number}", by=dircom)
        make_member(make_organism(), user=alice)
    signed_in(alice)
    for _ in range(4):
        take(client, address(first))
        take(client, address(words))
    many = {path: cost(signed_in(person), path) for path, person in who.items()}

    assert many == few
    assert few["/marque/kit/"] <= 12


def test_public_page_says_what_needs_a_licence_and_gives_no_link_to_it(client):
    free, reserved = make_asset("Mots"), make_asset("Logo", variant="labelled")
    text = client.get("/marque/kit/").text
    press = client.get("/marque/kit/?public=press&nature=rien").context

    assert address(free) in text
    assert address(reserved) not in text
    assert "Obtenir les logos" in text
    assert (press["many"], press["free"]) == (0, [])


def test_kept_public_page_follows_the_kit_at_once(client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        asset = make_asset("Mots")
    before = client.get("/marque/kit/").text
    with django_capture_on_commit_callbacks(execute=True):
        ASSET.fire(asset, "retire", by=make_user(roles=[Role.DIRCOM]))

    assert "Mots" in before
    assert "Mots" not in client.get("/marque/kit/").text
