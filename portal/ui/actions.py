"""Component tags for actions: next act, button, form field, options of a list, error summary, autosave line."""

from django.forms.utils import flatatt
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.core import clock
from portal.ui import icons, words
from portal.ui.drawing import draw, one_of, pick, tone_of

register = Library()


@register.simple_tag(takes_context=True)
def act_panel(
    context,
    offers=(),
    thing=None,
    title="",
    hand="",
    due=None,
    undated="",
    conditions=(),
    action="",
    url="",
    text="",
    id="acte",
    charge=None,
):
    """`{% act_panel offers dossier %}`: the next act, alone in its frame, what it lacks and where to mend it.

    From the engine: `offers` (the first that somebody waits for is the act, the others are links under it,
    those that nobody waits for are folded) and the thing (whose turn it is, due_on or undated: why there is none).
    Whoever holds the ball and has no step to take is led to the first thing that is missing (`to_mend`).
    Or by hand: title, hand, due, undated, conditions, action, url. A condition gives label (or text), is_met, note,
    mend, mend_label, or the engine’s problems. With `charge`, what a colleague of the reader has taken is theirs.
    """
    offers = sorted(offers, key=_is_apart)
    first = offers[0] if offers and not _is_apart(offers[0]) else None
    rows = [_condition(row) for row in (first.conditions if first else conditions)]
    missing = [row for row in rows if not row["is_met"]]
    is_ours = first is not None and all(row["is_met"] or row["mend"] for row in rows)
    hand = (
        hand
        or hand_of(context, thing)
        or ("vous" if is_ours else pick(thing, "hand") if thing else "")
    )
    mend = pick(thing, "to_mend", default=None) if hand == "vous" and not (first or title) else None
    if mend:
        title, action, url, text = mend.mend_label, mend.mend_label, mend.mend, mend.text
    colleague = pick(charge, "colleague") if charge else ""
    values = {
        "title": title or (first.transition.label if first else "Rien à faire de votre côté"),
        "hand": colleague if colleague and hand == "vous" else hand,
        "due": due or (pick(thing, "due_on", default=None) if thing else None),
        "undated": undated or (pick(thing, "undated") if thing else ""),
        "action": action or (first.transition.label if first else ""),
        "url": url or (first.url if first else ""),
        "tone": first.transition.tone if first else "",
    }
    others, folded = [], []
    for offer in offers:
        if offer is not first:
            (folded if _is_apart(offer) else others).append(offer)
    done = len(rows) - len(missing)
    return draw(
        "act_panel",
        **values,
        rows=rows,
        missing=missing,
        done=done,
        text=text,
        id=id,
        others=others,
        folded=folded,
    )


def hand_of(context, thing):
    """Who holds the ball of a thing, as its table tells the reader; "" where it does not say who that is."""
    user = getattr(context.get("request"), "user", None)
    told = getattr(thing, "hand_for", None)
    return told(user) if told and user else ""


@register.simple_tag(takes_context=True)
def hand(context, thing):
    """`{% hand dossier %}`: « vous », « le référent label », « personne »: the same as on its page."""
    return hand_of(context, thing) or pick(thing, "hand") or "personne"


@register.simple_tag
def conditions(rows):
    """`{% conditions rows %}`: the same list of what is done and what is missing, alone."""
    return draw("conditions", rows=[_condition(row) for row in rows])


@register.simple_tag
def button(
    text,
    url="",
    kind="",
    tone="",
    size="",
    icon="",
    name="",
    value="",
    busy="",
    id="",
    form="",
    wide=False,
    waits=False,
):
    """`{% button "Déposer le dossier" %}`: a submit button, or a link with `url`.

    `kind` "", "second" or "quiet"; `busy="Dépôt en cours…"` is said while the form leaves; `waits`: disabled until its
    script has come.
    """
    one_of(kind, ("", "second", "quiet"), "kind")
    one_of(size, ("", "s"), "size")
    values = {"text": text, "url": url, "kind": kind, "tone": tone_of(tone), "size": size, "id": id}
    values["tag"] = "a" if url else "button"
    values |= {"drawing": icons.svg(icon) if icon else "", "name": name, "value": value}
    return draw("button", **values, busy=busy, form=form, wide=wide, waits=waits)


@register.simple_tag
def closed_button(text, why, url="", link="", id="pourquoi"):
    """An act that is impossible: the button stays, the sentence says why, the link mends."""
    return draw("closed_button", text=text, why=why, url=url, link=link, id=id)


@register.simple_tag
def field(bound_field):
    """`{% field form.email %}`: label, hint, error, control, in that order."""
    return bound_field.as_field_group()


@register.simple_tag
def fields(form, *names):
    """`{% fields form "name" "email" %}`: some fields (all without names), without the error summary."""
    chosen = [form[name] for name in names] if names else form.visible_fields()
    hidden = [] if names else form.hidden_fields()
    return format_html(
        "{}" * (len(chosen) + len(hidden)), *(f.as_field_group() for f in chosen), *hidden
    )


@register.simple_tag
def options(groups):
    """`{% options widget.optgroups %}`: the options of a select; a template for each would be a third of a page."""
    drawn = []
    for name, choices, _place in groups:
        rows = [_option(str(one["value"]), one["label"], **one["attrs"]) for one in choices]
        drawn += (
            [format_html('<optgroup label="{}">', name), *rows, "</optgroup>"] if name else rows
        )
    return mark_safe("\n".join(drawn))  # noqa: S308 -- each is escaped


def _option(value, label, /, **attributes):
    return format_html('<option value="{}"{}>{}</option>', value, flatatt(attributes), label)


@register.simple_tag
def error_summary(*forms, before=""):
    """`{% error_summary form other %}`: why nothing was written, what to correct; focus comes here.

    « avant d’enregistrer », or before what the form’s own `before` says.
    """
    before = before or getattr(forms[0], "before", "") or "d’enregistrer"
    rows = [row for form in forms if form for row in _errors(form)]
    refused = [form for form in forms if getattr(form, "refusal", ())]
    above = [draw("refusal", problems=one.refusal, pairs=one.two_texts) for one in refused]
    summary = draw("error_summary", rows=rows, before=before) if rows else ""
    return format_html("{}" * (len(above) + 1), *above, summary)


@register.simple_tag
def saved(at=None, text=""):
    """`{% saved draft.updated_at %}`: « Enregistré à 14 h 32 », with its day when past; autosave writes here."""
    said = text or (f"Enregistré {_time_of(at)}" if at else "")
    drawing = icons.svg("save") if said else ""
    return format_html(
        '<p class="saved" role="status" data-saved>{}<span>{}</span></p>', drawing, said
    )


def _time_of(at):
    """« à 14 h 32 » of today, else « le 2 juillet 2026 à 14 h 32 »."""
    hour = f"à {words.hour(at)}"
    return hour if words.as_date(at) == clock.today() else f"le {words.day(at)} {hour}"


def _is_apart(offer):
    """Nobody waits for it; or it refuses what a decision, not taken yet, would refuse."""
    is_decided = all(row.is_met for row in offer.conditions)
    return not offer.transition.is_awaited or (offer.transition.tone == "danger" and not is_decided)


def _condition(row):
    problems = pick(row, "problems", default=())
    first = problems[0] if problems else row
    return {
        "label": pick(row, "label", "text"),
        "note": pick(row, "note") or " ".join(str(problem) for problem in problems),
        "is_met": bool(pick(row, "is_met", default=False)),
        "mend": pick(first, "mend"),
        "mend_label": pick(first, "mend_label", default="Compléter"),
    }


def _errors(form):
    """(address of the control, label, message) of each error, the form’s own first."""
    rows = [("", "", message) for message in form.non_field_errors()]
    for bound in form:
        if bound.is_hidden:
            rows += [("", "", message) for message in bound.errors]
        else:
            rows += [(control_id(bound), words.lead(bound.label), text) for text in bound.errors]
    return rows


def control_id(bound):
    """The id of the control to go to: the first choice of a group, the widget otherwise."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label or bound.auto_id


register.filter("control_id", control_id)
