"""The addresses of the public site that are not pages of the CMS."""

from home.campaigns.urls import urlpatterns as campaigns
from home.letter.urls import urlpatterns as letter

app_name = "home"
urlpatterns = [*campaigns, *letter]
