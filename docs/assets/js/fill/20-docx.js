// Answers into the content controls of the published Word document.
// Source: ISO/IEC 29500-1, 17.5.2 (structured document tags); [MS-DOCX] 2.5 for the checkbox.

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
const TICKED = "☒";

plmFill.formats.docx = (file, checklist) => {
  const story = file.edit("word/document.xml");
  const controls = new Map(
    [...story.getElementsByTagNameNS(W, "sdt")].map((control) => [
      control.getElementsByTagNameNS(W, "tag")[0].getAttributeNS(W, "val") ?? "",
      control,
    ]),
  );
  /** @param {string} tag */
  const control = (tag) => {
    const found = controls.get(tag);
    if (!found) {
      throw new RangeError(`The document has no place for ${tag}`);
    }
    return found;
  };
  setDay(control("checked--on"), file.today);
  for (const id of checklist.items.keys()) {
    const answer = checklist.answer(id);
    if (answer.state === "done") {
      tick(control(id));
    }
    const spare = answer.state === "not-needed" ? checklist.say("not-needed") : "";
    setText(control(`${id}--note`), [spare, answer.note].filter(Boolean).join("\n"));
    setText(control(`${id}--owner`), answer.owner);
    setText(control(`${id}--kept`), answer.evidence);
    setDay(control(`${id}--due`), answer.due);
  }
};

/** @param {Element} control */
function tick(control) {
  const [checked] = control.getElementsByTagNameNS(W14, "checked");
  checked.setAttributeNS(W14, "w14:val", "1");
  control.getElementsByTagNameNS(W, "t")[0].textContent = TICKED;
}

/**
 * @param {Element} control
 * @param {string} text
 */
function setText(control, text) {
  if (text.trim() === "") {
    return;
  }
  control.getElementsByTagNameNS(W, "showingPlcHdr")[0]?.remove();
  const lines = text.split("\n");
  if (lines.length > 1) {
    // LibreOffice moves the breaks of a control of plain text to its beginning.
    [...control.getElementsByTagNameNS(W, "text")].forEach((kind) => kind.remove());
  }
  const story = control.ownerDocument;
  const run = story.createElementNS(W, "w:r");
  lines.forEach((line, place) => {
    if (place > 0) {
      run.append(story.createElementNS(W, "w:br"));
    }
    const words = story.createElementNS(W, "w:t");
    words.setAttribute("xml:space", "preserve");
    words.textContent = line;
    run.append(words);
  });
  control.getElementsByTagNameNS(W, "sdtContent")[0].replaceChildren(run);
}

/**
 * @param {Element} control
 * @param {string} day
 */
function setDay(control, day) {
  if (day) {
    const [date] = control.getElementsByTagNameNS(W, "date");
    date.setAttributeNS(W, "w:fullDate", `${day}T00:00:00Z`);
    setText(control, day.split("-").reverse().join("/"));
  }
}
