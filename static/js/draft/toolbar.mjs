// The toolbar: one stop of Tab, arrows inside it, mirrored where text runs leftwards.
export class Toolbar {
  constructor(element, { run, leave }) {
    this.buttons = [...element.querySelectorAll("button")];
    this.buttons.forEach((button, index) => {
      button.tabIndex = index ? -1 : 0;
      // The text keeps its selection.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => run(button.dataset.command));
      button.addEventListener("keydown", (event) => this.#key(event, index, leave));
    });
  }

  focus() {
    this.buttons.find((button) => button.tabIndex === 0).focus();
  }

  show(pressed) {
    for (const button of this.buttons) {
      const on = pressed[button.dataset.command];
      if (on !== undefined) button.setAttribute("aria-pressed", String(on));
    }
  }

  #key(event, index, leave) {
    if (event.key === "Escape") return leave();
    const leftwards = getComputedStyle(event.currentTarget).direction === "rtl";
    const step = { [leftwards ? "ArrowLeft" : "ArrowRight"]: 1, [leftwards ? "ArrowRight" : "ArrowLeft"]: -1 };
    const count = this.buttons.length;
    const to = { Home: 0, End: count - 1 }[event.key] ?? (
      event.key in step ? (index + step[event.key] + count) % count : null);
    if (to === null) return undefined;
    event.preventDefault();
    this.buttons[index].tabIndex = -1;
    this.buttons[to].tabIndex = 0;
    return this.buttons[to].focus();
  }
}
