"""The texts: what is in force for each type, its writing, preview, trial, and the versions before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from portal.mail_desk import texts
from portal.mail_desk.catalogue import kinds, title
from portal.mail_desk.forms import TextForm
from portal.mail_desk.tabs import only_the_office, tabs
from portal.notifications.catalogue import line
from portal.notifications.custom_texts import TextVersion
from portal.workflow import Refused

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
    for known in sorted(map(line, kinds()), key=lambda one: (one.order, one.title)):
        version = last.get(known.key)
        row = (known, version if version and not version.is_shipped else None)
        found.setdefault(known.group, []).append(row)
    return found


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
    template = _template(request, key)
    things = texts.things(key, request.user)
    now = _now(key)
    form = TextForm(request.POST or None, template=template, things=things, initial=now)
    page = _page(request, key, form)
    if request.method != "POST":
        return render(request, "portal/mail_desk/text.html", page)
    if not form.is_valid():
        return render(request, "portal/mail_desk/text.html", page, status=422)
    do = {"enregistrer": _save, "essai": _trial}.get(request.POST.get("faire"), _preview)
    return do(request, key, form, things, page)


def _template(request, key):
    only_the_office(request)
    if key not in kinds():
        raise Http404
    return kinds()[key][1]


def _now(key):
    last = texts.versions(key).first()
    subject, body = texts.shipped(key)
    if last is not None and not last.is_shipped:
        subject, body = last.subject, last.body
    return {"subject": subject, "body": body}


def _page(request, key, form):
    return {
        "form": form,
        "key": key,
        "title": title(key),
        "names": form.names,
        "versions": texts.versions(key),
        "seen": request.POST.get("seen") or texts.last_number(key),
    }


def _seen(request):
    value = request.POST.get("seen", "")
    return int(value) if value.isdigit() and len(value) < 6 else -1


def _save(request, key, form, _things, page):
    said = {name: form.cleaned_data[name] for name in ("subject", "body")}
    try:
        texts.write(key, by=request.user, seen=_seen(request), **said)
    except Refused as refused:
        form.add_error(None, str(refused))
        page["seen"] = texts.last_number(key)
        return render(request, "portal/mail_desk/text.html", page, status=409)
    messages.success(
        request, "C’est enregistré\u00a0: les courriels de ce type partent avec ce texte."
    )
    return redirect("posting:text", key)


def _chosen(form, things):
    return next((one for one in things if one.get_absolute_url() == form.cleaned_data["sur"]), None)


def _preview(request, key, form, things, page):
    thing = _chosen(form, things)
    said = {name: form.cleaned_data[name] for name in ("subject", "body")}
    tried = texts.tried(key, thing, request.user, **said) if thing else None
    page["preview"] = {"subject": tried[0], "body": tried[1], "thing": thing} if tried else None
    page["unsayable"] = UNSAYABLE if thing and not tried else ""
    return render(request, "portal/mail_desk/text.html", page)


def _trial(request, key, form, things, page):
    """Sent by the worker, in the words of the form, to nobody else."""
    if thing := _chosen(form, things):
        said = (form.cleaned_data["subject"], form.cleaned_data["body"])
        about = (thing._meta.label_lower, thing.pk)
        texts.send_trial.enqueue(key, *said, *about, request.user.pk)
        messages.success(request, f"Un essai part à {request.user.email}. Rien n’est enregistré.")
    return _preview(request, key, form, things, page)


def version(request, key, number):
    """A former text as it was; going back to it writes it again, as a new version."""
    _template(request, key)
    found = TextVersion.objects.visible_to(request.user).filter(notice=key, number=number).first()
    if found is None and number != 0:
        raise Http404
    context = {"key": key, "title": title(key), "version": found, "seen": texts.last_number(key)}
    context |= {"shipped": texts.shipped(key)}
    if request.method != "POST":
        return render(request, "portal/mail_desk/text_version.html", context)
    said = {"subject": found.subject, "body": found.body} if found else {}
    try:
        texts.write(key, by=request.user, seen=_seen(request), **said)
    except Refused as refused:
        context["problem"] = str(refused)
        return render(request, "portal/mail_desk/text_version.html", context, status=409)
    messages.success(request, "C’est fait\u00a0: ce texte est de nouveau en vigueur.")
    return redirect("posting:text", key)
