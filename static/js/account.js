// What goes wrong with a passkey is said in the page, not only to the console.
document.addEventListener("allauth.error", function (event) {
  var said = document.querySelector("[data-passkey-failed]");
  if (!said) return;
  event.preventDefault();
  said.hidden = true;
  // Shown anew, so that a screen reader says it again.
  setTimeout(function () { said.hidden = false; }, 50);
});
