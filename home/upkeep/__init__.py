"""Upkeep of the site: broken links, pages that nothing leads to, pages to renew."""
