"""User interface: components, icons and French words; `portal.templatetags.ui` gathers their tags."""
