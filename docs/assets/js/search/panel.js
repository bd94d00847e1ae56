// The panel of the search: the same on its page and in its dialog. Its words and its pieces
// stand in the page; nothing is written as HTML.
import { shownOf } from "./excerpt.js";
import { find, openLibrary, openPagefind } from "./find.js";

/**
 * @typedef {import("./find.js").Found} Found
 * @typedef {import("./find.js").Library} Library
 */

const AT_ONCE = 8;
const MOST_ALSO = 3;
const PAUSE = 250;
/** Longer than any question; the rest is not looked for. */
const LONGEST = 300;
const ROOT = new URL("../../../", import.meta.url);

/**
 * Make a panel answer.
 * @param {HTMLElement} panel
 * @param {(query: string) => void} asked Told each query that is looked for.
 * @returns {(query: string) => Promise<void>} Look for a query.
 */
export function startPanel(panel, asked) {
  const lang = document.documentElement.lang;
  const form = piece(panel, "form", HTMLFormElement);
  const field = piece(panel, "[type=search]", HTMLInputElement);
  const kinds = piece(panel, "select", HTMLSelectElement);
  const list = piece(panel, "[data-search-results]", HTMLElement);
  const more = piece(panel, "[data-search-more]", HTMLButtonElement);
  const say = sayer(panel);
  /** @type {Promise<Library> | undefined} */
  let library;
  /** @type {Found[]} */
  let found = [];
  let latest = "";
  let shown = 0;
  let timer = 0;

  const open = () => {
    library ??= openLibrary(ROOT, lang);
    // A failed attempt is not kept: the next one may succeed.
    library.catch(() => (library = undefined));
    return library;
  };

  /** @param {string} query */
  async function look(query) {
    const words = query.slice(0, LONGEST).trim();
    latest = words;
    asked(words);
    if (!words) return show(words, []);
    say("searching", {});
    try {
      const answer = await find(await open(), words);
      if (latest === words) await show(words, answer);
    } catch (error) {
      console.info(error);
      if (latest === words) {
        await show("", []);
        say("failed", {});
      }
    }
  }

  /**
   * @param {string} words
   * @param {Found[]} answer
   */
  async function show(words, answer) {
    found = answer;
    offerKinds(kinds, panel, found);
    await showFirst();
    piece(panel, "[data-search-nothing]", HTMLElement).hidden = !words || found.length > 0;
    if (!words) say("", {});
    else if (!found.length) say("nothing", { words });
    else sayHowMany();
  }

  const chosen = () => found.filter(({ listed }) => !kinds.value || listed[1] === kinds.value);

  function sayHowMany() {
    const count = chosen().length;
    say(count === 1 ? "one" : "many", { count: String(count), words: latest });
  }

  async function showFirst() {
    shown = 0;
    await showMore(true);
  }

  /** @param {boolean} anew */
  async function showMore(anew) {
    const wanted = `${latest} ${kinds.value}`;
    const all = chosen();
    const next = all.slice(shown, shown + AT_ONCE);
    const items = await Promise.all(next.map((one) => itemOf(panel, one)));
    if (`${latest} ${kinds.value}` !== wanted) return;
    if (anew) list.replaceChildren(...items);
    else list.append(...items);
    shown += next.length;
    more.hidden = shown >= all.length;
    if (!anew) items[0]?.querySelector("a")?.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void look(field.value);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(field.value), PAUSE);
  });
  kinds.addEventListener("change", () => {
    void showFirst();
    sayHowMany();
  });
  more.addEventListener("click", () => void showMore(false));
  // While the person types; the list of what may be found comes with the first question.
  openPagefind(ROOT).catch(() => {});
  return (query) => {
    field.value = query;
    return look(query);
  };
}

/**
 * The one piece of the panel that answers to a selector.
 * @template {HTMLElement} T
 * @param {ParentNode} panel
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function piece(panel, selector, type) {
  const met = panel.querySelector(selector);
  if (!(met instanceof type)) throw new Error(`${selector} is missing`);
  return met;
}

/**
 * @param {HTMLElement} panel
 * @returns {(key: string, places: Record<string, string>) => void}
 */
function sayer(panel) {
  const status = piece(panel, "[role=status]", HTMLElement);
  return (key, places) => {
    const words = key ? (status.getAttribute(`data-${key}`) ?? "") : "";
    status.textContent = words.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
  };
}

/**
 * A copy of a piece that stands in the page.
 * @param {HTMLElement} panel
 * @param {string} name
 * @returns {HTMLElement}
 */
function copyOf(panel, name) {
  const template = piece(panel, `template[data-search-piece="${name}"]`, HTMLTemplateElement);
  const copy = template.content.firstElementChild?.cloneNode(true);
  if (!(copy instanceof HTMLElement)) throw new Error(`${name} is empty`);
  return copy;
}

/**
 * @param {HTMLElement} panel
 * @param {string} kind
 * @returns {string}
 */
function nameOfKind(panel, kind) {
  const names = piece(panel, 'template[data-search-piece="kinds"]', HTMLTemplateElement);
  return names.content.querySelector(`[data-kind="${kind}"]`)?.textContent ?? kind;
}

/**
 * One choice for each kind that was found, with how many; what was chosen stays so.
 * @param {HTMLSelectElement} kinds
 * @param {HTMLElement} panel
 * @param {Found[]} found
 */
function offerKinds(kinds, panel, found) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { listed } of found) counts.set(listed[1], (counts.get(listed[1]) ?? 0) + 1);
  const chosen = counts.has(kinds.value) ? kinds.value : "";
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  kinds.replaceChildren(
    new Option(`${kinds.dataset["all"]} (${found.length})`, ""),
    ...sorted.map(([kind, count]) => new Option(`${nameOfKind(panel, kind)} (${count})`, kind)),
  );
  kinds.value = chosen;
  piece(panel, "[data-search-kinds]", HTMLElement).hidden = counts.size < 2;
}

/**
 * A result: what it is, its name, a few lines, its parts, its files.
 * @param {HTMLElement} panel
 * @param {Found} found
 * @returns {Promise<HTMLElement>}
 */
async function itemOf(panel, { listed, hits, also }) {
  const [address, kind, name, files = []] = listed;
  const item = copyOf(panel, "result");
  const here = new URL(address, ROOT);
  const link = piece(item, "[data-name]", HTMLAnchorElement);
  link.href = here.href;
  link.textContent = name;
  piece(item, "[data-kind]", HTMLElement).textContent = nameOfKind(panel, kind);
  const { pieces, places } = await shownOf(name, hits);
  piece(item, "[data-excerpt]", HTMLElement).append(
    ...pieces.map(({ text, met }) => {
      if (!met) return text;
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    }),
  );
  /** @type {[text: string, address: URL][]} */
  const inside = [
    ...also.slice(0, MOST_ALSO).map((one) => pairOf(one[2], new URL(one[0], ROOT))),
    ...(address.includes("#") ? [] : places.map(({ id, text }) => pairOf(text, new URL(`#${id}`, here)))),
  ].slice(0, MOST_ALSO);
  fill(piece(item, "[data-places]", HTMLElement), inside);
  fill(piece(item, "[data-files]", HTMLElement), files.map(([label, path]) => pairOf(label, new URL(path, ROOT))));
  const note = item.querySelector("[data-of]");
  for (const file of item.querySelectorAll("[data-files] a")) {
    const of = note?.cloneNode();
    if (of) {
      of.textContent = `: ${name}`;
      file.append(of);
    }
  }
  note?.remove();
  return item;
}

/**
 * @param {string} text
 * @param {URL} address
 * @returns {[string, URL]}
 */
const pairOf = (text, address) => [text, address];

/**
 * @param {HTMLElement} place Shown only if it has links.
 * @param {[text: string, address: URL][]} links
 */
function fill(place, links) {
  const list = piece(place, "ul", HTMLElement);
  for (const [text, address] of links) {
    const link = document.createElement("a");
    link.href = address.href;
    link.textContent = text;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  place.hidden = links.length === 0;
}
