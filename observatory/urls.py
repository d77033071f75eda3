"""The observatory’s addresses."""

app_name = "observatory"
urlpatterns = []
