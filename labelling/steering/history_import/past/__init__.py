"""Past that an import writes, and takes back."""
