"""Sample reply mails of many mail programs: headers, quotations, auto-replies."""

import base64
import quopri

DOMAIN = "reponses.example"
SAID = "Deux passages par semaine suffisent.\n\nLe gardien l’a vérifié en été."
PAGE = "<p>Deux passages par semaine suffisent.</p><p>Le gardien l’a vérifié en été.</p>"


def mail(
    to, sender, body, *, kind="text/plain", charset="utf-8", coding="8bit", name="un", more=""
):
    head = (
        f"Return-Path: <{sender}>\r\nFrom: =?utf-8?q?Alice_Arnaud?= <{sender}>\r\n"
        f"To: Portail <{to}>\r\nSubject: =?utf-8?q?Re=3A_une_r=C3=A9ponse?=\r\n"
        f"Message-ID: <{name}@poste.example>\r\nMIME-Version: 1.0\r\n{more}"
        f"Content-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    )
    data = body.replace("\n", "\r\n").encode(charset)
    if coding == "quoted-printable":
        data = quopri.encodestring(data)
    if coding == "base64":
        data = base64.encodebytes(data)
    return head.encode() + data


def parts(to, sender, *more, sort="mixed"):
    """A mail of several parts, each (head, text)."""
    head = mail(to, sender, "", kind=f'multipart/{sort}; boundary="limite"').partition(b"\r\n\r\n")[
        0
    ]
    head = head.replace(b"; charset=utf-8", b"")
    cut = b"".join(f"--limite\r\n{said}\r\n\r\n{text}\r\n".encode() for said, text in more)
    return head + b"\r\n\r\n" + cut + b"--limite--\r\n"


QUOTE = "Bonjour Alice,\n\nZoé Lenoir a répondu."
GMAIL = f"{SAID}\n\nLe mar. 24 nov. 2026 à 09:12, Portail Quali’Hlm <portail@qualihlm.example>\na écrit :\n\n> {QUOTE}"
APPLE = f"{SAID}\n\nEnvoyé de mon iPhone\n\n> Le 24 nov. 2026 à 09:12, Portail <p@q.example> a écrit :\n> \n> Bonjour"
OUTLOOK = (
    f"{SAID}\n\nDe\u00a0: Portail Quali'Hlm <portail@qualihlm.example> \n"
    "Envoyé\u00a0: mardi 24 novembre 2026 09:12\nÀ\u00a0: Alice Arnaud <a@b.example>\nObjet\u00a0: Une réponse"
    f"\n\n{QUOTE}"
)
OUTLOOK_LINE = f"{SAID}\n\n________________________________\nDe : Portail <p@q.example>\nEnvoyé : mardi\n{QUOTE}"
THUNDERBIRD = f"{SAID}\n\nLe 24/11/2026 à 09:12, Portail Quali’Hlm a écrit :\n> {QUOTE}"
SIGNED = f"{SAID}\n\n-- \nAlice Arnaud\nDirectrice\n04 00 00 00 00\n\nLe 24/11/2026, Portail a écrit :\n> x"
GMAIL_HTML = (
    '<div dir="ltr"><p>Deux passages par semaine suffisent.</p><p>&nbsp;</p><p>Le gardien l’a vérifié en été.</p>'
    '</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 24 nov. 2026 à 09:12, Portail '
    '&lt;<a href="mailto:p@q.example">p@q.example</a>&gt; a écrit :<br></div><blockquote>Bonjour</blockquote></div>'
)
OUTLOOK_HTML = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style>'
    '</head><body lang="FR"><div class="WordSection1"><p class="MsoNormal">Deux passages par semaine suffisent.'
    "<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Le gardien l’a\nvérifié en été.</p>"
    "<div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>De&nbsp;:</b> Portail &lt;p@q.example&gt;<br>"
    "<b>Envoyé&nbsp;:</b> mardi 24 novembre 2026 09:12<br><b>À&nbsp;:</b> Alice<br><b>Objet&nbsp;:</b> x</p></div>"
    "<p>Bonjour Alice</p></div></body></html>"
)
APPLE_HTML = (
    "<html><body><p>Deux passages par semaine suffisent.</p><p><br></p><p>Le gardien l’a vérifié en été.</p>"
    '<div><br><blockquote type="cite"><div>Le 24 nov. 2026 à 09:12, Portail a écrit :</div>Bonjour</blockquote>'
    "</div></body></html>"
)
TEXTS = {
    "Gmail": GMAIL,
    "Apple Mail": APPLE,
    "Outlook": OUTLOOK,
    "Outlook and its line": OUTLOOK_LINE,
    "Thunderbird": THUNDERBIRD,
    "signed": SIGNED,
}
PAGES = {"Gmail": GMAIL_HTML, "Outlook": OUTLOOK_HTML, "Apple Mail": APPLE_HTML}
CODINGS = [
    ("utf-8", "8bit"),
    ("utf-8", "quoted-printable"),
    ("utf-8", "base64"),
    ("windows-1252", "quoted-printable"),
]
ROBOTS = {
    "Exchange": "Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n",
    "Gmail": "Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\nX-Autoreply: yes\r\n",
    "Zimbra": "Auto-Submitted: auto-replied (zimbra; readonly=false)\r\n",
    "a list": "Precedence: list\r\nList-Id: <tous.example>\r\n",
    "in words": "Subject: =?utf-8?q?R=C3=A9ponse_automatique_=3A_une_r=C3=A9ponse?=\r\n",
    "in English": "Subject: Out of Office: Re: x\r\n",
    "its desk": "Subject: Absence du bureau\r\n",
}
