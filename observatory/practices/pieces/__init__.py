"""What proves a practice or shows it: pictures, documents, links, videos."""
