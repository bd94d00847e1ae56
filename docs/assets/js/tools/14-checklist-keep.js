// What was answered stays in this browser, if the reader asks; other tabs follow.

/** Another guide may be published at the same host: each keeps to its own. */
const PREFIX = `${plmChecklists.all[0]?.guide}:checklist:`;

/** What this browser keeps of the checklists of the guide: nothing if it keeps nothing at all. */
function keptKeys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

for (const checklist of plmChecklists.all) {
  const key = PREFIX + checklist.id;
  let keeping = keptKeys().length > 0;
  let wasThere = false;
  let isOut = false;

  /** @param {string} word */
  const trouble = (word) => {
    const told = checklist.find("[data-keep-trouble]", HTMLElement);
    const text = word && checklist.say(word);
    if (told.textContent !== text) {
      told.textContent = text;
    }
    isOut = checklist.answers.size > 0 && (!keeping || word !== "");
    const short = checklist.find("[data-kept]", HTMLElement);
    short.textContent = checklist.say(keeping && !word ? "kept" : "not-kept");
    for (const part of checklist.root.querySelectorAll("[data-keep]")) {
      part.toggleAttribute("hidden", (part.getAttribute("data-keep") === "kept") !== keeping);
    }
  };

  /** Take what other tabs kept, then keep all: nobody's answers are lost. */
  const save = () => {
    if (!keeping) {
      return trouble("");
    }
    try {
      const stored = localStorage.getItem(key);
      if (stored !== null) {
        checklist.take(checklist.read(stored));
      }
      const text = checklist.written();
      if (text !== stored && (stored !== null || checklist.answers.size > 0)) {
        localStorage.setItem(key, text);
      }
      wasThere = localStorage.getItem(key) !== null;
      return trouble("");
    } catch (error) {
      return trouble(troubleOf(error));
    }
  };

  /** Look again at what the browser keeps: another tab may have written, or erased. */
  const look = () => {
    keeping = keptKeys().length > 0;
    if (wasThere && !keptKeys().includes(key)) {
      wasThere = false;
      checklist.forget();
      checklist.tell(checklist.say("erased-elsewhere"));
    }
    save();
  };

  checklist.find('[data-do="keep"]', HTMLElement).addEventListener("click", () => {
    try {
      localStorage.setItem(key, localStorage.getItem(key) ?? checklist.written());
      keeping = true;
      save();
      checklist.find('[data-keep="kept"]', HTMLElement).focus();
    } catch (error) {
      trouble(troubleOf(error));
    }
  });

  const dialog = checklist.find(".plm-erase", HTMLDialogElement);
  const all = checklist.find('[data-do="erase-all"]', HTMLElement);
  checklist.find('[data-do="erase"]', HTMLElement).addEventListener("click", () => {
    const count = keptKeys().length;
    all.hidden = count < 2;
    all.textContent = (all.dataset.words ?? "").replace("{count}", String(count));
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    const wish = /** @type {HTMLElement} */ (event.target).dataset.do;
    if (wish === "erase-this" || wish === "erase-all") {
      for (const one of wish === "erase-all" ? keptKeys() : [key]) {
        erase(one);
      }
      wasThere = false;
      keeping = keptKeys().length > 0;
      checklist.forget();
      checklist.tell(checklist.say("erased"));
    }
    if (wish) {
      dialog.close();
    }
  });

  checklist.addEventListener("change", save);
  addEventListener("storage", look);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
  addEventListener("beforeunload", (event) => {
    if (isOut) {
      event.preventDefault();
    }
  });
}

/** @param {string} key */
function erase(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept there is nothing to erase.
  }
}

/** @param {unknown} error */
function troubleOf(error) {
  if (error instanceof plmChecklists.Refusal) {
    return "keep-damaged";
  }
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  return full ? "keep-full" : "keep-blocked";
}
