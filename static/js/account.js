// Ties the buttons of passkeys to the library that asks the browser for one.
document.querySelectorAll("[data-passkey]").forEach(function (button) {
  window.allauth.webauthn.forms[button.dataset.passkey]({
    ids: {
      login: button.id,
      authenticate: button.id,
      add: button.id,
      credential: button.dataset.credential,
      passwordless: button.dataset.alone,
      data: "js_data"
    }
  });
});

// What goes wrong is said in the page, not only to the console.
document.addEventListener("allauth.error", function (event) {
  var said = document.querySelector("[data-passkey-failed]");
  if (!said) return;
  event.preventDefault();
  said.hidden = true;
  // Shown anew, so that a screen reader says it again.
  setTimeout(function () { said.hidden = false; }, 50);
});
