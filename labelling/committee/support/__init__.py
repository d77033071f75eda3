"""Advisory support (appui-conseil) that an organism asks the office of the label for."""
