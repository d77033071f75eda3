"""Account mails sent by background tasks, so that answers take the same time for known and unknown addresses."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.access.models import User
from portal.accounts.kinds import in_words
from portal.accounts.models import Invitation
from portal.notifications.backends import message_id


@task
def send(subject, body, to, event):
    """A mail already written, without any secret."""
    EmailMessage(subject, body, to=[to], headers={"Message-ID": message_id(event)}).send()


@task
def send_reset(email, event):
    """The link that chooses a new password; silence when no open account has this address."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        return
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    address = settings.PORTAL_ADDRESS + reverse("account_reset_password_from_key", kwargs=key)
    hours = max(1, settings.PASSWORD_RESET_TIMEOUT // 3600)
    page = {"person": user, "url": address, "hours": hours}
    _write("portal/accounts/mail/reset.txt", page, user.email, f"reset:{event}")


@task
def send_many_failures(address, event):
    """To whose account begins to wait; silence when no open account has this address, whatever its spelling."""
    user = User.objects.filter(email=address.strip().lower(), is_active=True).first()
    if user is None:
        return
    page = {"person": user, "url": settings.PORTAL_ADDRESS + reverse("account_reset_password")}
    _write("portal/accounts/mail/many_failures.txt", page, user.email, f"failures:{event}")


def code_for(user_pk, address, nonce):
    """Six digits worked out from the server's secret: no table ever holds them."""
    value = f"{user_pk}:{address}:{nonce}"
    return f"{int(salted_hmac('portal.address', value, algorithm='sha256').hexdigest(), 16) % 10**6:06}"


@task
def send_address_code(pk, address, nonce):
    """The code is worked out here; silence when another account has this address."""
    person = User.objects.get(pk=pk)
    if User.objects.filter(email=address).exists():
        return
    page = {"person": person, "code": code_for(pk, address, nonce)}
    _write("portal/accounts/mail/address_code.txt", page, address, f"address:{nonce}")


@task
def send_address_changed(pk, former, event):
    """To the address that was the login until now."""
    page = {"person": User.objects.get(pk=pk), "url": f"{settings.PORTAL_ADDRESS}/contact/"}
    _write("portal/accounts/mail/address_changed.txt", page, former, f"address-changed:{event}")


@task
def send_invitation(pk):
    """The link is worked out here, so that no table ever holds it."""
    invitation = Invitation.objects.pending().filter(pk=pk).select_related("invited_by").first()
    if invitation is None:
        return
    page = in_words(invitation) | {
        "invitation": invitation,
        "url": settings.PORTAL_ADDRESS + invitation.get_absolute_url(),
    }
    _write("portal/accounts/mail/invitation.txt", page, invitation.email, f"invitation:{pk}")


def _write(template, page, to, event):
    """The first line of the template is the subject."""
    subject, _, body = render_to_string(template, page).partition("\n")
    headers = {"Message-ID": message_id(event)}
    EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to], headers=headers).send()
