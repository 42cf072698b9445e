// A page that is just being saved by itself, for the first time, is not made a second time by the
// button: what was pressed meanwhile waits until that answer has come, and goes to the page it made.
(function () {
  const saving = new WeakSet();
  const ANSWERED = ["w-autosave:success", "w-autosave:error"];

  document.addEventListener("w-autosave:save", (event) => {
    if (!event.defaultPrevented) saving.add(event.target);
  });
  ANSWERED.forEach((name) => document.addEventListener(name, (event) => saving.delete(event.target)));

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const { submitter } = event;
    if (!saving.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const wait = new AbortController();
    ANSWERED.forEach((name) => form.addEventListener(name, () => {
      wait.abort();
      saving.delete(form);
      // Said by a field: the button may be out of use meanwhile, and would not be sent.
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: submitter?.name ?? "", value: submitter?.value ?? "" });
      form.append(pressed);
      form.requestSubmit();
    }, { signal: wait.signal }));
  }, true);
})();

// A file that is brought from the form of a page is in its language, unless somebody says another.
(function () {
  const spoken = JSON.parse(document.getElementById("wagtail-config").textContent).ACTIVE_CONTENT_LOCALE;
  const NAME = "document-chooser-upload-language";

  document.addEventListener("change", ({ target }) => {
    if (target.name === NAME) target.dataset.chosen = "true";
    const language = target.type === "file" && target.form?.elements[NAME];
    if (language && spoken && !language.dataset.chosen) language.value = spoken;
  });
})();

// What the page has just saved by itself is what its writer has read: a button pressed afterwards
// is no second writer's. Before anything else that waits for the answer.
document.addEventListener("w-autosave:success", ({ target, detail }) => {
  const { revision_id: id, revision_created_at: time } = detail.response;
  Object.entries({ loaded_revision_id: id, loaded_revision_created_at: time }).forEach(([name, value]) => {
    const field = target.elements[name] ?? target.appendChild(
      Object.assign(document.createElement("input"), { type: "hidden", name }),
    );
    field.value = value;
  });
}, true);
