"""Interim suspensions of labels by the présidence (BR-72), and the topics that follow one."""

FOLLOWERS = []


def register_follower(follower):
    """A later topic acts too: `follower(label, by=user)`, in the transaction of the suspension."""
    FOLLOWERS.append(follower)
    return follower


def tell(label, *, by):
    for follower in FOLLOWERS:
        follower(label, by=by)
