// What a person typed, as a list of things to find. Which words are alike, and which say
// nothing, comes from data/synonyms.yaml.

/**
 * One thing to find: any of its alternatives will do.
 * @typedef {{ text: string, weight: number }} Alternative
 * @typedef {{ ignored: Set<string>, groups: string[][][] }} Lexicon
 */

const MOST_WANTED = 12;
const AS_TYPED = 1;
const ALIKE = 0.5;
const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4\u2032]/g;
const ELIDED_IT =
  /(^|[^\p{L}])(?:(?:de|a|da|ne|su|co)ll|l|gl|un|d|c|m|s|t|v|n|quest|quell|sant|bell|senz|tutt|anch|dov|com|cos|quand)'(?=\p{L})/gu;
const POSSESSIVE_EN = /'s(?!\p{L})/gu;
const BETWEEN_WORDS = /[\s,;:!?()«»"“”…]+/u;
const AROUND_WORDS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const ENDING = /(?:[aeiou]|s)+$/u;

/**
 * The words of a text as the index knows them: straight apostrophes, no elided article.
 * @param {string} text
 * @param {string} lang
 * @returns {string[]}
 */
export function wordsOf(text, lang) {
  const plain = text.normalize("NFC").replace(APOSTROPHES, "'").toLocaleLowerCase(lang);
  const whole = lang === "it" ? plain.replace(ELIDED_IT, "$1") : plain.replace(POSSESSIVE_EN, "");
  return whole
    .split(BETWEEN_WORDS)
    .map((word) => word.replace(AROUND_WORDS, ""))
    .filter(Boolean);
}

/**
 * A word without accents and without its ending: enough to tell that two are one.
 * @param {string} word
 * @returns {string}
 */
export function stemOf(word) {
  const folded = word.normalize("NFD").replace(/\p{M}/gu, "");
  const stem = folded.replace(ENDING, "");
  return stem.length > 2 ? stem : folded;
}

/**
 * @param {string[]} ignored
 * @param {string[][]} alike
 * @param {string} lang
 * @returns {Lexicon}
 */
export function lexiconOf(ignored, alike, lang) {
  return {
    ignored: new Set(ignored.flatMap((words) => wordsOf(words, lang))),
    groups: alike.map((group) => group.map((phrase) => wordsOf(phrase, lang))),
  };
}

/**
 * What to find for a query. Words that say nothing count only if there are no others.
 * @param {string} query
 * @param {Lexicon} lexicon
 * @param {string} lang
 * @returns {Alternative[][]}
 */
export function wantedIn(query, lexicon, lang) {
  const words = wordsOf(query, lang);
  const stems = words.map(stemOf);
  /** @type {Alternative[][]} */
  const wanted = [];
  /** @type {Alternative[][]} */
  const idle = [];
  for (let at = 0; at < words.length; ) {
    const { length, groups } = phraseAt(stems, at, lexicon);
    const says = groups.length > 0 || (words[at].length > 1 && !lexicon.ignored.has(words[at]));
    (says ? wanted : idle).push(alternativesOf(words.slice(at, at + length), groups));
    at += length;
  }
  return (wanted.length ? wanted : idle).slice(0, MOST_WANTED);
}

/**
 * @param {string[]} typed
 * @param {string[][][]} groups
 * @returns {Alternative[]}
 */
function alternativesOf(typed, groups) {
  const weights = new Map([[typed.join(" "), AS_TYPED]]);
  for (const phrase of groups.flat()) {
    const text = phrase.join(" ");
    if (!weights.has(text)) weights.set(text, ALIKE);
  }
  return [...weights].map(([text, weight]) => ({ text, weight }));
}

/**
 * The longest phrase of the groups that starts at a word; the word alone if there is none.
 * @param {string[]} stems
 * @param {number} at
 * @param {Lexicon} lexicon
 * @returns {{ length: number, groups: string[][][] }}
 */
function phraseAt(stems, at, { groups }) {
  let length = 1;
  /** @type {Set<string[][]>} */
  let met = new Set();
  for (const group of groups) {
    for (const phrase of group) {
      if (phrase.length < length || !phrase.every((word, i) => stemOf(word) === stems[at + i])) {
        continue;
      }
      if (phrase.length > length) {
        length = phrase.length;
        met = new Set();
      }
      met.add(group);
    }
  }
  return { length, groups: [...met] };
}
