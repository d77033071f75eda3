"""The editor's desk: Wagtail in our words, our colours and our order."""
