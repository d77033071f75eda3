"""URLs of the communities, topic by topic."""

from community.documents import urls as documents
from community.faq import urls as faq
from community.mentoring import urls as mentoring
from community.pages import urls as pages
from community.people import urls as people
from community.polls import urls as polls
from community.questions import urls as questions
from community.replies import urls as replies
from community.spaces import urls as spaces
from community.threads import urls as threads

app_name = "community"
urlpatterns = [
    *spaces.urlpatterns,
    *polls.urlpatterns,
    *replies.urlpatterns,
    *threads.urlpatterns,
    *questions.urlpatterns,  # « public » before what an act's name would answer
    *faq.urlpatterns,
    *threads.steps,  # after what is made of a question
    *pages.urlpatterns,
    *documents.urlpatterns,
    *people.urlpatterns,
    *mentoring.urlpatterns,
    *spaces.steps,  # the last: any word after a space may be a step of it
]
