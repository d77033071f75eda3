// Passkeys: a request closed, too slow or impossible is said in a sentence, with what to do instead.
const line = document.querySelector("[data-passkey]");
const WORDS = {
  NotAllowedError: "La clé d’accès n’a pas servi : la demande a été fermée, ou elle a attendu trop longtemps. Réessayez",
  InvalidStateError: "Cette clé est déjà ajoutée à votre compte. Essayez avec une autre",
  NotSupportedError: "Cet appareil n’accepte pas ce genre de clé d’accès. Essayez-en un autre",
  SecurityError: "Les clés d’accès ne marchent pas à cette adresse. Vérifiez celle de votre navigateur",
  absent: "Ce navigateur n’accepte pas les clés d’accès. Essayez-en un autre",
  other: "La clé d’accès n’a pas pu servir. Vérifiez votre connexion, puis réessayez",
};

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const { name } = event.detail.exception;
  const why = window.PublicKeyCredential ? (WORDS[name] ?? WORDS.other) : WORDS.absent;
  line.replaceChildren();
  requestAnimationFrame(() => (line.textContent = `${why}, ou ${line.dataset.passkey}.`)); // said again each time
});

// Drawn disabled: a button pressed before its script has come would send an empty form, or do nothing.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[id^=mfa_webauthn], #passkey_login")) {
    button.addEventListener("click", () => line.replaceChildren());
    button.disabled = false;
  }
});
