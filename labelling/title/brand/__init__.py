"""Brand: the trademark registered at INPI, its rules of use, and the brand charter of the site."""
