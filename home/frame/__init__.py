"""Frame of the site: menu, tabs, footer, social accounts, words of the error pages, alert banners."""
