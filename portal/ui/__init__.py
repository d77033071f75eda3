"""The interface’s words, icons and components; `portal.templatetags.ui` gathers their tags."""
