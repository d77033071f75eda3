"""Parser of the forms of a page: address, values sent as they are, other values that its fields offer."""

import re
from html.parser import HTMLParser

# All that a form is made of: the parser is slow, and the rest of a page is long.
TAGS = re.compile(r"</?(?:form|input|button|textarea|select|option)\b[^>]*>")
OF_THE_PAGE = {"csrfmiddlewaretoken", "once", "version"}
TYPED = {"text", "email", "tel", "url", "number", "date", "time", "search", "password", "file"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self.select = [], ""

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag == "form":
            self.forms.append({"given": given, "offered": {}, "sent": {}})
        elif self.forms and tag in ("input", "button", "textarea", "select") and given.get("name"):
            self._field(tag, given)
        elif self.forms and tag == "option" and self.select:
            self._offer(self.select, given.get("value", ""), "selected" in given)

    def handle_endtag(self, tag):
        self.select = "" if tag == "select" else self.select

    def _field(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        if tag == "select":
            self.select = name
        elif tag == "textarea" or (tag == "input" and kind in TYPED):
            self.forms[-1]["sent"][name] = given.get("value", "")
        else:
            is_sent = kind == "hidden" or "checked" in given
            self._offer(name, given.get("value") or "", is_sent)

    def _offer(self, name, value, is_sent):
        form = self.forms[-1]
        if name not in OF_THE_PAGE:
            form["offered"].setdefault(name, set()).add(value)
        if is_sent or name not in form["sent"]:
            form["sent"][name] = value


def posting(response):
    """{(place among the page's forms, names of its fields): form} of those that post."""
    reader = _Reader()
    reader.feed("".join(TAGS.findall(response.body.decode())))
    forms = [f for f in reader.forms if f["given"].get("method", "get").lower() == "post"]
    return {(n, frozenset(form["sent"])): form for n, form in enumerate(forms)}
