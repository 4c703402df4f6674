/* Tree (aria): arrows, Home, End, Enter, Space, first letters; branches with data-url are fetched when first opened;
   data-cascade makes the boxes of a branch follow each other. */
import { $, $$, calm, enhance, failed, fill, fragment } from "./core.js";

class Tree {
  constructor(root) {
    this.root = root;
    this.typed = "";
    this.forget = calm(600, () => { this.typed = ""; });
    this.focusable(this.chosen() || this.visible()[0]);
    root.addEventListener("click", event => this.click(event));
    root.addEventListener("keydown", event => this.key(event));
    root.addEventListener("change", event => this.cascade(event.target));
    if (root.hasAttribute("data-cascade")) this.settle();
  }

  items() {
    return $$('[role="treeitem"]', this.root);
  }

  visible() {
    return this.items().filter(item => !item.parentNode.closest('[aria-expanded="false"]'));
  }

  chosen() {
    return $('[aria-selected="true"]', this.root);
  }

  focusable(item) {
    this.items().forEach(each => { each.tabIndex = each === item ? 0 : -1; });
    $$(".tr a, .tr input", this.root).forEach(each => { each.tabIndex = -1; });
  }

  go(item) {
    if (!item) return;
    this.focusable(item);
    item.focus();
  }

  async expand(item, open) {
    const group = $(':scope > [role="group"]', item);
    item.setAttribute("aria-expanded", open);
    if (!open || !item.dataset.url) return;
    const url = item.dataset.url;
    item.removeAttribute("data-url");
    try {
      fill(group, await fragment(url));
      this.focusable(item);
    } catch (error) {
      item.dataset.url = url;
      item.setAttribute("aria-expanded", "false");
      failed(error);
    }
  }

  click(event) {
    const item = event.target.closest('[role="treeitem"]');
    if (!item) return;
    if (event.target.closest(".tw")) this.expand(item, item.getAttribute("aria-expanded") === "false");
    this.focusable(item);
  }

  key(event) {
    const item = event.target.closest('[role="treeitem"]');
    if (!item || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const moves = {
      ArrowDown: () => this.go(this.visible()[this.visible().indexOf(item) + 1]),
      ArrowUp: () => this.go(this.visible()[this.visible().indexOf(item) - 1]),
      ArrowRight: () => this.right(item),
      ArrowLeft: () => this.left(item),
      Home: () => this.go(this.visible()[0]),
      End: () => this.go(this.visible().pop()),
      Enter: () => $(".tr a, .tr input", item)?.click(),
      " ": () => $(".tr input, .tr a", item)?.click(),
    };
    const move = moves[event.key];
    if (!move && event.key.length !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    if (move) move();
    else this.find(item, event.key);
  }

  right(item) {
    if (item.getAttribute("aria-expanded") === "false") this.expand(item, true);
    else this.go($('[role="treeitem"]', item));
  }

  left(item) {
    if (item.getAttribute("aria-expanded") === "true") this.expand(item, false);
    else this.go(item.parentNode.closest('[role="treeitem"]'));
  }

  find(item, key) {
    this.typed += key.toLowerCase();
    this.forget();
    const all = this.visible();
    const from = all.indexOf(item) + (this.typed.length === 1 ? 1 : 0);
    this.go([...all.slice(from), ...all.slice(0, from)].find(each => this.label(each).startsWith(this.typed)));
  }

  label(item) {
    return $(".tr", item).textContent.trim().toLowerCase();
  }

  cascade(box) {
    if (!this.root.hasAttribute("data-cascade") || box.type !== "checkbox") return;
    $$("input[type=checkbox]", box.closest('[role="treeitem"]')).forEach(each => { each.checked = box.checked; });
    this.settle();
  }

  settle() {
    for (const item of this.items().reverse()) {
      const below = $$(':scope > [role="group"] input[type=checkbox]', item);
      const box = $(".tr input[type=checkbox]", item);
      if (!box || !below.length) continue;
      box.checked = below.every(each => each.checked);
      box.indeterminate = !box.checked && below.some(each => each.checked);
    }
  }
}

enhance("tree", root => new Tree(root));
