"""Light markup: a few tags; attacks are removed on write and again on render."""

import re

import pytest

from community.models import ThreadMessage
from community.spaces import markup
from community.spaces.markup import TAGS, drawn
from tests.community.factories import club, make_thread, make_writer

ABUSES = (
    "<script>alert(1)</script>", "<ScRiPt src=//x.example/a.js></sCrIpT>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>1</script></svg>", "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mi xlink:href='data:x,<script>alert(4)</script>'>", "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>", "<a href='data:text/html,<script>1</script>'>x</a>",
    "<a href='http://x.example'>x</a>", "<a href='mailto:a@x.example'>x</a>", "<a href='//x.example'>x</a>",
    "<a href='/espace/'>x</a>", "<a href='https://x.example' onclick='alert(1)' target=_blank>x</a>",
    "<p style='position:fixed;inset:0'>x</p>", "<style>*{display:none}</style>", "<p class='act' id='m1'>x</p>",
    "<link rel=stylesheet href=https://x.example/x.css>", "<meta http-equiv=refresh content='0;url=//x'>",
    "<base href='https://x.example/'>", "<form action=https://x.example><input name=a></form>",
    "<object data=x></object><embed src=x>", "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)>",
    "<p><!--><script>alert(1)</script>-->", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>", "<x onfocus=alert(1) autofocus tabindex=1>",
    "<<script>script>alert(1)<</script>/script>", "<strong/onmouseover=alert(1)>x</strong>",
)  # fmt: skip
MARKED = (
    "[x](javascript:alert(1))", "[x](data:text/html,1)", "[x](https://x.example/\"onclick=\"alert(1))",
    "[x](http://x.example)", "[x](//x.example)", "[<img src=x onerror=alert(1)>](https://x.example)",
    "**<script>alert(1)</script>**", "`<script>alert(1)</script>`", "> <svg onload=alert(1)>",
    "https://x.example/<script>", "https://x.example/\"><img src=x onerror=alert(1)>", "@<b>x</b>",
)  # fmt: skip
ALLOWED = re.compile(
    r"</?(?:p|br|strong|em|ul|ol|li|blockquote|code)>|</a>|<a rel=\"noopener noreferrer\">"
    r'|<a href="https://[^"<>\s]+" rel="noopener noreferrer">'
)


def left(html):
    """What stands in an HTML besides the tags allowed, written exactly so, and text."""
    return re.findall(r"<[^>]*>?", ALLOWED.sub("", html))


@pytest.mark.parametrize("text", ABUSES)
def test_html_that_attacks_is_made_safe_at_rendering(text):
    assert left(markup.safe(text)) == []
    assert left(markup.safe(f"<p>avant {text} après</p>")) == []


@pytest.mark.parametrize("text", [*ABUSES, *MARKED])
def test_text_that_attacks_is_text_at_writing(text):
    html = drawn(text)
    assert left(html) == []
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', html))


@pytest.mark.django_db
def test_what_a_database_would_hold_is_cleaned_again():
    """The control: the row was written by another hand; the page shows none of it."""
    message = make_thread(make_writer()).messages.get()
    found = []
    for text in ABUSES:
        ThreadMessage.objects.filter(pk=message.pk).update(html=f"<p>{text}</p>")
        message = ThreadMessage.objects.get(pk=message.pk)
        assert message.html == f"<p>{text}</p>"
        found += [(text, one) for one in left(message.drawn)]

    assert found == []


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Un\ndeux\n\ntrois", "<p>Un<br>deux</p><p>trois</p>"),
        ("**gras** et *penché*", "<p><strong>gras</strong> et <em>penché</em></p>"),
        ("- un\n- deux", "<ul><li>un</li><li>deux</li></ul>"),
        (
            "Voici :\n1. un\n2. deux\nfin",
            "<p>Voici :</p><ol><li>un</li><li>deux</li></ol><p>fin</p>",
        ),
        ("> cité", "<blockquote><p>cité</p></blockquote>"),
        ("`a < b`", "<p><code>a &lt; b</code></p>"),
        ("2 * 3 * 4, a_b_c, 5 < 6", "<p>2 * 3 * 4, a_b_c, 5 &lt; 6</p>"),
        (
            "[le cadre](https://a.example/?a=1&b=2) (https://b.example/x).",
            (
                '<p><a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer">le cadre</a> '
                '(<a href="https://b.example/x" rel="noopener noreferrer">https://b.example/x</a>).</p>'
            ),
        ),
        ("L’été d'Anne & Cie", "<p>L’été d'Anne &amp; Cie</p>"),
    ],
)
def test_light_marks_become_a_few_tags(source, html):
    assert drawn(source) == html


def test_the_tags_are_those_of_the_charter():
    assert {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code"} == TAGS


@pytest.mark.django_db
def test_a_title_is_text_everywhere(signed_in):
    writer = make_writer()
    thread = make_thread(writer, "<script>alert(1)</script> ?")
    client = signed_in(writer)
    pages = [
        client.get(thread.get_absolute_url()),
        client.get(f"{club().get_absolute_url()}questions/"),
    ]

    assert ["<script>alert" in page.content.decode() for page in pages] == [False, False]
