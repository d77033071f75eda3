"""Vector drawings (SVG, EPS): refused everywhere, accepted in the kit when they only draw."""

import io
import time

import pytest

from portal.inspection.refusals import SENTENCES
from portal.inspection.verdicts import inspect

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
LINK, PART = "drawing_link", "drawing_part"


def drawn(inside, head=HEAD):
    return f"{head}{inside}</svg>".encode()


DOCTYPE = '<!DOCTYPE svg [<!ENTITY x "y">]>'
HOSTILE = {
    "script": (drawn("<script>alert(1)</script>"), PART),
    "script of another namespace": (
        drawn('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'), PART,
    ),
    "script in capitals": (drawn("<SCRIPT>alert(1)</SCRIPT>"), PART),
    "event": (drawn('<path d="M0 0" onclick="alert(1)"/>'), PART),
    "event in capitals": (drawn('<path d="M0 0" ONLOAD="alert(1)"/>'), PART),
    "event of the root": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', PART),
    "page inside": (drawn("<foreignObject><p>x</p></foreignObject>"), PART),
    "link": (drawn('<a href="https://mechant.example/"><path d="M0 0"/></a>'), PART),
    "script as a link": (drawn('<a xlink:href="javascript:alert(1)"/>'), PART),
    "picture from elsewhere": (drawn('<image href="https://mechant.example/a.png"/>'), PART),
    "use from elsewhere": (drawn('<use href="https://mechant.example/a.svg#a"/>'), LINK),
    "use of data": (drawn('<use xlink:href="data:image/svg+xml;base64,AA=="/>'), LINK),
    "fill from elsewhere": (drawn('<path fill="url(https://mechant.example/a#b)" d="M0 0"/>'), LINK),
    "quoted fill": (drawn("<path fill=\"url( 'http://a.example/#b')\" d=\"M0 0\"/>"), LINK),
    "style import": (drawn('<style>@import "https://mechant.example/a.css";</style>'), LINK),
    "font": (drawn("<style>@font-face{src:url(//a.example/f)}</style>"), LINK),
    "escaped address": (drawn(r'<path style="fill:u\72l(http://a.example)" d="M0 0"/>'), LINK),
    "set of pictures": (drawn("<style>path{background:image-set('a.png' 1x)}</style>"), LINK),
    "comment in a style": (drawn('<path style="fill:url/**/(http://a)" d="M0 0"/>'), LINK),
    "animation": (drawn('<set attributeName="href" to="javascript:alert(1)"/>'), PART),
    "animated link": (drawn('<animate attributeName="href" values="javascript:1"/>'), PART),
    "handler": (drawn('<handler type="text/javascript">1</handler>'), PART),
    "base": (
        b'<svg xmlns="http://www.w3.org/2000/svg" xml:base="https://mechant.example/"/>', PART,
    ),
    "editor's own words": (drawn('<path xmlns:i="http://a.example/" i:label="x" d="M0 0"/>'), PART),
    "entities": (f"{DOCTYPE}{HEAD}&x;</svg>".encode(), "not_what_it_says"),
    "entities after the declaration": (
        f'<?xml version="1.0"?>{DOCTYPE}{HEAD}&x;</svg>'.encode(), "declared_entities",
    ),
    "file of the machine": (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + drawn("&x;"),
        "declared_entities",
    ),
    "stylesheet of another": (
        b'<?xml version="1.0"?><?xml-stylesheet href="https://a.example/a.css"?>' + drawn(""), PART,
    ),
    "another encoding": (b'<?xml version="1.0" encoding="utf-7"?>' + drawn(""), "damaged"),
    "no UTF-8": (b'<?xml version="1.0"?>' + drawn("").replace(b"</", b"\xff</"), "damaged"),
    "page called SVG": (b"<svg><script>alert(1)</script></svg>", PART),
    "broken": (b"<svg xmlns='http://www.w3.org/2000/svg'><path", "damaged"),
    "copies of copies": (
        drawn('<g id="a"><path d="M0 0"/></g><g id="b"><use href="#a"/></g><use href="#b"/>'), PART,
    ),
    "a thousand copies": (drawn('<path id="a" d="M0 0"/>' + '<use href="#a"/>' * 1000), PART),
    "deep": (drawn("<g>" * 200 + "</g>" * 200), "drawing_large"),
    "many": (drawn("<g/>" * 20_001), "drawing_large"),
    "heavy": (drawn("<desc>" + "x" * 4_200_000 + "</desc>"), "drawing_large"),
}  # fmt: skip
SOUND = drawn(
    '<title>Logo &amp; nom</title><defs><linearGradient id="g"><stop offset="0" stop-color="#0e4b5b"/>'
    '</linearGradient><clipPath id="c"><rect width="4" height="4"/></clipPath></defs>'
    "<style>.a{fill:url(#g)} .b{transform:rotate(2deg)}</style>"
    '<g id="all" clip-path="url(#c)"><path id="p" class="a" d="M0 0h4z" transform="matrix(1 0 0 1 0 0)"/>'
    '<use xlink:href="#p" xml:space="preserve" style="fill:rgb(1,2,3)"/></g>'
)
BOX = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n"
PROGRAMS = (
    b"(/etc/passwd) (r) file", b"(a) run", b"(x) deletefile", b"systemdict /quit get exec",
    b"(fi) (le) cvn", b"(%pipe%id) (r) file", b"currentfile eexec", b"(\\146ile) cvx exec",
    b"[1] {pop} forall", b"<66> token",
)  # fmt: skip


def look(name, content, **options):
    return inspect(name, io.BytesIO(content), **options)


@pytest.mark.parametrize("trick", HOSTILE)
def test_hostile_svg_is_refused_for_its_own_reason(trick):
    content, code = HOSTILE[trick]
    start = time.process_time()
    verdict = look("logo.svg", content, with_drawings=True)

    assert verdict.code == code
    assert code in SENTENCES
    assert time.process_time() - start < 2


def test_a_drawing_that_only_draws_is_kept_as_it_was_sent():
    verdict = look("logo.svg", SOUND, with_drawings=True)

    assert (verdict.sentence, verdict.content_type, verdict.content) == ("", "image/svg+xml", None)


def test_drawings_stay_refused_for_everybody_else():
    codes = [look(name, content).code for name, content in (("a.svg", SOUND), ("a.eps", BOX))]

    assert codes == ["drawing", "drawing"]


def test_eps_is_kept_when_its_program_only_draws():
    sound = look("logo.eps", BOX + b"0 0 moveto 5 5 lineto stroke showpage\n", with_drawings=True)
    codes = {
        look("logo.eps", BOX + program + b"\n", with_drawings=True).code for program in PROGRAMS
    }
    bare = look("logo.eps", b"%!PS-Adobe-3.0\nshowpage\n", with_drawings=True)

    assert (sound.sentence, sound.content_type) == ("", "application/postscript")
    assert codes == {"drawing_program"}
    assert bare.code == "damaged"
