// What a person typed, as a list of things to find. Which words are alike, and which say
// nothing, comes from data/synonyms.yaml.

/**
 * One thing to find: any of its alternatives will do.
 * @typedef {{ text: string, weight: number }} Alternative
 * @typedef {{ text: string, stems: string[] }} Phrase
 * @typedef {{ lang: string, ignored: Set<string>, groups: Phrase[][] }} Lexicon
 */

const MOST_WANTED = 12;
const AS_TYPED = 1;
const ALIKE = 0.5;
/** Shorter words are too near to one another to tell a slip. */
const SHORTEST_SPOILT = 5;
/** From here on two slips are forgiven. */
const LONG_WORD = 9;
const APOSTROPHES = /[\u2018\u2019\u02bc\u0060\u00b4\u2032]/g;
const ELIDED_IT =
  /(^|[^\p{L}])(?:(?:de|a|da|ne|su|co)ll|l|gl|un|d|c|m|s|t|v|n|quest|quell|sant|bell|senz|tutt|anch|dov|com|cos|quand)'(?=\p{L})/gu;
const POSSESSIVE_EN = /'s(?!\p{L})/gu;
const BETWEEN_WORDS = /[\s,;:!?()«»"“”…]+/u;
const AROUND_WORDS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
/** Endings of verbs, of what is done and of who does it; what is left must still be a word. */
const ENDINGS = /** @type {Record<string, RegExp>} */ ({
  it: /(?:azion[ei]|[ai]ment[oi]|ator[ei]|atric[ei]|[aei]re|[aiu]t[aeio]|[ae]nd[oi]|iamo|[ao]no|[aeiou]+)$/u,
  en: /(?:ations?|at(?:e|ed|es|ing)|ments?|ings?|i?ed|i?es|[eys])$/u,
});
const VOWELS = /(?:[aeiou]|s)+$/u;

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
 * @param {string} lang
 * @returns {string}
 */
export function stemOf(word, lang) {
  const folded = word.normalize("NFD").replace(/\p{M}/gu, "");
  const stem = folded.replace(ENDINGS[lang] ?? VOWELS, "");
  if (stem.length > 3) return stem;
  const shorter = folded.replace(VOWELS, "");
  return shorter.length > 2 ? shorter : folded;
}

/**
 * @param {string[]} ignored
 * @param {string[][]} alike
 * @param {string} lang
 * @returns {Lexicon}
 */
export function lexiconOf(ignored, alike, lang) {
  const phrases = (/** @type {string[]} */ group) =>
    group.map((phrase) => {
      const words = wordsOf(phrase, lang);
      return { text: words.join(" "), stems: words.map((word) => stemOf(word, lang)) };
    });
  return {
    lang,
    ignored: new Set(ignored.flatMap((words) => wordsOf(words, lang))),
    groups: alike.map(phrases),
  };
}

/**
 * What to find for a query. Words that say nothing count only if there are no others.
 * @param {string} query
 * @param {Lexicon} lexicon
 * @returns {Alternative[][]}
 */
export function wantedIn(query, lexicon) {
  const words = wordsOf(query, lexicon.lang);
  const stems = words.map((word) => stemOf(word, lexicon.lang));
  /** @type {Alternative[][]} */
  const wanted = [];
  /** @type {Alternative[][]} */
  const idle = [];
  for (let at = 0; at < words.length; ) {
    const { length, groups } = phraseAt(words, stems, at, lexicon);
    const says = groups.length > 0 || (words[at].length > 1 && !lexicon.ignored.has(words[at]));
    (says ? wanted : idle).push(alternativesOf(words.slice(at, at + length), groups));
    at += length;
  }
  return (wanted.length ? wanted : idle).slice(0, MOST_WANTED);
}

/**
 * @param {string[]} typed
 * @param {Phrase[][]} groups
 * @returns {Alternative[]}
 */
function alternativesOf(typed, groups) {
  const weights = new Map([[typed.join(" "), AS_TYPED]]);
  for (const { text } of groups.flat()) {
    if (!weights.has(text)) weights.set(text, ALIKE);
  }
  return [...weights].map(([text, weight]) => ({ text, weight }));
}

/**
 * The longest phrase of the groups that starts at a word; the word alone if there is none.
 * Groups that hold it as it was typed come alone: "date" is not "dati", though they share a stem.
 * @param {string[]} words
 * @param {string[]} stems
 * @param {number} at
 * @param {Lexicon} lexicon
 * @returns {{ length: number, groups: Phrase[][] }}
 */
function phraseAt(words, stems, at, { groups }) {
  let length = 1;
  /** @type {Set<Phrase[]>} */
  let met = new Set();
  /** @type {Set<Phrase[]>} */
  let exact = new Set();
  for (const group of groups) {
    for (const phrase of group) {
      const size = phrase.stems.length;
      if (size < length || !phrase.stems.every((stem, i) => stem === stems[at + i])) continue;
      if (size > length) {
        length = size;
        met = new Set();
        exact = new Set();
      }
      met.add(group);
      if (phrase.text === words.slice(at, at + size).join(" ")) exact.add(group);
    }
  }
  return { length, groups: [...(exact.size ? exact : met)] };
}

/**
 * The known word that a slip of the hand may have spoilt.
 * @param {string} typed
 * @param {Iterable<string>} known
 * @returns {string | undefined}
 */
export function nearestTo(typed, known) {
  if (typed.length < SHORTEST_SPOILT || /\d/.test(typed)) return undefined;
  let nearest;
  let least = typed.length < LONG_WORD ? 2 : 3;
  for (const word of known) {
    const slips = slipsBetween(typed, word, least);
    if (slips < least) {
      least = slips;
      nearest = word;
    }
  }
  return nearest;
}

/**
 * How many letters were left out, added, changed or swapped (optimal string alignment).
 * @param {string} one
 * @param {string} other
 * @param {number} most Above it, counting is of no use.
 * @returns {number}
 */
function slipsBetween(one, other, most) {
  if (Math.abs(one.length - other.length) >= most) return most;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) >= most) return most;
    before = last;
    last = row;
  }
  return last[other.length];
}
