"""Models of the observatory, re-exported for Django."""

from observatory.alerts.models import SavedSearch, SearchDigest
from observatory.calls.models import CallLetter, ContributionCall
from observatory.collections.models import Bookmark, Collection, CollectionEntry
from observatory.index_sync.models import IndexCheck, IndexJob, SearchIndex
from observatory.page_views.models import PracticePageViews
from observatory.peers.models import PeerOffer
from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.models import GoodPractice, PracticeIndicator
from observatory.practices.pieces.models import PracticePiece
from observatory.practices.review.models import PracticeReview
from observatory.practices.terms import PUBLISHED, PracticeTerm
from observatory.questions.models import PracticeQuestion
from observatory.reuse.models import PracticeReuse
from observatory.search.models import PracticeEntry, SearchWord, SynonymGroup
from observatory.spotlight.models import MonthlyPractice
from observatory.trophies.models import TrophyCandidate, TrophyCategory, TrophyEdition, TrophyVote

__all__ = (
    "PUBLISHED",
    "Bookmark",
    "CallLetter",
    "Collection",
    "CollectionEntry",
    "ContributionCall",
    "GoodPractice",
    "IndexCheck",
    "IndexJob",
    "MonthlyPractice",
    "PeerOffer",
    "PracticeEntry",
    "PracticeIndicator",
    "PracticeInvitation",
    "PracticePageViews",
    "PracticePiece",
    "PracticeQuestion",
    "PracticeReuse",
    "PracticeReview",
    "PracticeTerm",
    "SavedSearch",
    "SearchDigest",
    "SearchIndex",
    "SearchWord",
    "SynonymGroup",
    "TrophyCandidate",
    "TrophyCategory",
    "TrophyEdition",
    "TrophyVote",
)
