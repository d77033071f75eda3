"""« Mise en service »: what a new installation lacks, line by line, until each is done."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from home.models import LegalPage
from home.site.loading import ensure_site
from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.parties.framework import binding
from portal.commissioning import registry
from portal.core import clock
from portal.models import BackupRun, RestoreTrial, Role
from portal.retention import commissioning as retention_line
from portal.retention import durations
from portal.workflow import audit_log
from tests.factories import make_user
from tests.portal.account_desk.conftest import WHY, browser, post, words_of

pytestmark = pytest.mark.django_db
PAGE = "/espace/mise-en-service/"
LEFT = "La mise en service n’est pas finie"


def missing(code):
    return list(registry.LINES[code].missing())


def test_each_line_is_declared_by_its_topic_in_this_order():
    assert [(one.code, one.is_advised) for one in registry.in_order()] == [
        ("texts", False), ("roles", False), ("deputy", False), ("second_technician", True), ("seats", False),
        ("rules", False), ("restore", False), ("retention", False), ("seal", False),
    ]  # fmt: skip


def test_the_roles_that_nobody_holds_are_named(theo, sonia, dircom):
    make_user("Denis", "Données", roles=[Role.DPO])
    assert missing("roles") == ["Personne ne tient\u00a0: secrétariat du comité."]
    make_user("Nora", "Perrin", roles=[Role.SECRETARY])

    assert missing("roles") == []
    assert (missing("deputy"), missing("second_technician")) != ([], [])
    make_user("Paul", "Rey", roles=[Role.DEPUTY])
    make_user("Tom", "Deux", roles=[Role.TECH])
    assert (missing("deputy"), missing("second_technician")) == ([], [])


def test_the_committee_needs_a_presidence_held_and_its_quorum():
    assert missing("seats") == ["Personne ne tient la présidence.", "Le comité n’a aucun siège."]
    seats = [
        CommitteeSeat.objects.create(code=f"S{n}", label=f"S{n}", college="USH", is_chair=n == 0)
        for n in range(4)
    ]
    person = make_user("Carla", "Présidente")
    SeatHolder.objects.create(seat=seats[1], user=person, rank="full")
    assert missing("seats") == [
        "Personne ne tient la présidence.",
        "1\u00a0siège pourvu sur 4, il en faut 2 pour le quorum.",
    ]
    SeatHolder.objects.create(seat=seats[0], user=person, rank="substitute")

    assert missing("seats") == []


def test_the_rules_of_the_demonstration_are_not_the_label_s(monkeypatch):
    alone = "Le bureau du label n’a qu’une personne"
    assert [one.startswith(alone) for one in missing("rules")] == [False, False, False, True]
    assert "ni ne publie les règles" in missing("deputy")[0]
    make_user("Sonia", "Vasseur", roles=[Role.REFERENT])
    make_user("Paul", "Rey", roles=[Role.DEPUTY])
    assert [sentence.partition("\u00a0:")[2] for sentence in missing("rules")] == [
        " version de démonstration (COM-DEMO-2025.1).",
        " version de démonstration (DEMO-2025.1).",
        " version de démonstration (REG-DEMO-2025.1).",
    ]
    for kind in binding.KINDS:
        monkeypatch.setattr(kind, "is_demonstration", False)

    assert missing("rules") == []


def test_the_periods_are_those_that_the_data_protection_officer_approved(monkeypatch):
    assert len(missing("retention")) == 1
    approved = durations.Version(clock.today(), False, "", durations.version().periods)
    monkeypatch.setattr(retention_line, "version", lambda: approved)

    assert missing("retention") == []


def test_the_pages_that_the_law_asks_for_have_no_first_wording_left():
    assert "Mentions légales\u00a0: la page n’est pas en ligne." in missing("texts")
    ensure_site()
    assert "Mentions légales\u00a0: il reste un texte provisoire." in missing("texts")
    page = LegalPage.objects.get()
    for name in page.mandatory:
        setattr(page, name, "Union sociale")
    page.body = [("text", "<p>L’éditeur est l’Union.</p>")]
    page.save()

    assert [one for one in missing("texts") if one.startswith("Mentions")] == []


def sealed(path, days):
    """A key in a file, whose certificate ends in so many days."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sceau")])
    until = clock.now() + timedelta(days=days)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    )
    made = (
        made.serial_number(1).not_valid_before(until - timedelta(days=400)).not_valid_after(until)
    )
    certificate = made.sign(key, hashes.SHA256())
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"s", key, certificate, None, BestAvailableEncryption(b"mot")
        )
    )
    return str(path)


def test_the_key_of_the_seal_is_there_opens_and_is_in_its_dates(settings, tmp_path):
    settings.SEAL_KEY = ""
    assert missing("seal") == [
        "Aucune clé n’est donnée\u00a0: les attestations partent sans sceau."
    ]
    settings.SEAL_KEY = sealed(tmp_path / "sceau.p12", days=300)
    settings.SEAL_PASSPHRASE = "faux"
    assert missing("seal") == [
        "La clé ne s’ouvre pas\u00a0: vérifiez le fichier et son mot de passe."
    ]
    settings.SEAL_PASSPHRASE = "mot"
    assert missing("seal") == []
    settings.SEAL_KEY = sealed(tmp_path / "vieux.p12", days=-1)
    assert missing("seal") == ["Le certificat de la clé est absent ou n’est plus valable."]
    settings.SEAL_KEY = str(tmp_path / "absent.p12")
    assert missing("seal") == [
        "La clé ne s’ouvre pas\u00a0: vérifiez le fichier et son mot de passe."
    ]


def drilled(*, is_good, days=0):
    at = clock.now() - timedelta(days=days)
    BackupRun.objects.create(kind="drill", started_at=at, ended_at=at, is_good=is_good, said="")


def test_a_restored_backup_is_what_the_last_drill_of_the_portal_said(theo, sonia):
    assert missing("restore")[0].startswith("Aucun essai de restauration n’a été joué")
    drilled(is_good=True, days=101)
    assert "il en faut un par trimestre" in missing("restore")[0]
    drilled(is_good=True, days=99)
    assert missing("restore") == []
    drilled(is_good=False)
    assert "a échoué" in missing("restore")[0]
    page = browser(sonia).get(PAGE).text
    assert 'href="/espace/services/"' in page
    drilled(is_good=True)

    assert missing("restore") == []


def test_a_backup_restored_elsewhere_is_declared_by_the_technique_under_their_name(theo, sonia):
    day = clock.today() - timedelta(days=2)
    refused = post(sonia, f"{PAGE}restauration/", restored_on=day.isoformat(), checked=WHY)
    to_come = post(theo, f"{PAGE}restauration/", restored_on="2999-01-01", checked=WHY)
    assert (refused.status_code, to_come.status_code, RestoreTrial.objects.count()) == (403, 422, 0)
    done = post(theo, f"{PAGE}restauration/", restored_on=day.isoformat(), checked=WHY)
    trial = RestoreTrial.objects.get()

    assert (done.headers["Location"], trial.told_by, len(missing("restore"))) == (PAGE, theo, 1)
    assert audit_log.entries_of(trial).get().actor == theo
    assert f"déclarée par Théo Technique {WHY}" in words_of(browser(sonia).get(PAGE))


def test_the_page_says_each_line_who_does_it_and_where(theo, sonia):
    page = browser(theo).get(PAGE)
    said = words_of(page)

    assert "Chaque fonction est tenue" in said
    assert "l’administration technique et le référent label Y aller" in said
    assert 'href="/espace/mise-en-service/restauration/"' in page.text
    assert 'href="/espace/mise-en-service/restauration/"' not in browser(sonia).get(PAGE).text


def test_both_homes_show_it_until_each_line_is_done(theo, sonia, alice, monkeypatch):
    homes = [words_of(browser(person).get("/espace/")) for person in (theo, sonia, alice)]
    assert [LEFT in home for home in homes] == [True, True, False]
    only_advice = {code: one for code, one in registry.LINES.items() if one.is_advised}
    monkeypatch.setattr(registry, "LINES", only_advice)

    assert LEFT not in words_of(browser(theo).get("/espace/"))
    page = words_of(browser(theo).get(PAGE))
    assert "Tout est fait" in page
    assert "Conseillé" in page


def test_nobody_else_reads_it(alice, dircom):
    assert [browser(one).get(PAGE).status_code for one in (alice, dircom)] == [404, 404]
