// Everything that the page does beyond being read. It only shows and hides: whatever it shows is in the page already.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

// Filter and search: every word has to stand somewhere in the finding.
const filters = one(".filters");
if (filters) {
  const findings = all(".finding").map((card) => ({ card, text: card.textContent.toLowerCase() }));
  const files = all(".file");
  const search = one("[type=search]", filters);
  const show = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const standings = new Set(all("[type=checkbox]:checked", filters).map(({ name }) => name));
    for (const { card, text } of findings) card.hidden = !standings.has(card.dataset.standing) || !words.every((word) => text.includes(word));
    for (const file of files) file.hidden = all(".finding:not([hidden])", file).length === 0;
    one("output", filters).textContent = `${findings.filter(({ card }) => !card.hidden).length} of ${findings.length} shown`;
  };
  filters.hidden = false;
  filters.addEventListener("input", show);
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input") || one("dialog").open) return;
    event.preventDefault();
    search.focus();
  });
  show();
}

// A mark of the matrix says why in short where the pointer or the focus is, and shows all of it when pressed.
const dialog = one("dialog");
const peek = one(".peek");
const cells = all(".cell");
for (const cell of cells) {
  const say = () => { peek.hidden = false; peek.textContent = `${cell.getAttribute("aria-label")}: ${cell.dataset.because.replaceAll("`", "")}`; };
  const hush = () => { peek.hidden = true; };
  cell.addEventListener("pointerenter", say);
  cell.addEventListener("focus", say);
  cell.addEventListener("pointerleave", hush);
  cell.addEventListener("blur", hush);
  cell.addEventListener("click", (event) => {
    event.preventDefault();
    const copies = cell.dataset.see.split(" ").map((id) => document.getElementById(id)).filter(Boolean).map((shown) => {
      const copy = shown.cloneNode(true);
      copy.removeAttribute("id");
      copy.hidden = false;
      if (!copy.matches("li")) return copy;
      const list = document.createElement("ul");
      list.className = "list";
      list.append(copy);
      return list;
    });
    one(".seen", dialog).replaceChildren(...copies);
    dialog.setAttribute("aria-label", cell.getAttribute("aria-label"));
    dialog.showModal();
  });
  cell.addEventListener("keydown", (event) => {
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (down === 0 && right === 0) return;
    event.preventDefault();
    const column = cell.closest("td").cellIndex;
    const rows = all("tbody tr", cell.closest("table"));
    const row = rows.indexOf(cell.closest("tr"));
    for (let step = 1; ; step += 1) {
      const next = rows[row + down * step]?.cells[column + right * step];
      if (!next || next.matches("th")) return;
      const target = one(".cell", next);
      if (target) return target.focus();
    }
  });
}
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

// Light or dark as the system says, until somebody says otherwise.
const theme = one(".theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const scheme = () => document.documentElement.dataset.scheme ?? (dark.matches ? "dark" : "light");
const name = () => { theme.textContent = scheme() === "dark" ? "Light" : "Dark"; };
theme.hidden = false;
theme.addEventListener("click", () => { document.documentElement.dataset.scheme = scheme() === "dark" ? "light" : "dark"; name(); });
dark.addEventListener("change", name);
name();

// On paper everything is unfolded.
const folded = () => all("details:not([open])");
let unfolded = [];
addEventListener("beforeprint", () => { unfolded = folded(); for (const each of unfolded) each.open = true; });
addEventListener("afterprint", () => { for (const each of unfolded) each.open = false; });
