/* Type-ahead reference picker over a plain select or input (aria combobox). The server renders the options:
   GET data-url?q= → <li role="option" data-value="42" data-label="周明远">…</li> */
import { $, $$, calm, enhance, failed, fragment, make, parse, text } from "./core.js";

let serial = 0;

export class Picker {
  constructor(root) {
    this.root = root;
    this.multiple = root.hasAttribute("data-multiple");
    this.active = -1;
    this.request = new AbortController();
    this.build($("select, input", root));
    this.listen();
    root.picker = this;
  }

  build(plain) {
    this.form = plain.getAttribute("form");
    const id = `sw-pick-${++serial}`;
    this.input = make("input", {
      id: plain.id || `${id}-in`, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": id, placeholder: this.root.dataset.placeholder || "",
    });
    for (const name of ["aria-label", "aria-describedby", "aria-invalid", "aria-required"]) {
      if (plain.hasAttribute(name)) this.input.setAttribute(name, plain.getAttribute(name));
    }
    if (plain.required) this.input.setAttribute("aria-required", "true");
    if (plain.getAttribute("aria-invalid") === "true") this.root.setAttribute("aria-invalid", "true");
    const chosen = plain.options
      ? [...plain.selectedOptions].filter(each => each.value).map(each => ({ value: each.value, label: each.text.trim() }))
      : plain.value ? [{ value: plain.value, label: plain.dataset.label || plain.value }] : [];
    const label = plain.labels?.[0]?.textContent || plain.getAttribute("aria-label") || "";
    this.list = make("ul", { id, class: "pick-l", role: "listbox", "aria-label": label.trim(), hidden: "" });
    this.clear = make("button", { type: "button", class: "pick-x", "aria-label": text("clear") }, "×");
    this.box = make("div", { class: "pick-box" }, this.input);
    this.root.classList.add("pick");
    this.root.replaceChildren(this.box, this.clear, this.list);
    this.set(chosen, true);
  }

  /** Replaces what is chosen: [{value, label}]. */
  set(chosen, quiet) {
    this.chosen = chosen;
    const hidden = (chosen.length ? chosen : [{ value: "" }])
      .map(each => make("input", { type: "hidden", name: this.root.dataset.name, value: each.value }));
    if (this.form) hidden.forEach(each => each.setAttribute("form", this.form));
    $$('input[type="hidden"], .pill', this.root).forEach(each => each.remove());
    this.root.append(...hidden);
    if (this.multiple) this.input.before(...chosen.map(each => this.pill(each)));
    this.input.value = this.multiple ? "" : chosen[0]?.label || "";
    this.clear.hidden = chosen.length === 0;
    if (!quiet) hidden[0].dispatchEvent(new Event("change", { bubbles: true }));
  }

  pill(each) {
    const remove = make("button", { type: "button", "aria-label": `${text("remove")} ${each.label}` }, "×");
    remove.addEventListener("click", () => this.set(this.chosen.filter(other => other !== each)));
    return make("span", { class: "pill on" }, each.label, remove);
  }

  listen() {
    const later = calm(150, () => { if (this.typed) this.load(this.input.value); });
    const typing = () => { this.typed = true; later(); };
    this.input.addEventListener("input", event => { if (!event.isComposing) typing(); });
    this.input.addEventListener("compositionend", typing);
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("click", () => { if (this.list.hidden) this.load(""); });
    this.input.addEventListener("blur", () => this.leave());
    this.clear.addEventListener("click", () => { this.set([]); this.input.focus(); });
    this.list.addEventListener("pointerdown", event => event.preventDefault());
    this.list.addEventListener("click", event => this.take(event.target.closest('[role="option"]')));
  }

  options() {
    return $$('[role="option"]', this.list);
  }

  address(query) {
    const url = new URL(this.root.dataset.url, location.origin);
    url.searchParams.set("q", query);
    for (const name of (this.root.dataset.with || "").split(" ").filter(Boolean)) {
      url.searchParams.set(name, this.root.closest("form")?.elements[name]?.value || "");
    }
    return url;
  }

  async load(query) {
    this.request.abort();
    this.request = new AbortController();
    try {
      this.list.replaceChildren(parse(await fragment(this.address(query), this.request.signal)));
    } catch (error) {
      return failed(error);
    }
    if (document.activeElement !== this.input) return;
    if (!this.list.children.length) this.list.append(make("li", {}, text("nothing")));
    this.options().forEach((option, index) => { option.id = `${this.list.id}-${index}`; });
    this.open(true);
    this.mark(query && this.options().length ? 0 : -1);
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", shown);
    if (!shown) this.mark(-1);
  }

  mark(position) {
    const all = this.options();
    this.active = position;
    all.forEach((option, index) => option.setAttribute("aria-selected", index === position));
    this.input.setAttribute("aria-activedescendant", all[position]?.id || "");
    all[position]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.options().length;
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.load("");
      else if (count) this.mark((Math.max(this.active, step < 0 ? 0 : -1) + step + count) % count);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      this.take(this.options()[this.active]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.open(false);
    } else if (event.key === "Backspace" && this.multiple && !this.input.value) {
      this.set(this.chosen.slice(0, -1));
    }
  }

  take(option) {
    if (!option) return;
    const each = { value: option.dataset.value, label: option.dataset.label || option.textContent.trim() };
    const others = this.multiple ? this.chosen.filter(other => other.value !== each.value) : [];
    // what was still asked for must not open the list again
    this.typed = false;
    this.request.abort();
    this.open(false);
    this.set([...others, each]);
  }

  leave() {
    this.request.abort();
    this.open(false);
    if (this.multiple) this.input.value = "";
    else if (!this.input.value.trim() && this.chosen.length) this.set([]);
    else this.input.value = this.chosen[0]?.label || "";
  }
}

enhance("picker", root => new Picker(root));
