// The published document or spreadsheet, filled with what was answered, without leaving the browser.

/** @type {Map<string, Promise<unknown>>} */
const asked = new Map();

for (const checklist of plmChecklists.all) {
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (
    checklist.root.querySelectorAll('[data-do="fill"]')
  );
  for (const button of buttons) {
    button.addEventListener("click", async () => {
      checklist.tell(checklist.say("filling"));
      try {
        const content = await filled(checklist, button.dataset);
        checklist.give(content, button.dataset.file ?? "", "filled");
      } catch (error) {
        console.info(error);
        checklist.tell(checklist.say("fill-failed"));
      }
    });
  }
}

/**
 * @param {PlmChecklist} checklist
 * @param {DOMStringMap} wanted
 */
async function filled(checklist, { source = "", loads = "", format = "" }) {
  const [answer] = await Promise.all([fetch(source), ...loads.split(" ").map(loaded)]);
  if (!answer.ok) {
    throw new Error(`${answer.status} ${source}`);
  }
  const content = plmFill.filled(await answer.arrayBuffer(), format, checklist);
  return new Blob([content], { type: answer.headers.get("Content-Type") ?? "" });
}

/**
 * @param {string} address
 * @returns {Promise<unknown>} Kept when the script runs; another click asks again for one that failed.
 */
function loaded(address) {
  const running =
    asked.get(address) ??
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => {
        asked.delete(address);
        script.remove();
        reject(new Error(address));
      });
      document.head.append(script);
    });
  asked.set(address, running);
  return running;
}
