// Filters of a list: each choice acts at once, is counted aloud and stays in the address.
// Entries are [data-entry]; a filter named "phase" looks at their data-phase. Entries may be
// in several groups, each a list below its heading: while a filter is on, each is shown once,
// and a group named after the same facet (#phase-...) is shown only if it is the one chosen.

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} entries
 */
function startFilters(form, entries) {
  const choices = [...form.querySelectorAll("select")];
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("[type=reset]"));
  const found = /** @type {HTMLElement} */ (form.querySelector("[data-found]"));
  const lists = new Set(entries.map((entry) => entry.parentElement));
  const total = new Set(entries.map((entry) => entry.dataset.entry)).size;

  /** @param {HTMLElement} entry */
  const wanted = (entry) => {
    const group = headingOf(entry.parentElement)?.id ?? "";
    return choices.every(
      ({ name, value }) =>
        !value ||
        (entry.dataset[name]?.split(" ").includes(value) &&
          (!group.startsWith(`${name}-`) || group === `${name}-${value}`)),
    );
  };

  function show() {
    const filtered = choices.some((choice) => choice.value);
    const seen = new Set();
    for (const entry of entries) {
      const repeated = filtered && seen.has(entry.dataset.entry);
      entry.hidden = repeated || !wanted(entry);
      if (!entry.hidden) seen.add(entry.dataset.entry);
    }
    for (const list of lists) {
      const empty = entries.every((entry) => entry.parentElement !== list || entry.hidden);
      const heading = headingOf(list);
      if (list) list.hidden = empty;
      if (heading) heading.hidden = empty;
    }
    reset.hidden = !filtered;
    found.textContent = (found.dataset.found ?? "")
      .replace("{shown}", String(seen.size))
      .replace("{all}", String(total));
  }

  function writeAddress() {
    const address = new URL(location.href);
    for (const { name, value } of choices) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    history.replaceState(history.state, "", address);
  }

  /** An address may be written by anyone: only values that the page offers count. */
  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const choice of choices) {
      const value = asked.get(choice.name) ?? "";
      choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
    }
  }

  function showAll() {
    for (const choice of choices) choice.value = "";
    show();
    writeAddress();
  }

  /** A link to a group that the filters hide shows it, rather than leading nowhere. */
  function reachTarget() {
    const target = document.querySelector(":target");
    if (!target?.closest("[hidden]")) return;
    showAll();
    target.scrollIntoView();
  }

  form.addEventListener("change", () => {
    show();
    writeAddress();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    showAll();
    choices[0]?.focus();
  });
  addEventListener("hashchange", reachTarget);
  readAddress();
  show();
  reachTarget();
  // Whoever was sent a filtered list wants the list, not the page above it.
  if (!location.hash && choices.some((choice) => choice.value)) form.scrollIntoView();
}

/** @param {HTMLElement | null} list */
function headingOf(list) {
  const before = list?.previousElementSibling;
  return before instanceof HTMLHeadingElement ? before : null;
}

for (const form of document.querySelectorAll("form[data-tool=filters]")) {
  const entries = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-entry]")]);
  startFilters(/** @type {HTMLFormElement} */ (form), entries);
}
