/* Pages that have the words typed so far, under the box of a search: a combobox, as the ARIA
   Authoring Practices describe it. Without it the form works as it is. */
"use strict";
(function () {
  /* After a pause in typing, in milliseconds. */
  var PAUSE = 200;

  Array.prototype.forEach.call(document.querySelectorAll("[data-suggest]"), function (box) {
    var input = box.querySelector("input");
    var list = document.createElement("ul");
    var said = document.createElement("span");
    var pages = [];
    var chosen = -1;
    var request = null;
    var wait;

    list.id = input.id + "-suggestions";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.label);
    said.className = "vh";
    said.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    box.append(list, said);

    function close() {
      clearTimeout(wait);
      if (request) request.abort();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    function choose(place) {
      chosen = place;
      Array.prototype.forEach.call(list.children, function (option, each) {
        option.setAttribute("aria-selected", String(each === place));
      });
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[place].id);
        list.children[place].scrollIntoView({ block: "nearest" });
      }
    }

    function option(page, place) {
      var item = document.createElement("li");
      var title = document.createElement("span");
      var kind = document.createElement("span");
      item.id = list.id + "-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      title.lang = page.lang;
      title.dir = page.dir;
      title.textContent = page.title;
      kind.className = "meta";
      kind.textContent = page.kind;
      item.append(title, " ", kind);
      return item;
    }

    function show(found) {
      pages = found;
      list.replaceChildren.apply(list, pages.map(option));
      list.hidden = !pages.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
      said.textContent = pages.length ? box.dataset.some.replace("{n}", pages.length) : box.dataset.none;
    }

    function ask() {
      var words = input.value.trim();
      request = new AbortController();
      fetch(box.dataset.suggest + "?q=" + encodeURIComponent(words), { signal: request.signal })
        .then(function (answer) { return answer.ok ? answer.json() : { pages: [] }; })
        .then(function (answer) { if (words === input.value.trim()) show(answer.pages); })
        /* No line, or no answer: the form is there. */
        .catch(close);
    }

    input.addEventListener("input", function () {
      clearTimeout(wait);
      if (request) request.abort();
      if (input.value.trim()) wait = setTimeout(ask, PAUSE);
      else close();
    });

    input.addEventListener("keydown", function (event) {
      if (event.isComposing || list.hidden) return;
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        /* Before the first and behind the last stands what was typed. */
        var places = pages.length + 1;
        choose(((chosen + 1 + step + places) % places) - 1);
        event.preventDefault();
      } else if (event.key === "Enter" && chosen >= 0) {
        location.assign(pages[chosen].url);
        event.preventDefault();
      } else if (event.key === "Escape") {
        close();
        event.preventDefault();
      }
    });

    list.addEventListener("mousedown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var place = Array.prototype.indexOf.call(list.children, event.target.closest("li"));
      if (place >= 0) location.assign(pages[place].url);
    });
    input.addEventListener("blur", close);
  });
}());
