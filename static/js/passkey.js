// Tells allauth's script which elements of a page a passkey is for, and says in words that one did not work,
// where that script would only write in the console.
document.querySelectorAll("[data-passkey]").forEach((place) => {
  const { passkey, ...ids } = place.dataset;
  window.allauth.webauthn.forms[passkey]({ ids });
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.getElementById("passkey-fout");
  if (said) said.hidden = false;
});
