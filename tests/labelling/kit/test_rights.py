"""Download rights of the kit, and its register (BR-78, BR-79)."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from labelling.title.kit.models import AssetDownload, BrandAsset, Kept
from labelling.title.labels.models import Label
from labelling.title.licences.models import BrandLicence
from portal.core import clock
from portal.models import Role
from portal.web.rate_limits import MINUTE, Limit
from tests.factories import make_member, make_organism, make_user
from tests.labelling.kit.factories import OPEN, SAID, address, make_asset, make_licence, take
from tests.labelling.labels.factories import make_label
from tests.labelling.licences import factories as licences

pytestmark = pytest.mark.django_db


def codes(client, signed_in, people, path):
    """The answer's code for each person; None is nobody."""
    found = []
    for person in people:
        client.logout()
        found.append(take(signed_in(person) if person else client, path).status_code)
    return found


def put(label, **fields):
    Label.objects.filter(pk=label.pk).update(**fields)


def test_br_78_reserved_file_is_for_people_of_a_licensed_organism(
    client, signed_in, organism, alice, chloe, bob, sonia, dircom
):
    """BR-78: and a guessed address is a missing one for all others."""
    make_licence(make_label(organism), by=alice)
    path = address(make_asset(variant="labelled"))
    auditor, secretary = make_user(), make_user(roles=[Role.SECRETARY])
    tenders = (alice, chloe, sonia, dircom)
    strangers = (None, bob, auditor, secretary)

    assert codes(client, signed_in, tenders, path) == [200, 200, 200, 200]
    assert codes(client, signed_in, strangers, path) == [404, 404, 404, 404]
    assert signed_in(alice).get(address(BrandAsset(slug="rien"))).status_code == 404
    assert take(signed_in(alice), path.replace("/svg/", "/pdf/")).status_code == 404


def test_br_78_suspended_label_closes_with_a_sentence_and_whom_to_ask(signed_in, organism, alice):
    """BR-78: suspended = 403, at once, whatever the licence's own state says."""
    label = make_label(organism)
    make_licence(label, by=alice)
    path = address(make_asset(variant="labelled"))
    client = signed_in(alice)
    assert take(client, path).status_code == 200
    put(label, state="suspended", suspended_on=clock.today())
    answer = take(client, path)

    assert answer.status_code == 403
    assert "est suspendue" in answer.text
    assert "Écrivez à la Dircom" in answer.text
    assert AssetDownload.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "withdrawn", "ended_on": date(2026, 11, 24)},
        {"state": "annulled"},
        {"end_on": date(2026, 11, 23)},
    ],
)
def test_br_78_ended_label_closes_the_kit_with_every_job_stopped(
    signed_in, organism, alice, fields
):
    """The licence still says « active »: no follower, no clock has run."""
    label = make_label(organism)
    licence = make_licence(label, by=alice)
    path = address(make_asset("Logo secret", variant="labelled"))
    BrandLicence.objects.filter(pk=licence.pk).update(end_on=fields.get("end_on", label.end_on))
    put(label, **fields)
    client = signed_in(alice)

    assert take(client, path).status_code == 403
    assert "a pris fin" in take(client, path).text
    assert path not in take(client, "/espace/kit/").text


def test_br_78_right_ends_at_midnight_in_paris(signed_in, organism, alice):
    label = make_label(organism, end_on=date(2026, 11, 24))
    make_licence(label, by=alice)
    path = address(make_asset(variant="labelled"))
    client = signed_in(alice)
    with clock.at(datetime(2026, 11, 24, 23, 59)):
        last = take(client, path).status_code
    with clock.at(datetime(2026, 11, 25, 0, 1)):
        assert (last, take(client, path).status_code) == (200, 403)


def test_br_78_licence_not_yet_accepted_opens_nothing(signed_in, organism, alice):
    label = make_label(organism)
    licence = make_licence(label, by=alice)
    BrandLicence.objects.filter(pk=licence.pk).update(
        state="eligible", accepted_at=None, accepted_by=None, charter=None, start_on=None
    )
    answer = signed_in(alice).get(address(make_asset(variant="labelled")))

    assert answer.status_code == 403
    assert "signataire" in answer.text


def test_br_78_one_variant_opens_no_other(signed_in, organism, alice):
    """That of a mention never given is a missing one; that of a licence that ended is closed."""
    make_licence(make_label(organism), by=alice)
    licences.make_licence(organism, variant="engaged", state="ended", by=alice)
    mention, engaged = (make_asset(f"Logo {name}", variant=name) for name in ("mention", "engaged"))
    client = signed_in(alice)

    assert take(client, address(mention)).status_code == 404
    assert take(client, address(engaged)).status_code == 403


def test_br_78_reserved_logo_cannot_be_made_open():
    """The database itself refuses a logo of a variant that asks for no licence."""
    known = OPEN | SAID | {"kind": "logo", "variant": "labelled"}
    with pytest.raises(IntegrityError), transaction.atomic():
        BrandAsset.objects.create(slug="logo", name="Logo", **known)


def test_general_door_of_files_serves_nothing_of_the_kit(signed_in, dircom):
    """A file of the kit leaves by the kit alone, where its line is written."""
    stored = make_asset().versions.get().files.get().stored

    assert take(signed_in(dircom), f"/espace/fichiers/{stored.token}/").status_code == 404


def test_file_is_an_attachment_that_nothing_runs(client):
    answer = take(client, address(make_asset()))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="logo.svg"'
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/svg+xml"


def test_br_79_each_taking_leaves_one_line_with_its_facts(signed_in, client, organism, alice):
    """BR-79: asset, version, organism, person, time, variant."""
    label = make_label(organism)
    make_licence(label, by=alice)
    reserved, free = make_asset("Logo", variant="labelled"), make_asset("Mots")
    take(signed_in(alice), address(reserved))
    client.logout()
    take(client, address(free))
    named, nameless = AssetDownload.objects.order_by("pk")

    assert (named.version, named.organism, named.user) == (
        reserved.versions.get(), organism, alice,
    )  # fmt: skip
    assert (named.variant, named.form, named.at) == ("labelled", "SVG", clock.now())
    assert named.keep_until_on == date(label.end_on.year + 5, 12, 31)
    assert (nameless.organism, nameless.user, nameless.variant) == (None, None, "none")


def test_br_79_line_is_told_of_the_organism_that_was_asked_for(signed_in, organism, alice):
    """Somebody who acts for two organisms takes for one of them; a third one's name changes nothing."""
    other = make_organism("Aumont Habitat", slug="aumont-habitat")
    make_member(other, user=alice)
    for one in (organism, other):
        make_licence(make_label(one), by=alice)
    path = address(make_asset(variant="labelled"))
    client = signed_in(alice)
    for wanted in ("valmeyre-habitat", "aumont-habitat", "corvange-habitat"):
        take(client, f"{path}?pour={wanted}")
    names = AssetDownload.objects.order_by("pk").values_list("organism__name", flat=True)

    assert list(names) == ["Valmeyre Habitat", "Aumont Habitat", "Aumont Habitat"]


def test_br_79_register_is_only_added_to(client):
    take(client, address(make_asset()))
    line = AssetDownload.objects.get()
    for change in (
        line.save,
        line.delete,
        AssetDownload.objects.all().delete,
        lambda: AssetDownload.objects.update(form="PDF"),
    ):
        with pytest.raises(Kept):
            change()


def test_photograph_of_ended_rights_is_gone_with_a_sentence(client, signed_in, dircom):
    asset = make_asset(
        "Hall", kind="photo", credit="A. Martin", rights_expire_on=date(2026, 11, 24)
    )
    assert take(client, address(asset)).status_code == 200
    assert "Hall" in take(client, "/marque/kit/").text
    with clock.at(datetime(2026, 11, 25, 8)):
        gone = take(client, address(asset))
        assert "Hall" not in take(client, "/marque/kit/").text
        assert take(signed_in(dircom), address(asset)).status_code == 410

    assert gone.status_code == 410
    assert "ont pris fin le 24" in gone.text


def test_withdrawn_version_and_retired_asset_are_missing(client):
    asset = make_asset()
    version = asset.versions.get()
    by = version.files.get().stored.stored_by
    asset.workflow.fire(asset, "retire", by=by)
    retired = take(client, address(asset)).status_code
    asset.workflow.fire(asset, "restore", by=by)
    version.workflow.fire(version, "withdraw", by=by)

    assert (retired, take(client, address(asset)).status_code) == (404, 404)


def test_too_many_takings_of_one_address_wait(client, monkeypatch):
    monkeypatch.setattr("labelling.title.kit.views.LIMIT", Limit(2, MINUTE))
    path = address(make_asset())

    assert [take(client, path).status_code for _ in range(3)] == [200, 200, 429]
    assert AssetDownload.objects.count() == 2
