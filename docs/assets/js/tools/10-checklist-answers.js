// The checklists of the page and what was answered: the other scripts of checklists listen to them.

const VERSION = 1;
// Many times the longest list, and with every field full it still fits in a browser.
const MOST_ITEMS = 250;
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 48;
const LONG_ENOUGH_TO_SAVE = 60_000;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const STATES = ["", "done", "not-needed"];
// What XML cannot hold: a filled document would not open.
const UNWRITABLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** @type {PlmAnswer} */
const BLANK = { state: "", note: "", owner: "", due: "", evidence: "", changed: "" };

class Refusal extends Error {
  /**
   * @param {string} word
   * @param {Record<string, string>} [places]
   */
  constructor(word, places = {}) {
    super(word);
    this.word = word;
    this.places = places;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {string} text */
const clean = (text) => text.replace(/\r\n?/g, "\n").replace(UNWRITABLE, "");

/** @param {string} day */
const isDay = (day) =>
  DAY.test(day) && new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) === day && day >= "1900-03-01";

/** @implements {PlmChecklist} */
class Checklist extends EventTarget {
  /** @type {Map<string, PlmAnswer>} */
  #answers = new Map();

  /** @param {HTMLElement} root */
  constructor(root) {
    super();
    this.root = root;
    this.id = root.dataset.checklist ?? "";
    this.guide = root.dataset.guide ?? "";
    const items = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".plm-item"));
    this.items = new Map([...items].map((item) => [item.id, item]));
    this.words = this.find("[data-words]:is(template)", HTMLTemplateElement).content;
    const fields = this.find("[data-fields]", HTMLTemplateElement).content;
    /** @param {string} part */
    const longest = (part) => {
      const field = fields.querySelector(`[data-part="${part}"]`);
      return Number(field?.getAttribute("maxlength"));
    };
    this.longest = { note: longest("note"), owner: longest("owner"), evidence: longest("evidence") };
  }

  /** Another guide may have a checklist of this name, with other items. */
  get #format() {
    return `${this.guide}-checklist`;
  }

  get answers() {
    return this.#answers;
  }

  /** @param {string} id */
  answer(id) {
    return this.#answers.get(id) ?? BLANK;
  }

  /**
   * @param {string} id
   * @param {Partial<Omit<PlmAnswer, "changed">>} change
   */
  write(id, change) {
    const before = this.answer(id);
    // Later than what it replaces, even if the clock was put back meanwhile.
    const after = before.changed ? Date.parse(before.changed) + 1 : 0;
    const changed = new Date(Math.max(Date.now(), after)).toISOString();
    const answer = { ...before, ...change, changed };
    for (const part of /** @type {const} */ (["note", "owner", "evidence"])) {
      answer[part] = clean(answer[part]);
    }
    this.#answers.set(id, answer);
    this.dispatchEvent(new Event("change"));
  }

  /** @param {PlmAnswers} answers */
  take(answers) {
    const newer = [...answers].filter(([id, one]) => one.changed > this.answer(id).changed);
    const all = new Map([...this.#answers, ...newer]);
    if (all.size > MOST_ITEMS) {
      throw new Refusal("refused-size");
    }
    this.#answers = all;
    if (newer.length > 0) {
      this.dispatchEvent(new Event("change"));
    }
    const unknown = [...answers.keys()].filter((id) => !this.items.has(id));
    return { taken: newer.length, older: answers.size - newer.length, unknown };
  }

  forget() {
    this.#answers.clear();
    this.dispatchEvent(new Event("change"));
  }

  written() {
    const items = Object.fromEntries([...this.#answers].sort(([a], [b]) => (a < b ? -1 : 1)));
    const head = { format: this.#format, version: VERSION, checklist: this.id };
    return JSON.stringify({ ...head, items }, null, 1);
  }

  /**
   * @param {string} text
   * @returns {PlmAnswers}
   */
  read(text) {
    /** @type {unknown} */
    let found;
    try {
      found = JSON.parse(text);
    } catch {
      throw new Refusal("refused-damaged");
    }
    if (!isRecord(found) || found.format !== this.#format) {
      throw new Refusal("refused-foreign");
    }
    if (typeof found.version === "number" && found.version > VERSION) {
      throw new Refusal("refused-newer");
    }
    const { checklist, items } = found;
    if (typeof checklist !== "string" || !ID.test(checklist) || !isRecord(items)) {
      throw new Refusal("refused-damaged");
    }
    if (checklist !== this.id) {
      throw new Refusal("refused-other", { id: checklist.slice(0, LONGEST_ID) });
    }
    const entries = Object.entries(items);
    if (found.version !== VERSION || entries.length > MOST_ITEMS) {
      throw new Refusal("refused-damaged");
    }
    return new Map(entries.map(([id, value]) => [id, this.#checked(id, value)]));
  }

  /**
   * @param {string} id
   * @param {unknown} value
   * @returns {PlmAnswer}
   */
  #checked(id, value) {
    const answer = isRecord(value) ? { ...BLANK, ...value } : null;
    if (answer === null || !ID.test(id) || id.length > LONGEST_ID) {
      throw new Refusal("refused-damaged");
    }
    const { state, note, owner, due, evidence, changed } = answer;
    const right =
      STATES.includes(state) &&
      [note, owner, evidence, due, changed].every((one) => typeof one === "string") &&
      note.length <= this.longest.note &&
      owner.length <= this.longest.owner &&
      evidence.length <= this.longest.evidence &&
      (due === "" || isDay(due)) &&
      MOMENT.test(changed) &&
      !Number.isNaN(Date.parse(changed));
    if (!right) {
      throw new Refusal("refused-damaged");
    }
    return {
      state,
      note: clean(note),
      owner: clean(owner),
      due,
      evidence: clean(evidence),
      changed,
    };
  }

  counts() {
    const states = [...this.items.keys()].map((id) => this.answer(id).state);
    const spared = states.filter((state) => state === "not-needed").length;
    const done = states.filter((state) => state === "done").length;
    return { done, spared, needed: states.length - spared };
  }

  /**
   * @param {string} word
   * @param {Record<string, string | number>} [places]
   */
  say(word, places = {}) {
    const text = this.words.querySelector(`[data-word="${word}"]`)?.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (_, name) => String(places[name]));
  }

  /** @param {string} message */
  tell(message) {
    this.find("[data-told]", HTMLElement).textContent = message;
  }

  /**
   * @param {Blob} content
   * @param {string} name
   * @param {string} word
   */
  give(content, name, word) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), LONG_ENOUGH_TO_SAVE);
    this.tell(this.say(word, { file: name }));
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  find(selector, type) {
    const found = this.root.querySelector(selector);
    if (!(found instanceof type)) {
      throw new TypeError(`${selector} is not in checklist ${this.root.dataset.checklist}`);
    }
    return found;
  }
}

const roots = /** @type {NodeListOf<HTMLElement>} */ (
  document.querySelectorAll('[data-tool="checklist"]')
);
globalThis.plmChecklists = {
  all: [...roots].map((root) => new Checklist(root)),
  Refusal,
};
