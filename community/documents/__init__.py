"""Documents of a space: versions, review dates and acknowledgements of reading."""
