"""Views of custom mail texts: list, writing, preview, trial, versions."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from portal.mail_desk import texts
from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.forms import AgainForm, TextForm
from portal.mail_desk.tabs import only_the_office, tabs
from portal.notifications.catalogue import line
from portal.notifications.texts import TextVersion
from portal.search.french import sort_key
from portal.web.pages import form_page

UNSAYABLE = (
    "Sur cette page, une balise n’a rien à dire\u00a0: le texte d’origine partirait à sa place."
)


def texts_of(user):
    """{group: [(line of the catalogue, version in force or None)]}, one question whatever their number."""
    last = {}
    for version in (
        TextVersion.objects.visible_to(user).select_related("by").order_by("notice", "number")
    ):
        last[version.notice] = version
    found = {}
    for known in sorted(map(line, kinds()), key=lambda one: one.group.order):
        version = last.get(known.key)
        row = (known, version if version and not version.is_shipped else None)
        found.setdefault(known.group.title, []).append(row)
    return {
        group: sorted(rows, key=lambda row: sort_key(row[0].title)) for group, rows in found.items()
    }


def text_list(request):
    only_the_office(request)
    groups = texts_of(request.user)
    rows = [row for some in groups.values() for row in some]
    context = {"groups": groups, "total": len(rows), "replaced": sum(1 for row in rows if row[1])}
    return render(
        request, "portal/mail_desk/texts.html", context | {"tabs": tabs(request, "posting:texts")}
    )


def text(request, key):
    """Writing, trying on a real thing, sending to oneself, saving: one form, three buttons."""
    mail = _template(request, key)
    things, asked = texts.things(key, request.user), request.POST.get("faire")
    tries = {"enregistrer": None, "essai": _trial}.get(asked, _preview)
    return form_page(
        request,
        TextForm,
        template="portal/mail_desk/text.html",
        mail=mail,
        things=things,
        initial=_now(key),
        context=_page(key),
        save=lambda form: _write(key, form),
        preview=tries and partial(tries, request, key, things),
        done=_address(key),
        said="C’est enregistré : les courriels de ce type partent avec ce texte.",
    )


def _template(request, key):
    only_the_office(request)
    if key not in kinds():
        raise Http404
    return kinds()[key][1]


def _address(key):
    return reverse("posting:text", args=[key])


def _now(key):
    last = texts.versions(key).first()
    subject, body = texts.shipped(key)
    if last is not None and not last.is_shipped:
        subject, body = last.subject, last.body
    return {"subject": subject, "body": body}


def _page(key):
    return {
        "key": key,
        "title": title(key),
        "versions": texts.versions(key),
        "seen": texts.last_number(key),
    }


def _write(key, form, **said):
    seen = form.expected_stamp or ""
    seen = int(seen) if seen.isdigit() and len(seen) < 6 else -1
    texts.write(key, by=form.by, seen=seen, **(said or form.said))


def _chosen(form, things):
    return next((one for one in things if one.get_absolute_url() == form.cleaned_data["sur"]), None)


def _preview(request, key, things, form):
    thing = _chosen(form, things)
    tried = texts.tried(key, thing, request.user, **form.said) if thing else None
    if tried:
        return {"subject": tried[0], "body": tried[1], "thing": thing}
    return {"unsayable": UNSAYABLE if thing else ""}


def _trial(request, key, things, form):
    """Sent by the worker, in the words of the form, to nobody else."""
    if thing := _chosen(form, things):
        about = (thing._meta.label_lower, thing.pk)
        texts.send_trial.enqueue(key, *form.said.values(), *about, request.user.pk)
        messages.success(request, f"Un essai part à {request.user.email}. Rien n’est enregistré.")
    return _preview(request, key, things, form)


def version(request, key, number):
    """A former text as it was; going back to it writes it again, as a new version."""
    _template(request, key)
    found = TextVersion.objects.visible_to(request.user).filter(notice=key, number=number).first()
    if found is None and number != 0:
        raise Http404
    said = {"subject": found.subject, "body": found.body} if found else {"subject": "", "body": ""}
    return form_page(
        request,
        AgainForm,
        template="portal/mail_desk/text_version.html",
        done=_address(key),
        context=_page(key) | {"version": found, "shipped": texts.shipped(key)},
        save=lambda form: _write(key, form, **said),
        said="C’est fait : ce texte est de nouveau en vigueur.",
    )
