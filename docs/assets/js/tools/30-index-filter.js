// The A-Z index, narrowed while one types: the search of whoever reads without a network.

/**
 * Without accents, capitals and signs.
 * @param {string | null} text
 */
const folded = (text) =>
  (text ?? "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

/** @param {HTMLFormElement} form */
function startIndexFilter(form) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const told = /** @type {HTMLElement} */ (form.querySelector("[data-many]"));
  const letters = document.querySelector(".plm-letters");
  const lists = [...document.querySelectorAll("ul.plm-index")].map((list) => ({
    list,
    lines: [...list.querySelectorAll("li")].map((line) => ({ line, text: folded(line.textContent) })),
  }));

  function show() {
    const words = folded(field.value).split(" ");
    let found = 0;
    for (const { list, lines } of lists) {
      for (const { line, text } of lines) line.hidden = !words.every((word) => text.includes(word));
      const left = lines.filter(({ line }) => !line.hidden).length;
      for (const one of [list, list.previousElementSibling]) one?.toggleAttribute("hidden", !left);
      found += left;
    }
    letters?.toggleAttribute("hidden", Boolean(words[0]));
    const { one, many, none } = told.dataset;
    const message = found === 1 ? one : found ? many : none;
    told.textContent = words[0] ? (message ?? "").replace("{count}", String(found)) : "";
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  // A browser gives back what was typed when one returns to the page.
  show();
}

for (const form of document.querySelectorAll("form[data-tool=index-filter]")) {
  if (form instanceof HTMLFormElement) startIndexFilter(form);
}
