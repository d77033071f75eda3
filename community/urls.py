"""The communities' addresses, room by room."""

from community.polls import urls as polls
from community.spaces import urls as spaces

app_name = "community"
urlpatterns = [
    *spaces.urlpatterns,
    *polls.urlpatterns,
    *spaces.steps,  # the last: any word after a space may be a step of it
]
