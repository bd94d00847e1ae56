// Answers to a file and back, so that a colleague can go on.

const MOST_BYTES = 2_500_000;

for (const checklist of plmChecklists.all) {
  checklist.find('[data-do="export"]', HTMLElement).addEventListener("click", () => {
    const content = new Blob([checklist.written()], { type: "application/json" });
    checklist.give(content, checklist.root.dataset.file ?? "", "exported");
  });

  const chooser = checklist.find("input[type=file]", HTMLInputElement);
  checklist.find('[data-do="import"]', HTMLElement).addEventListener("click", () => {
    chooser.click();
  });
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files ?? [];
    if (file) {
      checklist.tell(await taken(checklist, file));
    }
    // The same file, put right, can be chosen again.
    chooser.value = "";
  });
}

/**
 * @param {PlmChecklist} checklist
 * @param {File} file
 * @returns {Promise<string>} What to tell the reader.
 */
async function taken(checklist, file) {
  try {
    if (file.size > MOST_BYTES) {
      throw new plmChecklists.Refusal("refused-size");
    }
    const answers = checklist.read(await file.text());
    const { taken, older, unknown } = checklist.take(notAfterNow(answers));
    return [
      checklist.say("imported", { count: taken }),
      older ? checklist.say("import-older", { count: older }) : "",
      unknown.length ? checklist.say("import-unknown", { ids: unknown.join(", ") }) : "",
    ].filter(Boolean).join(" ");
  } catch (error) {
    const known = error instanceof plmChecklists.Refusal;
    const reason = known ? checklist.say(error.word, error.places) : checklist.say("refused-damaged");
    return `${checklist.say("refused")} ${reason}`;
  }
}

/**
 * @param {PlmAnswers} answers
 * @returns {PlmAnswers} With the moments that a fast clock put in the future brought back to now.
 */
function notAfterNow(answers) {
  const now = new Date().toISOString();
  return new Map(
    [...answers].map(([id, one]) => [id, one.changed > now ? { ...one, changed: now } : one]),
  );
}
