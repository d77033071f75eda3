"""What editors send: pictures written anew, documents that are what they say."""
