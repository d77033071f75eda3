"""Auditors by a spreadsheet: each row is the act of one, previewed with its faults, done once when sent twice."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.parties.accreditation import actions as running
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.register.reading import read_auditors
from portal.accounts import invitations
from portal.core import clock
from portal.models import Invitation
from portal.scenario.files import document
from portal.spreadsheets.sheets import Unreadable
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.labelling.accreditation.factories import make_auditor

pytestmark = pytest.mark.django_db
REGISTER = "/espace/agrements/auditeurs/"
IMPORT = f"{REGISTER}importer/"
HEAD = (
    "Assurance jusqu’au;Courriel;Nom;Prénom;Cabinet;Régions;Type d’audit;Agréé depuis;Jusqu’au;Formation;Décision;"
    "Liste publique;Couleur"
)
ORIGIN = "Comité de labellisation du 12 mars 2025, relevé n° 8."
DATES = {
    "starts_on": date(2025, 3, 12),
    "ends_on": date(2028, 3, 11),
    "trained_on": date(2025, 2, 3),
    "insured_until_on": date(2027, 12, 31),
}
HELD = f"12/03/2025;11/03/2028;3/2/2025;{ORIGIN}"
INES = f'31/12/2027;Ines@relais.example;Roux;Inès;Relais;"Occitanie, 84";HQS + mise en œuvre;{HELD};oui;bleu'
ALI = ";ali@exemple.fr;Diop;Ali;Conseil;toutes;vérification;;;;;;"
PERSON = {"first_name": "Inès", "last_name": "Roux", "password": "trois chats dorment dehors"}


@pytest.fixture(autouse=True)
def _today():
    with clock.at(clock.parse("2026-11-24 10:00")):
        yield


@pytest.fixture
def office(signed_in, sonia):
    return signed_in(sonia)


def csv(*lines):
    return "\n".join((HEAD, *lines)).encode()


def sent(*lines, **fields):
    return of_file(csv(*lines), **fields)


def of_file(content, **fields):
    return fields | {"file": SimpleUploadedFile("auditeurs.csv", content), "once": new_key()}


def plain(page):
    return " ".join(page.text.split()).replace("\u00a0", " ")


def accepted(invitation):
    with_account = invitations.accept(invitation, **PERSON)
    return Auditor.objects.get(user=with_account)


def test_a_file_invites_and_takes_over_once_each_has_accepted(office, sonia, mailoutbox):
    """The whole way: read, done, accepted; the same file sent again does nothing."""
    read = plain(office.post(IMPORT, sent(INES, ALI)))
    before = Invitation.objects.count()
    done = office.post(IMPORT, sent(INES, ALI, sure="1"), follow=True)
    again = office.post(IMPORT, sent(INES, ALI))
    nothing = office.post(IMPORT, sent(INES, ALI, sure="1"))

    assert "invité ; à l’acceptation, agrément repris du 12 mars 2025 au 11 mars 2028" in read
    assert "Colonnes lues, et gardées nulle part : Couleur." in read
    assert (before, Invitation.objects.count()) == (0, 2)
    assert "2 auditeurs invités, 0 agrément repris." in plain(done)
    assert plain(done).count("agrément repris à l’acceptation") == 1
    assert sorted(mail.to[0] for mail in mailoutbox) == ["ali@exemple.fr", "ines@relais.example"]
    assert ("Aucune ligne n’est prête" in plain(again), nothing.status_code) == (True, 409)

    auditor = accepted(Invitation.objects.get(email="ines@relais.example"))
    one = AuditorAccreditation.objects.get()
    kept = {name: getattr(one, name) for name in DATES}
    assert (auditor.regions, auditor.is_public, one.auditor, kept) == (
        ["76", "84"],
        True,
        auditor,
        DATES,
    )
    assert (one.state, one.audit_types) == ("active", ["hqs", "implementation"])
    entry = audit_log.entries_of(one).get()
    assert (entry.act, entry.actor, entry.reason) == ("take_over", sonia, ORIGIN)
    assert list(Auditor.objects.listed_on(clock.today())) == [auditor]
    assert "agrément déjà repris" in plain(office.post(IMPORT, sent(INES)))


def test_who_is_in_the_register_has_the_accreditation_taken_over_at_once(office):
    auditor = make_auditor()
    line = INES.replace("Ines@relais.example", auditor.user.email)
    done = office.post(IMPORT, sent(line, sure="1"), follow=True)

    assert "0 auditeur invité, 1 agrément repris." in plain(done)
    assert AuditorAccreditation.objects.get().auditor == auditor


def test_br26_the_certificate_of_an_insurance_known_by_a_spreadsheet_is_sent_afterwards(
    office, signed_in
):
    auditor = make_auditor()
    office.post(IMPORT, sent(INES.replace("Ines@relais.example", auditor.user.email), sure="1"))
    one = AuditorAccreditation.objects.get()
    typed = {
        "insured_until_on": "2027-12-31",
        "certificate": document("Attestation", "Assurance professionnelle"),
        "once": new_key(),
    }
    answer = signed_in(auditor.user).post(f"{one.get_absolute_url()}assurance/", typed)

    assert not running.certificates(one).exists()
    assert answer.status_code == 302


def test_an_accreditation_that_ended_before_the_acceptance_is_not_taken_over(office):
    office.post(IMPORT, sent(INES, sure="1"))
    Invitation.objects.update(expires_at=clock.parse("2028-05-01 10:00"))
    with clock.at(clock.parse("2028-04-01 10:00")):
        auditor = accepted(Invitation.objects.get())

    assert not auditor.accreditations.exists()


def test_each_row_that_cannot_be_says_why_with_its_cell(sonia):
    lines = {
        INES.replace("HQS", "peinture"): ["G2\u00a0: «\u00a0peinture\u00a0» n’est pas connu."],
        INES.replace("Occitanie", "Lune"): ["F2\u00a0: «\u00a0Lune\u00a0» n’est pas connu."],
        INES.replace("11/03/2028", "11/03/2031"): [
            (
                "I2\u00a0: En vigueur jusqu’au\u00a0: Au-delà de la durée que donne le règlement\u00a0: au plus tard "
                "le 11\u00a0mars 2028."
            )
        ],
        INES.replace("3/2/2025", "hier"): [
            "J2\u00a0: Formation USH suivie le\u00a0: Saisissez une date valide."
        ],
        INES.replace(ORIGIN, ""): ["K2\u00a0: Qui a décidé cet agrément, et quand\u00a0: Champ requis."],
        INES.replace("Ines@relais.example", "Ines"): [
            "B2\u00a0: Adresse électronique\u00a0: Saisissez une adresse de courriel valide."
        ],
        INES.replace("Ines@relais.example", f"{'i' * 250}@relais.example"): [
            (
                "B2\u00a0: Adresse électronique\u00a0: Assurez-vous que cette valeur comporte au plus 254 caractères "
                "(actuellement 265)."
            )
        ],
        INES.replace("Ines@relais.example", sonia.email): [
            "B2\u00a0: une autre personne du bureau vous inscrit."
        ],
    }  # fmt: skip
    for line, faults in lines.items():
        found = [row.faults for row in read_auditors(csv(line), by=sonia).rows]
        assert found == [faults]
    twice = read_auditors(csv(INES, INES), by=sonia)
    assert [row.faults for row in twice.rows] == [
        [],
        ["B3\u00a0: cette adresse est déjà dite\u00a0: Ligne 2."],
    ]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "EMPTY"), (b"Nom;Couleur\na;b", "NO_HEADER"), (b"%PDF-1.4", "PDF")]
)
def test_a_wrong_file_is_refused_beside_the_field(office, sonia, content, code):
    with pytest.raises(Unreadable) as refused:
        read_auditors(content, by=sonia)

    assert refused.value.code == code
    assert office.post(IMPORT, of_file(content)).status_code == 422


def test_a_sign_that_cannot_be_seen_is_left_out(sonia):
    [row] = read_auditors(csv(ALI.replace("ali@", "a\u200bli@")), by=sonia).kept

    assert row.facts["person"]["email"] == "ali@exemple.fr"


def test_a_second_click_does_it_once(office, mailoutbox):
    key = new_key()
    for _ in range(2):
        office.post(IMPORT, sent(ALI, sure="1") | {"once": key})

    assert (Invitation.objects.count(), len(mailoutbox)) == (1, 1)


def test_the_office_alone_reads_such_a_file(signed_in, dircom, alice):
    for person in (dircom, alice):
        assert signed_in(person).get(IMPORT).status_code == 403


def test_reading_costs_the_same_for_one_and_many_rows(office):
    def cost(many):
        lines = [INES.replace("Ines@", f"ines{n}@") for n in range(many)]
        lines += [
            INES.replace("Ines@relais.example", make_auditor().user.email) for _ in range(many)
        ]
        with CaptureQueriesContext(connection) as found:
            assert len(office.post(IMPORT, sent(*lines)).context["preview"].kept) == 2 * many
        return len(found)

    assert cost(1) == cost(20)
