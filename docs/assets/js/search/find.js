// Asking Pagefind for each thing wanted, and putting the answers together. Pagefind alone
// wants every word of a query on one page: a question in a person's words would find nothing.
import { lexiconOf, nearestTo, stemOf, wantedIn, wordsOf } from "./words.js";

/**
 * @typedef {import("./words.js").Alternative} Alternative
 * @typedef {import("./words.js").Lexicon} Lexicon
 * @typedef {{ element: string, id: string, text: string, location: number }} Anchor
 * @typedef {{ content: string, anchors: Anchor[] }} Fragment
 * @typedef {{ id: string, score: number, words: number[], data: () => Promise<Fragment> }} Hit
 * @typedef {{ search: (text: string) => Promise<{ results: Hit[] }> }} Pagefind
 * @typedef {[label: string, path: string]} File
 * @typedef {[address: string, kind: string, name: string, files: File[], others: string[]]} Listed
 * @typedef {{ listed: Listed, names: string[][] }} Known A record, and the stems of its names.
 * @typedef {{ pagefind: Pagefind, records: Map<string, Known>, lexicon: Lexicon, words: Set<string> }} Library
 * @typedef {{ hit: Hit, score: number }} Answer
 * @typedef {{ listed: Listed, score: number, hits: Hit[], also: Listed[] }} Found
 */

const RANKING = {
  termFrequency: 0.5,
  termSimilarity: 8,
  termSaturation: 1.4,
  pageLength: 0.5,
  metaWeights: { title: 1.5, also: 0.5 },
};
/** How much more counts what is called as one asks. */
const NAMED = 4;
/** How much less what only names a publication counts. */
const OF_SOURCES = 0.5;
/** What share of the best score is still worth showing. */
const WORTH_SHOWING = 0.04;
const MOST_FOUND = 60;
/** How much of a word must be there for a page to hold it. */
const SAME_START = 0.6;

/**
 * Load the index of a language.
 * @param {URL} root Where the site starts.
 * @param {string} lang
 * @returns {Promise<Library>}
 */
export async function openLibrary(root, lang) {
  const [pagefind, answer] = await Promise.all([
    openPagefind(root),
    fetch(new URL(`pagefind/records.${lang}.json`, root)),
  ]);
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  /** @type {{ records: Record<string, Listed>, ignored: string[], alike: string[][] }} */
  const data = await answer.json();
  const lexicon = lexiconOf(data.ignored, data.alike, lang);
  /** @type {Set<string>} */
  const words = new Set(data.alike.flat().flatMap((phrase) => wordsOf(phrase, lang)));
  const stems = (/** @type {string} */ name) => {
    const said = wordsOf(name, lang).filter((word) => !lexicon.ignored.has(word));
    said.forEach((word) => words.add(word));
    return said.map((word) => stemOf(word, lang));
  };
  const records = Object.entries(data.records).map(([id, listed]) => {
    const names = [listed[2], ...listed[4]].map(stems).filter((one) => one.length);
    return /** @type {[string, Known]} */ ([id, { listed, names }]);
  });
  return { pagefind, records: new Map(records), lexicon, words };
}

/** @type {Promise<Pagefind> | undefined} */
let program;

/**
 * Load the program that searches, once; again after a failure.
 * @param {URL} root
 * @returns {Promise<Pagefind>}
 */
export function openPagefind(root) {
  program ??= loadPagefind(root);
  program.catch(() => (program = undefined));
  return program;
}

/**
 * @param {URL} root
 * @returns {Promise<Pagefind>}
 */
async function loadPagefind(root) {
  const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  // Not in a thread of its own: it would load the program twice, and an answer takes milliseconds.
  await pagefind.options({ noWorker: true, ranking: RANKING });
  await pagefind.init();
  return pagefind;
}

/**
 * What answers a query, best first; entries that share a page are one answer.
 * @param {Library} library
 * @param {string} query
 * @returns {Promise<Found[]>}
 */
export async function find(library, query) {
  const wanted = wantedIn(query, library.lexicon);
  const answers = await Promise.all(wanted.map((one) => answersTo(library, one)));
  for (const [index, found] of answers.entries()) {
    if (found.size || wanted[index].length > 1) continue;
    const meant = nearestTo(wanted[index][0].text, library.words);
    if (!meant) continue;
    [wanted[index]] = wantedIn(meant, library.lexicon);
    answers[index] = await answersTo(library, wanted[index]);
  }
  const rarity = answers.map((found) => Math.log(1 + library.records.size / (found.size + 0.5)));
  // A word that is nowhere may be a slip of the hand: its lack weighs half.
  const all = rarity.reduce((sum, one, index) => sum + (answers[index].size ? one : one / 2), 0);
  /** @type {Map<string, { score: number, covered: number, hits: Hit[] }>} */
  const met = new Map();
  answers.forEach((found, index) => {
    for (const [id, { hit, score }] of found) {
      const page = met.get(id) ?? { score: 0, covered: 0, hits: [] };
      page.score += score;
      page.covered += rarity[index];
      page.hits.push(hit);
      met.set(id, page);
    }
  });
  /** @type {Found[]} */
  const found = [];
  for (const [id, { score, covered, hits }] of met) {
    const known = library.records.get(id);
    if (!known) continue;
    const { listed, names } = known;
    const named = 1 + (NAMED * Math.max(...names.map((one) => namedIn(one, wanted, rarity, library.lexicon.lang)))) / all;
    const kind = listed[1] === "source" ? OF_SOURCES : 1;
    found.push({ listed, score: score * (covered / all) * named * kind, hits, also: [] });
  }
  found.sort((a, b) => b.score - a.score || a.listed[0].localeCompare(b.listed[0]));
  const least = WORTH_SHOWING * (found[0]?.score ?? 0);
  return oneForEachPage(found.filter((one) => one.score >= least)).slice(0, MOST_FOUND);
}

/**
 * @param {Library} library
 * @param {Alternative[]} wanted
 * @returns {Promise<Map<string, Answer>>} The best answer of each record, by its id.
 */
async function answersTo(library, wanted) {
  const found = await Promise.all(wanted.map(({ text }) => hitsOf(library, text)));
  /** @type {Map<string, Answer>} */
  const best = new Map();
  found.forEach((hits, index) => {
    for (const hit of hits) {
      const score = hit.score * wanted[index].weight;
      if (score > (best.get(hit.id)?.score ?? 0)) best.set(hit.id, { hit, score });
    }
  });
  return best;
}

/**
 * The records that hold some words, or longer ones that start so. For a word that is nowhere
 * Pagefind gives the records of a shorter one: good if it is nearly the same, else nothing.
 * @param {Library} library
 * @param {string} text
 * @returns {Promise<Hit[]>}
 */
async function hitsOf({ pagefind, lexicon: { lang } }, text) {
  const { results } = await pagefind.search(text);
  if (!results.length || text.includes(" ")) return results;
  if ((await pagefind.search(`"${text}"`)).results.length) return results;
  const shown = results.find((hit) => hit.words.length);
  if (!shown) return [];
  const { content } = await shown.data();
  const [met = ""] = wordsOf(content.split(/\s+/)[shown.words[0]] ?? "", lang).map((word) => stemOf(word, lang));
  const least = Math.max(3, Math.ceil(text.length * SAME_START));
  return met.slice(0, least) === stemOf(text, lang).slice(0, least) ? results : [];
}

/**
 * How much a name says what is wanted, less for what else it says.
 * @param {string[]} name Its stems.
 * @param {Alternative[][]} wanted
 * @param {number[]} rarity
 * @param {string} lang
 * @returns {number} From 0 to the sum of the rarities.
 */
function namedIn(name, wanted, rarity, lang) {
  const met = new Set();
  let said = 0;
  wanted.forEach((alternatives, index) => {
    let best = 0;
    for (const { text, weight } of alternatives) {
      const stems = text.split(" ").map((word) => stemOf(word, lang));
      if (!stems.every((stem) => name.includes(stem))) continue;
      stems.forEach((stem) => met.add(stem));
      best = Math.max(best, weight);
    }
    said += best * rarity[index];
  });
  return (said * met.size) / name.length;
}

/**
 * @param {Found[]} found Best first.
 * @returns {Found[]}
 */
function oneForEachPage(found) {
  /** @type {Map<string, Found>} */
  const pages = new Map();
  for (const one of found) {
    const [page] = one.listed[0].split("#");
    const first = pages.get(page);
    if (first) first.also.push(one.listed);
    else pages.set(page, one);
  }
  return [...pages.values()];
}
