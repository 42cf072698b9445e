// Sends files one by one, and says how far each has come; also those that are dropped on the form.
// Without this they are sent together.
(function () {
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-part=progress]");
  const drop = form.querySelector("[data-part=drop]");
  const button = form.querySelector("button");
  form.querySelector("[data-part=hint]").hidden = false;

  function row(name) {
    const item = document.createElement("li");
    item.className = "stack g1";
    const title = document.createElement("bdi");
    title.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${form.dataset.sending}: ${name}`);
    const said = document.createElement("p");
    said.className = "meta";
    said.textContent = form.dataset.sending;
    item.append(title, bar, said);
    list.append(item);
    list.hidden = false;
    return { bar, said };
  }

  // Answers whether the file is kept.
  function send(file) {
    const { bar, said } = row(file.name);
    const data = new FormData(form);
    data.delete(input.name);
    data.append(input.name, file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const end = (words, kept) => {
        bar.remove();
        said.textContent = words;
        said.className = kept ? "meta" : "over";
        done(kept);
      };
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.addEventListener("error", () => end(form.dataset.failed, false));
      request.addEventListener("load", () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* a page: they are signed out, say */ }
        if (request.status !== 200 || !answer) return end(form.dataset.failed, false);
        const [refused] = answer.refused;
        end(refused ? refused.reason : form.dataset.kept, !refused);
      });
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(data);
    });
  }

  async function sendAll(files) {
    button.disabled = true;
    let all = true;
    for (const file of files) all = (await send(file)) && all;
    button.disabled = false;
    input.value = "";
    if (all) location.assign(form.dataset.upload);
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    sendAll([...input.files]);
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("drop");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("drop"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("drop");
    if (event.dataTransfer.files.length) sendAll([...event.dataTransfer.files]);
  });
})();
