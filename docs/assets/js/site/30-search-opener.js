// The search: its code is loaded when somebody uses it. On its own page that is at once.

/** @typedef {(panel: HTMLElement, asked: (query: string) => void) => (query: string) => Promise<void>} Start */

/** @param {HTMLElement} panel @returns {Promise<Start>} */
const load = async (panel) =>
  (await import(new URL(panel.dataset["searchPanel"] ?? "", document.baseURI).href)).startPanel;

const dialog = document.querySelector("dialog[data-search-dialog]");
const opener = document.querySelector("[data-search-open]");
const page = document.querySelector("main [data-search-panel]");

// Browsers load no index from a folder on a stick: there the index from A to Z stays.
if (location.protocol === "file:") {
  for (const useless of [opener, dialog, page?.closest("[data-needs-scripts]")]) useless?.remove();
  document.querySelectorAll("[data-search-instead]").forEach((one) => one.removeAttribute("data-without-scripts"));
} else if (page instanceof HTMLElement) {
  const field = page.querySelector("input");
  const typed = new URL(location.href).searchParams.get("q") ?? "";
  if (field) field.value = typed;
  void load(page).then((start) => {
    const look = start(page, (query) => {
      const address = new URL(location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      history.replaceState(null, "", address);
    });
    if (field?.value) void look(field.value);
  }, () => failed(page));
  open(() => field?.focus());
} else if (dialog instanceof HTMLDialogElement) {
  const panel = dialog.querySelector("[data-search-panel]");
  const field = dialog.querySelector("input");
  const whole = dialog.querySelector("[data-search-whole]");
  let started = false;
  open(() => {
    if (!(panel instanceof HTMLElement) || dialog.open) return;
    dialog.showModal();
    field?.select();
    if (started) return;
    started = true;
    void load(panel).then(
      (start) => {
        const look = start(panel, (query) => {
          if (!(whole instanceof HTMLAnchorElement)) return;
          const address = new URL(whole.href);
          address.searchParams.set("q", query);
          whole.href = address.href;
        });
        if (field?.value) void look(field.value);
      },
      () => {
        started = false;
        failed(panel);
      },
    );
  });
  // In a search field Escape empties the field, and the dialog would stay.
  field?.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener("click", (event) => {
    const on = event.target;
    const link = on instanceof Element ? on.closest("a") : null;
    if (on === dialog || link?.pathname === location.pathname) dialog.close();
  });
}

/** @param {HTMLElement} panel */
function failed(panel) {
  const status = panel.querySelector("[role=status]");
  if (status) status.textContent = status.getAttribute("data-failed");
}

/**
 * With the button of the header, and with Ctrl and K (Cmd and K on a Mac).
 * @param {() => void} use
 */
function open(use) {
  opener?.addEventListener("click", use);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      use();
    }
  });
}
