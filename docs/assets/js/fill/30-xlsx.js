// Answers into the table of the published spreadsheet.
// Source: ISO/IEC 29500-1, 18.3 (worksheets) and 18.5 (tables).

const S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const POINTS_A_LINE = 13.5;
const DAYS_TO_1970 = 25_569;
const MILLISECONDS_A_DAY = 86_400_000;

plmFill.formats.xlsx = (file, checklist) => {
  const sheet = file.edit("xl/worksheets/sheet1.xml");
  const sharedStrings = file.read("xl/sharedStrings.xml").getElementsByTagNameNS(S, "si");
  const strings = [...sharedStrings].map((one) => one.textContent ?? "");
  const titles = file.read("xl/tables/table1.xml").getElementsByTagNameNS(S, "tableColumn");
  const columns = new Map(
    [...titles].map((column, place) => [column.getAttribute("name") ?? "", place]),
  );
  const widths = [...sheet.getElementsByTagNameNS(S, "col")].map((column) =>
    Number(column.getAttribute("width")),
  );
  /** @type {Map<string, Element[]>} */
  const rows = new Map();
  for (const row of sheet.getElementsByTagNameNS(S, "row")) {
    const cells = [...row.children];
    if (cells[0]?.getAttribute("t") === "s") {
      rows.set(strings[Number(cells[0].textContent)], cells);
    }
  }
  /** @param {string} name */
  const cellsOf = (name) => {
    const cells = rows.get(name);
    if (!cells) {
      throw new RangeError(`The sheet has no row for ${name}`);
    }
    return cells;
  };
  /** @param {string} word */
  const value = (word) => cellsOf(checklist.say(word)).slice(-1)[0];

  const counts = checklist.counts();
  setNumber(value("checked-on"), serial(file.today));
  setNumber(value("done-count"), counts.done);
  setNumber(value("needed-count"), counts.needed);
  for (const id of checklist.items.keys()) {
    const answer = checklist.answer(id);
    const cells = cellsOf(id);
    /** @param {string} word */
    const cell = (word) => {
      const place = columns.get(checklist.say(word));
      if (place === undefined) {
        throw new RangeError(`The sheet has no column for ${word}`);
      }
      return cells[place];
    };
    const states = { "": "", done: checklist.say("yes"), "not-needed": checklist.say("not-needed") };
    setText(cell("column-done"), states[answer.state]);
    setText(cell("column-owner"), answer.owner);
    setText(cell("column-kept"), answer.evidence);
    setText(cell("column-note"), answer.note);
    if (answer.due) {
      setNumber(cell("column-due"), serial(answer.due));
    }
    grow(cells, ["column-owner", "column-kept", "column-note"].map(cell), widths);
  }
};

/**
 * Text of the cell itself, never a formula, whatever it starts with.
 *
 * @param {Element} cell
 * @param {string} text
 */
function setText(cell, text) {
  if (text.trim() === "") {
    return;
  }
  const book = cell.ownerDocument;
  const words = book.createElementNS(S, "t");
  words.setAttribute("xml:space", "preserve");
  // The format reads _x0041_ as a letter: the sign before it must be written so too.
  words.textContent = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  const content = book.createElementNS(S, "is");
  content.append(words);
  cell.setAttribute("t", "inlineStr");
  cell.replaceChildren(content);
}

/**
 * Make a row high enough for what was written: LibreOffice would cut it.
 *
 * @param {Element[]} row
 * @param {Element[]} texts
 * @param {number[]} widths
 */
function grow(row, texts, widths) {
  const lines = texts.map((cell) => {
    const paragraphs = (cell.textContent ?? "").split("\n");
    const width = widths[row.indexOf(cell)];
    return paragraphs.reduce((sum, one) => sum + Math.max(1, Math.ceil(one.length / width)), 0);
  });
  const parent = row[0].parentElement;
  const height = Math.max(...lines) * POINTS_A_LINE;
  if (height > Number(parent?.getAttribute("ht"))) {
    parent?.setAttribute("ht", String(height));
  }
}

/**
 * A number, beside the formula if there is one: it is its result.
 *
 * @param {Element} cell
 * @param {number} number
 */
function setNumber(cell, number) {
  const value = cell.ownerDocument.createElementNS(S, "v");
  value.textContent = String(number);
  cell.getElementsByTagNameNS(S, "v")[0]?.remove();
  cell.append(value);
}

/** @param {string} day */
function serial(day) {
  return Date.parse(`${day}T00:00Z`) / MILLISECONDS_A_DAY + DAYS_TO_1970;
}
