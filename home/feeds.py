"""RSS 2.0 and Atom feeds of the news, all of it or one topic."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.views.decorators.http import require_safe

from home.pages.news import NewsTopic, news
from portal.core import clock

AT_MOST = 30
TITLE = "Quali’Hlm, actualités"
DESCRIPTION = "Ce qui se passe autour du label de qualité de service des organismes Hlm."


@require_safe
@login_not_required
def rss(request, topic=None):
    return _answer(Rss201rev2Feed, request.path, topic)


@require_safe
@login_not_required
def atom(request, topic=None):
    return _answer(Atom1Feed, request.path, topic)


def _answer(kind, path, slug):
    topic = NewsTopic.objects.filter(slug=slug).first() if slug else None
    if slug and topic is None:
        raise Http404
    feed = _feed(kind, path, topic)
    for one in news(topic, limit=AT_MOST):
        at = datetime.combine(one.date, time(9), tzinfo=clock.PARIS)
        feed.add_item(
            title=one.title,
            link=settings.PORTAL_ADDRESS + one.address,
            description=one.intro,
            unique_id=f"urn:uuid:{one.translation_key}",
            unique_id_is_permalink=False,
            pubdate=at,
            updateddate=max(at, one.last_published_at or at),
            categories=[one.topic.name] if one.topic else [],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _feed(kind, path, topic):
    return kind(
        title=f"{TITLE}\u00a0: {topic.name}" if topic else TITLE,
        link=f"{settings.PORTAL_ADDRESS}/actualites/",
        description=DESCRIPTION,
        language="fr",
        feed_url=settings.PORTAL_ADDRESS + path,
        author_name="Quali’Hlm",
    )
