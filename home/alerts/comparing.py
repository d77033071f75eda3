"""What an alert watches: what is there today, and what changed since the last look."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from home.alerts.models import Alert
from home.pages.news import news
from labelling import public
from observatory.public import latest_of_search, search_words
from portal.core import clock

Subject = Alert.Subject
FEW = 50  # of the latest practices or news
LABELLED, ENGAGED = "labellisé", "engagé"


@dataclass(frozen=True)
class Line:
    """`word` is its state in the directory; `day`, that on which it appeared, None when nobody knows."""

    key: str
    title: str
    url: str
    text: str = ""
    word: str = ""
    day: date | None = None


def now(alert):
    """{key: Line} of what is public today."""
    lines = {Subject.DIRECTORY: _directory, Subject.PRACTICES: _practices, Subject.NEWS: _news}
    return {one.key: one for one in lines[alert.subject](alert)}


def _directory(alert):
    for entry in public.directory_entries():
        one = entry["organism"]
        if alert.region in ("", one.region) and alert.departement in ("", one.departement):
            url = reverse("labelling:directory_organism", args=[one.slug])
            yield Line(one.slug, one.name, url, word=LABELLED if entry["label"] else ENGAGED)


def _practices(alert):
    for one in latest_of_search(alert.query, FEW):
        yield Line(
            str(one.pk),
            one.title,
            one.get_public_url(),
            f"{one.organism}. {one.summary}",
            day=one.published_on,
        )


def _news(_alert):
    for one in news(limit=FEW):
        day = one.first_published_at and one.first_published_at.astimezone(clock.PARIS).date()
        yield Line(str(one.pk), one.title, one.address, one.intro, day=day or one.date)


def remember(alert, lines):
    """What the next look is compared with."""
    alert.known = {key: [one.title, one.word, one.url] for key, one in lines.items()}
    alert.looked_on = clock.today()


def changes(alert, lines):
    """[{title, text, url}] of what differs from what was known."""
    if alert.subject != Subject.DIRECTORY:
        return [
            _change_row(one, one.text)
            for one in lines.values()
            if one.key not in alert.known and one.day and one.day >= alert.looked_on
        ]
    found = [
        _change_row(one, _sentence(one.word, alert.known.get(key)))
        for key, one in lines.items()
        if key not in alert.known or alert.known[key][1] != one.word
    ]
    gone = [(key, row) for key, row in alert.known.items() if key not in lines]
    return found + [
        {"title": title, "text": f"n’est plus dans l’annuaire ({word} jusque-là).", "url": url}
        for _key, (title, word, url) in gone
    ]


def _change_row(one, text):
    return {"title": one.title, "text": text, "url": one.url}


def _sentence(word, before):
    if word == LABELLED:
        return "a reçu le label."
    return "n’a plus le label, et reste engagé." if before else "s’engage dans la démarche."


def about(alert):
    """« Annuaire, Bretagne », « Pratiques : propreté », « Actualités »."""
    if alert.subject == Subject.DIRECTORY:
        return f"Annuaire, {place(alert)}"
    if alert.subject == Subject.NEWS:
        return "Actualités"
    words = search_words(alert.query)
    return f"Pratiques\u00a0: {words}" if words else "Toutes les pratiques"


def place(alert):
    """The name of the place watched, France when none is."""
    if alert.departement:
        return next(
            (name for code, name, _region in public.departements() if code == alert.departement), ""
        )
    return dict(public.regions()).get(alert.region, "France entière")
