"""The public questions of the site: what the référent answered in a space, written again for everybody."""
