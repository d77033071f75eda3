"""Access matrix of consultations: who reads the dossier reads what bodies say; a body opens its own by a key alone."""

from tests.access.lines import READERS, closed, public, seen
from tests.access.people import OFFICE, OWN


def _of(name, *args, write=None, **more):
    return seen(f"labelling:{name}", "dossier", *args, by=READERS, write=write, **more)


def _one(name, *args, **more):
    return _of(name, "consultation", *args, **more)


CONSULTATIONS = (
    _of("consultation_list"),
    _of("consultation_ask", write=(*OWN, *OFFICE)),
    _one("consultation_detail"),
    _one("consultation_type", write=(*OFFICE, "ali")),
    _one("consultation_key_renew", write=OFFICE),
    _one("consultation_letter", "consultation_key", write=OFFICE),
    _one("consultation_answer_letter", "consultation_key", write=OFFICE),
    _one("consultation_posted", write=OFFICE, post_only=True),
    _one("consultation_key_revoke", "consultation_key", write=OFFICE, post_only=True),
    _one("consultation_act", write=OWN, literal=("repondre-a-la-contestation",)),
    _one("consultation_act", write=OFFICE, literal=("laisser-continuer",)),
    seen("file", "consultation_file", by=READERS),
    public("labelling:tenant_code"),
    closed("labelling:tenant_link", literal=("rien",)),
    closed("labelling:tenant_mailbox_link", literal=("rien",)),
    public("labelling:tenant_one", literal=(1,)),
    public("labelling:tenant_minutes", literal=(1,)),
    *(
        public(f"labelling:{name}")
        for name in (
            *("tenant_word", "tenant_remark", "tenant_file", "tenant_insist"),
            *("tenant_mailbox", "tenant_all"),
        )
    ),
    *(public(f"labelling:{name}", post_only=True) for name in ("tenant_take_back", "tenant_leave")),
)
