"""Names of other people in what is given of one person: left out (BR-94)."""

import re

from portal.access.people import User

SOMEBODY, SOMEWHERE = "(autre personne)", "(autre adresse)"
WORD = re.compile(r"[^\W\d_]+")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Others:
    """`without(text)`: the text without the name of anybody but `user`, nor the address of anybody else."""

    def __init__(self, user):
        self.user = user
        self.by_last_word = {}
        for first_name, last_name in User.objects.values_list("first_name", "last_name"):
            name = f"{first_name} {last_name}".strip()
            if " " in name and name not in str(user) and (words := WORD.findall(name)):
                self.by_last_word.setdefault(words[-1], set()).add(name)

    def without(self, text):
        text = ADDRESS.sub(self._address, text)
        found = self.by_last_word.keys() & set(WORD.findall(text))
        names = {name for word in found for name in self.by_last_word[word]}
        for name in sorted(
            names, key=len, reverse=True
        ):  # « Anne Marie Roux » before « Marie Roux »
            text = text.replace(name, SOMEBODY)
        return text

    def _address(self, found):
        said = found.group()
        return said if said.lower() == self.user.email.lower() else SOMEWHERE
