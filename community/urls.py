"""The communities' addresses, room by room."""

from community.documents import urls as documents
from community.mentoring import urls as mentoring
from community.pages import urls as pages
from community.people import urls as people
from community.spaces import urls as spaces

app_name = "community"
urlpatterns = [
    *spaces.urlpatterns,
    *pages.urlpatterns,
    *documents.urlpatterns,
    *people.urlpatterns,
    *mentoring.urlpatterns,
    *spaces.steps,  # the last: any word after a space may be a step of it
]
