// From where the words stand in a record: a few lines around them, and the parts of the page.

/**
 * @typedef {import("./find.js").Anchor} Anchor
 * @typedef {import("./find.js").Fragment} Fragment
 * @typedef {import("./find.js").Hit} Hit
 * @typedef {{ text: string, met: boolean }} Piece
 * @typedef {{ id: string, text: string }} Place
 */

const WORDS = 30;
const BEFORE = 6;
const MOST_PLACES = 3;
const WORDS_OF_PLACE = 14;
const PARTS = /^(?:h[2-6]|div|li)$/;

/**
 * @param {string} name What the record is called: it is not repeated in the lines.
 * @param {Hit[]} hits The same record, found for each thing wanted.
 * @returns {Promise<{ pieces: Piece[], places: Place[] }>}
 */
export async function shownOf(name, hits) {
  const { content, anchors } = await hits[0].data();
  const words = content.split(/\s+/);
  const met = hits.map((hit) => hit.words);
  const start = anchors.find((anchor) => anchor.location > 0)?.location ?? 0;
  const title = anchors.find((anchor) => anchor.element === "h1");
  const named = title || content.startsWith(name);
  const first = named ? (title?.location ?? 0) + name.split(/\s+/).length : 0;
  return { pieces: piecesOf(words, met, first), places: placesOf(words, met, anchors, start) };
}

/**
 * The stretch of text that holds most of what was wanted, cut where words met begin and end.
 * @param {string[]} words
 * @param {number[][]} met
 * @param {number} first Where the text begins, after the name.
 * @returns {Piece[]}
 */
function piecesOf(words, met, first) {
  const starts = met.flat().filter((at) => at >= first).map((at) => Math.max(first, at - BEFORE));
  let best = { from: first, score: 0 };
  for (const from of starts.sort((a, b) => a - b)) {
    const inside = (/** @type {number} */ at) => at >= from && at < from + WORDS;
    const score = met.filter((places) => places.some(inside)).length;
    if (score > best.score) best = { from, score };
  }
  const all = new Set(met.flat());
  const to = Math.min(words.length, best.from + WORDS);
  /** @type {Piece[]} */
  const pieces = best.from > first ? [{ text: "… ", met: false }] : [];
  for (let at = best.from; at < to; at++) {
    pieces.push({ text: words[at], met: all.has(at) }, { text: " ", met: false });
  }
  if (to < words.length) pieces.push({ text: "…", met: false });
  return pieces;
}

/**
 * The parts of the page that hold most of what was wanted, in the order of the page.
 * @param {string[]} words
 * @param {number[][]} met
 * @param {Anchor[]} anchors
 * @param {number} start Where the parts begin.
 * @returns {Place[]}
 */
function placesOf(words, met, anchors, start) {
  const parts = anchors
    .filter((anchor) => PARTS.test(anchor.element) && anchor.location >= start)
    .sort((a, b) => a.location - b.location);
  const scored = parts.map((part, index) => {
    const end = parts[index + 1]?.location ?? words.length;
    const inside = (/** @type {number} */ at) => at >= part.location && at < end;
    return { part, score: met.filter((places) => places.some(inside)).length };
  });
  const least = Math.max(1, ...scored.map(({ score }) => score - 1));
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_PLACES)
    .sort((a, b) => a.part.location - b.part.location)
    .map(({ part }) => ({ id: part.id, text: part.text || openingOf(words, part.location) }));
}

/**
 * The first words of a part that has no heading of its own.
 * @param {string[]} words
 * @param {number} at
 * @returns {string}
 */
function openingOf(words, at) {
  const opening = words.slice(at, at + WORDS_OF_PLACE);
  const end = opening.findIndex((word) => word.endsWith("."));
  return end < 0 ? `${opening.join(" ")} …` : opening.slice(0, end + 1).join(" ");
}
