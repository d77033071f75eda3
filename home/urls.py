"""The addresses of the public site that are not pages of the CMS."""

app_name = "home"
urlpatterns = []
