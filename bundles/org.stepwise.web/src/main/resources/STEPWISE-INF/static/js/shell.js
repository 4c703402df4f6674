/* Theme and other choices, dialogs, menus, tabs, copying, printing. */
import { $, $$, enhance, failed, fill, fragment, on, send, text, toast } from "./core.js";

/* choices kept per user: shown at once, saved behind */
const root = document.documentElement;

function choose(name, value) {
  root.dataset[name] = value;
  try {
    localStorage.setItem(`sw.${name}`, value);
  } catch (denied) { /* storage switched off: the server remembers */ }
  if ($('meta[name="user"]')) send("/me/preferences", { [name]: value }).catch(failed);
}

function dark() {
  const { theme } = root.dataset;
  return theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}

on("theme", () => choose("theme", dark() ? "light" : "dark"));
on("density", () => choose("density", root.dataset.density === "compact" ? "normal" : "compact"));

/* dialogs: data-target names one on the page; else the address of the link is fetched into #sw-dialog */
const openers = new WeakMap();

/** Opens a dialog as a modal one; what opened it gets the focus back. */
export function openDialog(dialog, opener) {
  if (!dialog || openers.has(dialog)) return;
  if (dialog.open) dialog.close();
  openers.set(dialog, opener || document.activeElement);
  dialog.showModal();
}

on("dialog", async (element, event) => {
  event.preventDefault();
  if (element.dataset.target) return openDialog($(element.dataset.target), element);
  const dialog = $("#sw-dialog");
  try {
    fill(dialog, await fragment(element.dataset.url || element.href));
    dialog.className = element.dataset.class || "";
    openDialog(dialog, element);
  } catch (error) {
    failed(error);
  }
});
on("close", (element, event) => {
  event.preventDefault();
  element.closest("dialog")?.close();
});
enhance("modal", dialog => openDialog(dialog));
/* the size of the window, in a form that shows it before it is sent */
enhance("width", row => {
  const size = `${innerWidth} × ${innerHeight}`;
  $('input[type="hidden"]', row).value = size;
  $("span", row).textContent = size;
  row.hidden = false;
});

document.addEventListener("close", event => {
  const opener = openers.get(event.target);
  openers.delete(event.target);
  const toasts = $(".toasts", event.target);
  if (toasts) document.body.append(toasts);
  if (opener?.isConnected) opener.focus();
}, true);

let pressed = null;
document.addEventListener("pointerdown", event => { pressed = event.target; });
document.addEventListener("click", event => {
  const outside = event.target instanceof HTMLDialogElement && pressed === event.target;
  if (outside && !$('form[data-sw~="form"]', event.target)) event.target.close();
  for (const menu of $$("details.dd[open]")) {
    if (!menu.contains(event.target) || event.target.closest(".menu > a, .menu > button")) menu.open = false;
  }
});
document.addEventListener("keydown", event => {
  const menu = event.key === "Escape" && event.target.closest?.("details.dd[open]");
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  $("summary", menu).focus();
});

/* a menu whose content is fetched when it first opens: <details class="dd" data-sw="menu" data-url="/notices/latest"> */
enhance("menu", menu => menu.addEventListener("toggle", async () => {
  if (!menu.open) return;
  try {
    fill($(".menu", menu), await fragment(menu.dataset.url));
  } catch (error) {
    failed(error);
  }
}));

/* tabs on the page: role=tab buttons with aria-controls */
function select(tab) {
  for (const other of $$('[role="tab"]', tab.closest('[role="tablist"]'))) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    const panel = document.getElementById(other.getAttribute("aria-controls"));
    if (panel) panel.hidden = !chosen;
  }
}

enhance("tabs", list => {
  const tabs = $$('[role="tab"]', list);
  select(tabs.find(tab => tab.getAttribute("aria-selected") === "true") || tabs[0]);
  list.addEventListener("click", event => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) select(tab);
  });
  list.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
    select(next);
    next.focus();
  });
});

/* the phone's second tab of a record shows the link panel in place of the body */
on("links", (element, event) => {
  event.preventDefault();
  const record = element.closest(".rec");
  const shown = record.classList.toggle("links-on");
  element.setAttribute("aria-pressed", shown);
});
document.addEventListener("click", event => {
  event.target.closest(".rec .tabs a")?.closest(".rec").classList.remove("links-on");
});

/* segmented choice without a form: one of the buttons is pressed */
on("seg", element => {
  for (const other of element.parentNode.children) other.setAttribute("aria-pressed", other === element);
});

async function copy(value) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(value);
  const area = Object.assign(document.createElement("textarea"), { value, className: "vh" });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

on("copy", async element => {
  const value = element.dataset.text || new URL(element.dataset.url || location.pathname, location.origin).href;
  await copy(value);
  toast({ text: text("copied") });
  element.focus();
});
on("print", () => window.print());

