/* Forms: unsaved-changes warning, drafts in this browser, drop zone for files. */
import { $, $$, enhance, make, meta, on, text } from "./core.js";

const EVERY = 15000;
const KEPT = 7 * 24 * 3600 * 1000;
const PENDING = "sw.pending";
const prefix = () => `sw.draft:${meta("user")}:`;
const forms = new Set();

function storage(kind, use) {
  try {
    return use(window[kind]);
  } catch (denied) {
    return null; /* storage is full or switched off: no drafts then */
  }
}

const fields = form => [...form.elements].filter(each => each.name && !/^(hidden|password|file|submit|button)$/.test(each.type) && each.name !== "_csrf");
const pickers = form => $$('[data-sw~="picker"]', form).filter(each => each.picker);

/** What the user has put in: [name, value] pairs, and the choices of the pickers. */
function content(form) {
  const values = fields(form).filter(each => !/checkbox|radio/.test(each.type) || each.checked)
    .flatMap(each => (each.selectedOptions ? [...each.selectedOptions] : [each]).map(one => [each.name, one.value]));
  return { values, picked: pickers(form).map(each => [each.dataset.name, each.picker.chosen]) };
}

function restore(form, draft) {
  const left = draft.values.map(pair => [...pair]);
  const take = name => left.splice(left.findIndex(pair => pair[0] === name), 1)[0][1];
  for (const field of fields(form)) {
    const mine = left.filter(pair => pair[0] === field.name).map(pair => pair[1]);
    if (/checkbox|radio/.test(field.type)) field.checked = mine.includes(field.value);
    else if (field.multiple && field.options) [...field.options].forEach(each => { each.selected = mine.includes(each.value); });
    else if (mine.length) field.value = take(field.name);
  }
  for (const [name, chosen] of draft.picked) pickers(form).find(each => each.dataset.name === name)?.picker.set(chosen, true);
  const version = $('input[name="version"]', form);
  if (version && draft.version) version.value = draft.version;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = `${prefix()}${location.pathname}#${form.id}`;
    this.start = JSON.stringify(content(form));
    this.sent = false;
    this.kept = form.hasAttribute("data-draft") || fields(form).length + pickers(form).length > 3;
    form.addEventListener("submit", () => this.submitted());
    form.addEventListener("htmx:afterRequest", event => this.answered(event));
    if (this.kept) this.offer();
  }

  dirty() {
    return this.form.isConnected && !this.sent && JSON.stringify(content(this.form)) !== this.start;
  }

  save() {
    if (!this.kept || !this.dirty()) return;
    const version = $('input[name="version"]', this.form)?.value || "";
    storage("localStorage", store => store.setItem(this.key, JSON.stringify({ at: Date.now(), version, ...content(this.form) })));
  }

  drop() {
    storage("localStorage", store => store.removeItem(this.key));
  }

  submitted() {
    this.save();
    this.sent = true;
    storage("sessionStorage", store => store.setItem(PENDING, JSON.stringify({ key: this.key, path: location.pathname })));
  }

  answered(event) {
    if (event.detail.elt !== this.form) return;
    this.sent = event.detail.successful;
    storage("sessionStorage", store => store.removeItem(PENDING));
    if (this.sent) this.drop();
  }

  /** Puts back a draft unless the server has just returned what was typed. */
  offer() {
    const draft = storage("localStorage", store => JSON.parse(store.getItem(this.key)));
    if (!draft || $('[data-sw~="errors"]', this.form.parentNode)) return;
    if (Date.now() - draft.at > KEPT) return this.drop();
    restore(this.form, draft);
    if (!this.dirty()) return this.drop();
    const time = new Date(draft.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const discard = make("button", { type: "button", class: "link" }, text("discard"));
    discard.addEventListener("click", () => { this.drop(); this.sent = true; location.reload(); });
    this.form.prepend(make("div", { class: "note full", role: "status" }, make("div", { class: "grow" }, text("restored", { time })), discard));
  }
}

/* after a POST another page, or a message of success, means that it was saved */
function clearSaved() {
  const pending = storage("sessionStorage", store => JSON.parse(store.getItem(PENDING)));
  storage("sessionStorage", store => store.removeItem(PENDING));
  const saved = pending && meta("user") && (pending.path !== location.pathname || $(".toasts > .toast.ok"));
  if (saved) storage("localStorage", store => store.removeItem(pending.key));
}

clearSaved();
enhance("form", form => forms.add(new Draft(form)));
enhance("errors", summary => {
  summary.tabIndex = -1;
  summary.focus();
});

const saveAll = () => forms.forEach(draft => draft.save());
setInterval(saveAll, EVERY);
document.addEventListener("visibilitychange", () => { if (document.hidden) saveAll(); });
document.addEventListener("sw:expired", () => {
  saveAll();
  forms.forEach(draft => { draft.sent = true; });
});
window.addEventListener("beforeunload", event => {
  saveAll();
  if ([...forms].some(draft => draft.dirty())) event.preventDefault();
});
window.addEventListener("pageshow", event => {
  if (event.persisted) forms.forEach(draft => { draft.sent = false; });
});

/* signing out leaves nothing of this person behind */
document.addEventListener("submit", event => {
  if (!event.target.matches('[data-sw~="signout"]')) return;
  storage("localStorage", store => Object.keys(store).filter(key => key.startsWith(prefix())).forEach(key => store.removeItem(key)));
});

/* sends the form when a filter changes */
document.addEventListener("change", event => {
  if (event.target.matches('[data-sw~="submit"]')) event.target.form.requestSubmit();
});

/* <label class="drop" data-sw="drop"><input type="file"><span data-drop="name"></span></label> */
enhance("drop", zone => {
  const input = $("input[type=file]", zone);
  const show = () => { $('[data-drop="name"]', zone).textContent = [...input.files].map(file => file.name).join(", "); };
  input.addEventListener("change", show);
  zone.addEventListener("dragover", event => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", event => {
    event.preventDefault();
    zone.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
});

/* shows a password while its button is pressed in */
on("reveal", button => {
  const input = $("input", button.parentNode);
  const shown = input.type === "password";
  input.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
});
