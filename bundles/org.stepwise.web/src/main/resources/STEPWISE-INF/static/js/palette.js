/* Command palette: <dialog id="sw-palette">. The server renders the options: GET /palette?q=. */
import { $, $$, calm, failed, fill, fragment, on } from "./core.js";
import { openDialog } from "./shell.js";

const dialog = () => $("#sw-palette");
const options = () => $$('[role="option"]', dialog());
let current = 0;
let shown = "";
let entered = false;
let request = new AbortController();

/** Opens the palette; false where the page has none. */
export function openPalette() {
  if (!dialog()) return false;
  openDialog(dialog());
  const input = $("input", dialog());
  input.value = "";
  input.focus();
  entered = false;
  load("");
  return true;
}

function mark(position) {
  const all = options();
  current = all.length ? (position + all.length) % all.length : 0;
  all.forEach((option, index) => {
    option.id = `sw-pal-${index}`;
    option.tabIndex = -1;
    option.setAttribute("aria-selected", index === current);
  });
  const input = $("input", dialog());
  input.setAttribute("aria-activedescendant", all.length ? `sw-pal-${current}` : "");
  all[current]?.scrollIntoView({ block: "nearest" });
}

/** Opens the marked answer; an answer to an earlier input is waited past, so that nobody lands elsewhere. */
function choose() {
  const { value } = $("input", dialog());
  entered = value !== shown;
  if (entered) load(value);
  else options()[current]?.click();
}

async function load(query) {
  request.abort();
  request = new AbortController();
  const list = $('[role="listbox"]', dialog());
  try {
    fill(list, await fragment(`${dialog().dataset.url}?q=${encodeURIComponent(query)}`, request.signal));
    mark(0);
    shown = query;
    if (entered) choose();
  } catch (error) {
    failed(error);
  }
}

const later = calm(120, load);

on("palette", (element, event) => {
  if (openPalette()) event.preventDefault();
});
document.addEventListener("input", event => {
  if (event.target.closest("#sw-palette")) later(event.target.value);
});
document.addEventListener("keydown", event => {
  if (!event.target.closest?.("#sw-palette") || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    mark(current + step);
  }
  if (event.key === "Enter") {
    event.preventDefault();
    choose();
  }
});
document.addEventListener("click", event => {
  if (event.target.closest('#sw-palette [role="option"]')) dialog().close();
});
