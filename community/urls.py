"""The communities' addresses, room by room."""

from community.spaces import urls as spaces

app_name = "community"
urlpatterns = [
    *spaces.urlpatterns,
    *spaces.steps,  # the last: any word after a space may be a step of it
]
