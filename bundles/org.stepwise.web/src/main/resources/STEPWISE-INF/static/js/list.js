/* Lists: rows that open, move and select by key; selection that survives paging. */
import { $, $$, enhance, failed, fragment } from "./core.js";

const INTERACTIVE = "a, button, input, select, textarea, label, summary, [contenteditable]";

document.addEventListener("click", event => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest(INTERACTIVE) || String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
  else location.assign(row.dataset.href);
});

/** j and k move, x selects, Enter opens; false when there is nothing to do. */
export function moveRow(key) {
  const table = $('table[data-sw~="rows"]');
  if (!table || !/^([jkx]|Enter)$/.test(key)) return false;
  const rows = $$("tbody tr", table);
  const at = rows.indexOf(document.activeElement?.closest("tr"));
  if (key === "Enter" || key === "x") return at >= 0 && document.activeElement === rows[at] && act(rows[at], key);
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + (key === "j" ? 1 : -1)))];
  if (!row) return false;
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  return true;
}

function act(row, key) {
  const target = key === "x" ? $(".ck", row) : $(".ttl a, a", row);
  target?.click();
  if (key === "x") row.focus();
  return Boolean(target);
}

/* <form data-sw="bulk">: data-bulk = all, one, ids, everything, bar, rest, count, more, clear */
class Bulk {
  constructor(root) {
    this.root = root;
    this.ids = new Set(this.part("ids").value.split(",").filter(Boolean));
    root.addEventListener("change", event => this.changed(event.target));
    root.addEventListener("click", event => this.clicked(event.target.closest("[data-bulk]")));
    this.show();
  }

  part(name) {
    return $(`[data-bulk="${name}"]`, this.root);
  }

  boxes() {
    return $$('[data-bulk="one"]', this.root);
  }

  changed(box) {
    if (box.dataset.bulk === "all") this.boxes().forEach(each => this.set(each.value, box.checked));
    else if (box.dataset.bulk === "one") this.set(box.value, box.checked);
    else return;
    this.everything(false);
  }

  set(id, chosen) {
    if (chosen) this.ids.add(id);
    else this.ids.delete(id);
  }

  clicked(part) {
    if (part?.dataset.bulk === "clear") {
      this.ids.clear();
      this.everything(false);
    } else if (part?.dataset.bulk === "more") {
      this.all(part);
    }
  }

  /** Everything that matches, beyond this page: the number is asked first, so that dialogs tell it. */
  async all(part) {
    try {
      part.dataset.total = (await fragment(part.dataset.url)).trim();
      this.boxes().forEach(each => this.ids.add(each.value));
      this.everything(true);
    } catch (error) {
      failed(error);
    }
  }

  everything(all) {
    if (this.part("everything")) this.part("everything").value = all;
    this.show();
  }

  show() {
    const all = this.part("everything")?.value === "true";
    const boxes = this.boxes();
    boxes.forEach(box => {
      box.removeAttribute("name");
      box.checked = all || this.ids.has(box.value);
      box.closest("tr").classList.toggle("sel-on", box.checked);
    });
    this.part("ids").value = [...this.ids].join(",");
    const on = boxes.filter(box => box.checked).length;
    const master = this.part("all");
    if (master) Object.assign(master, { checked: on > 0 && on === boxes.length, indeterminate: on > 0 && on < boxes.length });
    const count = all ? this.part("more").dataset.total : this.ids.size;
    $$('[data-bulk="count"]', document).forEach(place => { place.textContent = count; });
    this.part("bar").classList.toggle("on", all || this.ids.size > 0);
    this.part("rest")?.classList.toggle("off", all || this.ids.size > 0);
  }
}

enhance("bulk", root => {
  const bulk = new Bulk(root);
  document.addEventListener("htmx:afterSwap", event => {
    if (root.contains(event.detail.target)) bulk.show();
  });
});
