"""Frame of the site: menu, footer, banners, error pages."""
