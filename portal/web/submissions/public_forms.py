"""Public forms without account: robots kept out without a third party, one effect a submission.

A field that people do not see, the time between the page and the sending, limits by address and by
number of links. Nothing of what is typed is lost: a form that is not taken is shown again with it.
"""

import re
from datetime import datetime, timedelta
from functools import partial, wraps
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from portal.core import clock
from portal.web.rate_limits import HOUR, MINUTE, Limit, allows
from portal.web.submissions import kept_files

TRAP = "adresse_du_site"
FASTEST, OLDEST = timedelta(seconds=3), timedelta(hours=24)
LINKS = 3
LIMITS = {"send": (Limit(10, MINUTE), Limit(60, HOUR)), "mail": (Limit(5, HOUR, per="key"),)}
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
SENT = "sent_by_a_stranger"  # in the session: what the page of thanks may show
TOO_FAST = "Ce formulaire est parti très vite. Relisez votre texte, puis envoyez-le encore."
TOO_OLD = "Cette page était ouverte depuis longtemps. Votre texte est gardé : envoyez-le encore."
TOO_MANY = (
    "Plusieurs envois viennent de partir de cette connexion. Votre texte est gardé : "
    "attendez une minute, puis envoyez-le encore."
)
TOO_MANY_LINKS = f"Gardez {LINKS} liens au plus dans votre texte."
FILE_LOST = "Votre fichier n’est pas gardé : choisissez-le encore avant d’envoyer."
signer = signing.Signer(salt="portal.web.public_forms")


def stamp():
    """The key of one sending and the moment of its page, signed: neither can be made up."""
    return signer.sign(f"{uuid4().hex}.{int(clock.now().timestamp())}")


def read_stamp(value):
    """(key, moment) of a stamp of ours, or (None, None)."""
    try:
        key, _, seconds = signer.unsign(value).partition(".")
        return UUID(key), datetime.fromtimestamp(int(seconds), clock.PARIS)
    except (signing.BadSignature, ValueError):
        return None, None


class PublicForm(forms.Form):
    """A public form; `facts` is what it brings once valid, `key` what makes its sending one."""

    before = "d’envoyer"
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, **kwargs):
        self.key, opened_at = (
            read_stamp(data.get("stamp", "")) if data is not None else (None, None)
        )
        self.untimely = self._time_problem(opened_at) if data is not None else ""
        if self.untimely == TOO_OLD:
            data = data.copy()
            data["stamp"] = stamp()
        super().__init__(data, *args, **kwargs)
        self.fields["stamp"].initial = stamp

    def _time_problem(self, opened_at):
        if opened_at is None:
            return TOO_OLD
        age = clock.now() - opened_at
        return TOO_FAST if age < FASTEST else TOO_OLD if age > OLDEST else ""

    def clean(self):
        texts = (value for value in self.cleaned_data.values() if isinstance(value, str))
        if sum(len(LINK.findall(text)) for text in texts) > LINKS:
            self.add_error("text", TOO_MANY_LINKS)
        if self.untimely and not self.errors:  # what is typed is corrected first
            self.add_error(None, self.untimely)
        return self.cleaned_data

    @property
    def facts(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "stamp"}


def fill(request, form_class, template, *, send, done, initial=None, context=None):
    """The page of a stranger's form: shown, then `send(key=…, **facts)`, then the page `done`.

    `send` returns what the page of thanks may show (kept in the session). A robot that fills the
    hidden field is led to the same page, and nothing is written.
    """
    page = partial(_page, request, template, context or {})
    if request.method != "POST":
        return page(form_class(initial=initial))
    if request.POST.get(TRAP):
        request.session.pop(SENT, None)
        return redirect(done)
    if not _may(request, "send"):
        return _too_many(request, page, form_class)
    form = form_class(request.POST, kept_files.sent(request))
    if kept_files.is_ahead(request):
        return kept_files.ahead(request, form)
    if not form.is_valid():
        kept_files.keep(request, form)
        kept = {name for name, field in form.fields.items() if getattr(field, "kept", ())}
        return page(form, 422, is_lost=bool(set(form.files) - kept))
    email = form.facts.get("sender_email", "")
    if email and not _may(request, "mail", key=email.lower()):
        return _too_many(request, page, form_class)
    request.session[SENT] = send(key=form.key, **form.facts)
    kept_files.leave(form)
    return redirect(done)


def sent(request):
    """What the last sending of this visitor left for the page of thanks, or None."""
    return request.session.get(SENT)


def _may(request, action, key=""):
    return allows(request, f"public_form.{action}", *LIMITS[action], key=key)


def _too_many(request, page, form_class):
    """Shown again unread, with all that was typed."""
    typed = {name: request.POST.get(name) for name in form_class.base_fields if name != "stamp"}
    return page(form_class(initial=typed), 429, TOO_MANY, is_lost=bool(request.FILES))


def _page(request, template, context, form, status=200, problem="", *, is_lost=False):
    context |= {
        "form": form,
        "trap": TRAP,
        "problem": problem,
        "file_lost": FILE_LOST if is_lost else "",
    }
    return fresh(render(request, template, context, status=status))


def fresh(response):
    """Kept by nobody; but what was to correct by the browser alone, or Back would ask to send it again."""
    add_never_cache_headers(response)
    if response.status_code == 422:
        response["Cache-Control"] = "private, no-cache"
    return response


def never_cached(view):
    """A page that anybody fills, its own way of being kept by nobody (`fresh`)."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        return fresh(view(request, *args, **kwargs))

    return answer
