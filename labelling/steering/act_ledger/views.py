"""Views of the register of acts: the register, the sample of times, what is asked twice."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from labelling.steering.act_ledger import samples as sampling
from labelling.steering.act_ledger import words as asked_once
from labelling.steering.act_ledger.exports import TABLE
from labelling.steering.act_ledger.forms import TimesForm
from labelling.steering.act_ledger.listing import Ledger
from labelling.steering.act_ledger.models import ActTimeSample
from labelling.steering.act_ledger.rules import declarer, reader
from portal.exports.tables import exported
from portal.ui import words
from portal.web.pages import form_page, only, run_action
from portal.web.pagination import Paginator

FOLDER = "labelling/act_ledger"
A_PAGE, LATEST = 25, 6


@exported(TABLE)
def act_ledger(request):
    ledger = Ledger(request.user, request.GET)
    rows = ledger.lines if ledger.is_whole else ledger.sums
    context = {
        "ledger": ledger,
        "form": ledger.form,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
    }
    if ledger.is_whole:
        samples = ActTimeSample.objects.visible_to(request.user).select_related("person")
        context["samples"] = samples.filter(declared_at__isnull=False)[:LATEST]
    return render(request, f"{FOLDER}/ledger.html", context)


def act_times(request):
    """« Combien de temps ? »: the acts that one did most last month."""
    only(declarer, request.user)
    month = sampling.last_month()
    sample = sampling.sample_of(request.user, month)
    return form_page(
        request,
        TimesForm,
        template=f"{FOLDER}/times.html",
        title="Combien de temps\u00a0?",
        submit="Déclarer ces temps",
        month=month,
        done=reverse("labelling:act_ledger"),
        context={"month": month, "sample": sample},
        save=lambda form: sampling.declare(month, form.times, by=request.user),
        said=f"Vos temps de {words.month(month)} sont déclarés. Merci.",
    )


@require_POST
def act_times_later(request):
    only(declarer, request.user)
    return run_action(
        request,
        lambda: sampling.put_off(sampling.last_month(), by=request.user),
        said=lambda sample: f"La question reviendra le {words.day(sample.put_off_until)}.",
        done="/espace/",
    )


def asked_twice(request):
    """« Demandez-moi une fois »: the words that a person may have to type twice."""
    only(reader, request.user)
    return render(
        request,
        f"{FOLDER}/asked_twice.html",
        {"words": asked_once.asked_words(), "counts": asked_once.counts()},
    )
