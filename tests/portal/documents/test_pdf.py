"""PDF documents: clean typography, nothing fetched, nothing embedded (G08)."""

import io
import socket
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from django.template.loader import get_template
from django.utils.html import escape
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from portal.documents import pdf
from portal.documents.pdf.seal import seal

pytestmark = pytest.mark.django_db  # a document follows the charter in force
TEMPLATE = "labelling/labels/attestation.pdf.html"
TEXTS = ("organism_name", "perimeter", "number", "signatory_name", "signatory_title", "mention")
FACTS = {
    "organism_name": "Valmeyre Habitat",
    "perimeter": "Ensemble du patrimoine, 12\u00a0480 logements",
    "number": "QH-2026-0012",
    "start_on": date(2026, 6, 15),
    "end_on": date(2029, 6, 14),
    "decision_on": date(2026, 6, 1),
    "signatory_name": "Paul Lemoine",
    "signatory_title": "président du comité de labellisation",
    "verify_url": "https://portail.example/verifier/QH-2026-0012/",
    "mention": "",
    "is_demo": True,
}


def hostile(port):
    """Twelve things somebody may type in a field."""
    web = f"http://127.0.0.1:{port}"
    return (
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        f'<img src="{web}/a.png">',
        f'<link rel="stylesheet" href="{web}/b.css">',
        f"<style>body{{background:url({web}/c)}}</style>",
        f'<svg><image href="{web}/d.svg"/></svg>',
        '<link rel="attachment" href="file:///etc/hostname">',
        f'<object data="{web}/e"></object><iframe src="{web}/f"></iframe>',
        "</title></style></td></table><h1>Faux label</h1>",
        "<table><tr><td colspan=2000000>x</td></tr></table>",
        '<p style="font-size:1e9px">x</p>',
        "<div>" * 30 + "{{ settings.SECRET_KEY }}{% include '/etc/passwd' %}",
    )


def attestation(**facts):
    return pdf.render(TEMPLATE, FACTS | facts, title="Attestation QH-2026-0012")


def text_of(document):
    """The words of a PDF without their spaces, which line breaks displace."""
    pages = PdfReader(io.BytesIO(document)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture
def listener():
    """A web server that counts who comes; nobody should."""
    visits = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def wait():
            while not done.is_set():
                try:
                    visits.append(server.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=wait)
        thread.start()
        yield server.getsockname()[1], visits
        done.set()
        thread.join()


def test_the_attestation_is_one_tagged_french_page_with_its_title_and_fonts():
    document = PdfReader(io.BytesIO(attestation()))

    assert len(document.pages) == 1
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.metadata.title == "Attestation QH-2026-0012"
    assert b"pdfuaid:part" in document.trailer["/Root"]["/Metadata"].get_data()
    fonts = {font["/BaseFont"].split("+")[1] for font in fonts_of(document)}
    assert fonts == {
        "Titre-Bold", "Texte", "Texte-Semi-Bold", "Texte-Bold", "Chiffres", "Chiffres-Semi-Bold"
    }  # fmt: skip


def fonts_of(document):
    return [font.get_object() for font in document.pages[0]["/Resources"]["/Font"].values()]


def test_the_qr_code_has_its_text_and_the_facts_are_a_table_with_headers():
    root = PdfReader(io.BytesIO(attestation())).trailer["/Root"]["/StructTreeRoot"]
    tags = list(tags_of(root))

    alternatives = [tag["/Alt"] for tag in tags if tag.get("/S") == "/Figure"]
    assert alternatives == ["Code QR vers la page https://portail.example/verifier/QH-2026-0012/"]
    assert sum(tag.get("/S") == "/TH" for tag in tags) == 4


def tags_of(element):
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if hasattr(kid, "get"):
            yield kid
            yield from tags_of(kid)


def test_the_longest_names_still_hold_on_one_page():
    document = attestation(
        organism_name="Société anonyme d’habitations à loyer modéré " * 3 + "de la Métropole",
        perimeter="Ensemble du patrimoine, hors résidences en cours de vente, " * 4,
        mention="Accompagnement des locataires âgés et en situation de handicap",
    )

    assert len(PdfReader(io.BytesIO(document)).pages) == 1


@pytest.mark.parametrize("field", TEXTS)
def test_what_people_type_is_text_in_every_field(field):
    for payload in hostile(9):
        html = get_template(TEMPLATE).render(FACTS | {field: payload, "title": payload})

        assert payload not in html
        assert escape(payload) in html


@pytest.mark.parametrize("third", [0, 1, 2])
def test_twelve_payloads_open_no_socket_embed_no_file_and_stay_readable(listener, third):
    port, visits = listener
    payloads = hostile(port)[third::3]

    document = attestation(**dict.fromkeys(TEXTS, " § ".join(payloads)))

    assert visits == []
    words = text_of(document)
    for payload in payloads:
        assert words.count("".join(payload.split())) == len(TEXTS)
    assert b"/EmbeddedFile" not in document
    assert "root:x:0" not in words


def test_markup_that_would_slip_through_reaches_nothing(listener):
    """The second wall: even raw HTML gets no network and no file."""
    port, visits = listener
    document = pdf.draw('<html lang="fr"><title>x</title>' + "".join(hostile(port)[:9]))

    assert visits == []
    assert "root:x:0" not in text_of(document)
    assert b"/EmbeddedFile" not in document


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<div>" * 3000, pdf.BROKEN),
        ('<p style="font-size:1e9px">x', pdf.BROKEN),
        ("<table><tr><td colspan=2000000>x", pdf.TOO_SLOW),
    ],
    ids=["a thousand boxes", "a giant letter", "a giant table"],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(html, sentence, monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.5 if sentence == pdf.TOO_SLOW else 60)

    with pytest.raises(pdf.Failed, match=sentence):
        pdf.draw(f'<html lang="fr"><title>x</title>{html}')


SLOW = [pytest.param(size, marks=pytest.mark.slow) for size in (150, 200)]


@pytest.mark.parametrize("megabytes", [60, *SLOW])
def test_too_much_memory_is_refused_with_a_sentence(megabytes, monkeypatch):
    """Wherever the child is when it finds no room: reading, in a C library, drawing."""
    monkeypatch.setattr(pdf, "MEGABYTES", megabytes)
    monkeypatch.setattr(pdf, "SECONDS", 60)  # on a busy machine time would run out first

    with pytest.raises(pdf.Failed, match=pdf.TOO_BIG):
        pdf.draw('<html lang="fr"><title>x</title>' + "<p>mot</p>" * 20_000)


def test_a_template_that_is_missing_is_a_failure_with_a_sentence():
    with pytest.raises(pdf.Failed, match=pdf.BROKEN):
        pdf.render("nowhere.pdf.html", {}, title="x")


def test_the_hash_follows_the_template_its_parent_and_its_stylesheet(tmp_path, settings):
    before = pdf.template_hash(TEMPLATE)
    assert before == pdf.template_hash(TEMPLATE)
    folder = tmp_path / "portal"
    folder.mkdir()
    (folder / "document.pdf.html").write_text("{% block style %}{% endblock %}", encoding="utf-8")
    engine = settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]

    assert pdf.template_hash(TEMPLATE) != before


@pytest.fixture
def sealing_key(tmp_path, settings):
    """A key made for the test; the certificate that trusts itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sceau d’essai")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False,
                decipher_only=False, **usage,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    store = tmp_path / "seal.p12"
    store.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"sceau", key, certificate, None, BestAvailableEncryption(b"secret")
        )
    )
    settings.SEAL_KEY, settings.SEAL_PASSPHRASE = str(store), "secret"
    return list(load_certs_from_pemder_data(certificate.public_bytes(Encoding.DER)))


def check(document, trusted):
    signature = PdfFileReader(io.BytesIO(document)).embedded_signatures[0]
    return validate_pdf_signature(signature, ValidationContext(trust_roots=trusted))


def test_without_a_key_the_document_is_unchanged():
    assert seal(b"%PDF-1.7 x") == b"%PDF-1.7 x"


def test_a_sealed_document_is_valid_and_one_flipped_byte_is_seen(sealing_key):
    sealed = seal(attestation())
    tampered = bytearray(sealed)
    tampered[2000] ^= 1

    whole = check(sealed, sealing_key)

    assert whole.bottom_line
    assert whole.coverage.name == "ENTIRE_FILE"
    assert not check(bytes(tampered), sealing_key).intact


def test_a_wrong_passphrase_is_a_failure_with_a_sentence(sealing_key, settings):
    settings.SEAL_PASSPHRASE = "wrong"

    with pytest.raises(pdf.Failed, match="sceau"):
        seal(attestation())
