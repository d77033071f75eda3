"""Pages of a body without account: its code, what the landlord says, its word, its remark to the auditors."""

from functools import partial, wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labelling.path.consultations import actions, pages
from labelling.path.consultations.forms import (
    CodeForm,
    DraftForm,
    FileForm,
    InsistForm,
    MailboxForm,
    RemarkForm,
    WordForm,
)
from labelling.path.consultations.keys import actions as keys
from portal.documents.views import attachment
from portal.web.pages import form_page, run_action
from portal.web.rate_limits import HOUR, Limit, allows

FOLDER = "labelling/consultations/public"
KEY = "tenant_key"  # in the session: the number of the key that was opened
MAILBOX = "tenant_mailbox"  # in the session: the number of the key by which the mailbox was shown
TRIES = Limit(10, HOUR)
WRONG = "Ce code n’ouvre rien, ou plus rien. Vérifiez chaque signe\u00a0; sinon, demandez-en un autre au label."
TOO_MANY = "Beaucoup de codes viennent d’être essayés. Attendez une heure, puis essayez encore."
SENT = "Si le label a écrit à cette adresse, un message y part. Ouvrez-le : il mène à toutes vos demandes."
TOO_MANY_MAILS = (
    "Plusieurs messages viennent d’être demandés. Attendez une heure, puis essayez encore."
)
KEPT = "Votre texte est gardé. Une autre personne de votre instance peut le finir."


def private(response):
    """Kept by nobody, told by no address."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def of_body(view):
    """With the consultation of the key that this visitor has opened; the page of the code without one."""

    @never_cache
    @login_not_required
    @wraps(view)
    def answer(request, **given):
        key = keys.find_key(request.session.get(KEY, ""))
        if key is None:
            request.session.pop(KEY, None)
            return redirect("labelling:tenant_code")
        return private(view(request, key, **given))

    return answer


@require_safe
@never_cache
@login_not_required
def tenant_link(request, token):
    """Opens the consultation, then leaves its address: signed, it is guessed by nobody, and no try is counted."""
    key = keys.key_of_token(token)
    if key is None:
        context = {"form": CodeForm(), "problem": WRONG}
        return private(render(request, f"{FOLDER}/code.html", context, status=404))
    request.session[KEY] = key.number
    return private(redirect("labelling:tenant_word"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def tenant_mailbox(request):
    """Sends the link of all that an association is asked; says the same of an address that nobody asked anything."""

    def send(form):
        if not allows(request, "tenant_mailbox", TRIES):
            raise ValidationError(TOO_MANY_MAILS)
        keys.ask_mailbox_link(form.cleaned_data["email"])

    page = form_page(
        request,
        MailboxForm,
        template=f"{FOLDER}/mailbox.html",
        save=send,
        said=SENT,
        done="labelling:tenant_mailbox",
    )
    return private(page)


@require_safe
@never_cache
@login_not_required
def tenant_mailbox_link(request, token):
    """Opens all that this mailbox is asked, then leaves its address."""
    key = keys.key_of_mailbox(token)
    if key is None:
        context = {"form": MailboxForm(), "has_ended": True}
        return private(render(request, f"{FOLDER}/mailbox.html", context, status=404))
    request.session[MAILBOX] = key.number
    return private(redirect("labelling:tenant_all"))


def of_mailbox(view):
    """With the key by which this visitor has shown a mailbox; the page that asks for its link without one."""

    @require_safe
    @never_cache
    @login_not_required
    @wraps(view)
    def answer(request, **given):
        shown = keys.find_key(request.session.get(MAILBOX, ""))
        if shown is None:
            request.session.pop(MAILBOX, None)
            return redirect("labelling:tenant_mailbox")
        return private(view(request, keys.keys_of_mailbox(shown.contact.email), **given))

    return answer


@of_mailbox
def tenant_all(request, found):
    """What each organism asks of this mailbox: what is waited for, then the rest."""
    return render(request, f"{FOLDER}/all.html", {"keys": found})


@of_mailbox
def tenant_one(request, found, key):
    """Opens one of them, as its own link would."""
    chosen = next((one for one in found if one.pk == key), None)
    if chosen is None:
        raise Http404
    request.session[KEY] = chosen.number
    return redirect("labelling:tenant_word")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def tenant_code(request):
    """One sentence for what is wrong, ended or taken back."""

    def enter(form):
        if not allows(request, "tenant_key", TRIES):
            raise ValidationError(TOO_MANY)
        key = keys.key_of_code(form.cleaned_data["code"])
        if key is None:
            raise ValidationError(WRONG)
        request.session[KEY] = key.number

    page = form_page(
        request, CodeForm, template=f"{FOLDER}/code.html", save=enter, done="labelling:tenant_word"
    )
    return private(page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_body
def tenant_word(request, key):
    """What the landlord says, then the word: kept as a draft by one button, given by the other."""
    one = key.consultation
    draft = pages.draft_of(one)
    given = {
        "thing": one,
        "template": f"{FOLDER}/word.html",
        "context": pages.own_page(key) | {"version": draft.version if draft else 0},
        "done": request.path,
    }
    if "keep" in request.POST:
        return form_page(
            request,
            DraftForm,
            save=lambda form: actions.keep_draft(one, form.typed, seen=form.expected_version),
            said=KEPT,
            **given,
        )
    return form_page(
        request,
        WordForm,
        initial=draft.fields if draft else None,
        save=lambda form: actions.give(one, form.facts, key=key, seen=form.expected_version),
        **given,
    )


def _own_form(request, one, form_class, name, *, save, said):
    return form_page(
        request,
        form_class,
        thing=one,
        template=f"{FOLDER}/{name}.html",
        save=save,
        said=said,
        done=pages.OWN,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_body
def tenant_remark(request, key):
    one = key.consultation
    return _own_form(
        request,
        one,
        RemarkForm,
        "remark",
        save=lambda form: actions.remark(one, form.cleaned_data["text"]),
        said="Votre remarque est partie. Elle n’est lue que par les auditeurs.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_body
def tenant_file(request, key):
    one = key.consultation
    return _own_form(
        request,
        one,
        FileForm,
        "file",
        save=lambda form: actions.join_file(one, form.cleaned_data["upload"]),
        said="La pièce est jointe.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_body
def tenant_insist(request, key):
    """« Cela ne répond pas », of the last answer."""
    one = key.consultation
    step = pages.insisting(one)
    if step is None:
        raise Http404
    return _own_form(
        request,
        one,
        InsistForm,
        "insist",
        save=lambda form: one.workflow.fire(one, step, text=form.cleaned_data["text"]),
        said="C’est dit\u00a0: le bailleur vous doit une autre réponse.",
    )


@require_safe
@of_body
def tenant_minutes(request, key, meeting):
    """The minutes that the landlord joined to a meeting of this stage: what the body confirms or contests."""
    found = pages.meetings_of(key.consultation).filter(pk=meeting).first()
    if found is None or not pages.may_be_opened(found.file):
        raise Http404
    return attachment(found.file)


@require_POST
@of_body
def tenant_take_back(request, key):
    one = key.consultation
    return run_action(
        request,
        lambda: one.workflow.fire(one, "take_back"),
        thing=one,
        said="Votre texte est repris\u00a0: corrigez-le, puis donnez-le de nouveau.",
        done=pages.OWN,
        otherwise=partial(_back_to_own, request),
    )


def _back_to_own(request, problems):
    """A body has no other page: what stands in the way is told there."""
    for problem in problems:
        messages.error(request, problem.text)
    return redirect(pages.OWN)


@require_POST
@never_cache
@login_not_required
def tenant_leave(request):
    request.session.pop(KEY, None)
    request.session.pop(MAILBOX, None)
    return redirect("/locataires/")
