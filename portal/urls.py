"""URLs of the portal: the composition root."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.utils.urlpatterns import decorate_urlpatterns

from labelling import api
from portal.account_desk import urls as account_desk_urls
from portal.accounts.urls import accounts_urls, closed_doors
from portal.assignments import urls as assignment_urls
from portal.calendar import urls as calendar_urls
from portal.changes import urls as feed_urls
from portal.commissioning import views as commissioning_views
from portal.documents import urls as file_urls
from portal.exports import urls as export_urls
from portal.ops import views as health_views
from portal.retention import register_views as retention_register
from portal.retention import views as personal_data
from portal.retention.versions import views as retention_versions
from portal.scenario import demonstration
from portal.search import urls as search_urls
from portal.web import gallery, member_home, text_history, why_seen
from portal.web.cms_desk import editors_only

login_not_required(serve_document)  # the privacy of its collection is asked by Wagtail
CMS_POLICY = settings.SECURE_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.SELF],
}
BREAKS = "wagtailadmin_error_test"  # Wagtail's own page that fails on purpose
wagtailadmin_urls.urlpatterns[:] = [
    one for one in wagtailadmin_urls.urlpatterns if getattr(one, "name", "") != BREAKS
]
decorate_urlpatterns(wagtailadmin_urls.urlpatterns, csp_override(CMS_POLICY))
decorate_urlpatterns(wagtailadmin_urls.urlpatterns, editors_only)
api_urls = api.public.urls  # made anew at each reading
decorate_urlpatterns(api_urls[0], login_not_required)

urlpatterns = [
    *closed_doors,
    *accounts_urls,
    *personal_data.urlpatterns,
    *retention_versions.urlpatterns,  # before the lines of the register
    *retention_register.urlpatterns,
    *account_desk_urls.urlpatterns,
    *assignment_urls.urlpatterns,
    *commissioning_views.urlpatterns,
    *member_home.urlpatterns,
    *text_history.urlpatterns,
    *why_seen.urlpatterns,
    *calendar_urls.urlpatterns,
    *search_urls.urlpatterns,
    *export_urls.urlpatterns,
    path("espace/fichiers/", include(file_urls)),
    path("", include("portal.inbox.urls")),
    path("espace/courriels/", include("portal.mail_desk.urls")),
    *feed_urls.urlpatterns,
    path("composants/", gallery.components, name="components"),
    path("", include(health_views.urlpatterns)),
    path("api/v1/", api_urls),
    path("", include("labelling.urls")),
    path("", include("community.urls")),
    path("", include("observatory.urls")),
    path("", include("home.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
if settings.DEMO_DOORS:
    urlpatterns.append(path("demo/", include(demonstration.urlpatterns)))
urlpatterns.append(path("", include("home.pages.urls")))

handler403 = "portal.web.errors.forbidden"
handler404 = "portal.web.errors.not_found"
handler500 = "portal.web.errors.broken"
