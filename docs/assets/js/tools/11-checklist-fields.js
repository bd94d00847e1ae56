// Boxes to tick and fields to write in, for each item of a checklist.

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

for (const checklist of plmChecklists.all) {
  const template = checklist.find("[data-fields]", HTMLTemplateElement);
  for (const [id, item] of checklist.items) {
    const box = /** @type {HTMLInputElement} */ (item.querySelector("input[type=checkbox]"));
    item.append(template.content.cloneNode(true));
    const group = /** @type {HTMLElement} */ (item.querySelector("[role=group]"));
    group.setAttribute("aria-labelledby", `${id}-text`);
    const spare = /** @type {HTMLInputElement} */ (group.querySelector('[data-part="spare"]'));
    // As text too: to read with the fields closed, and on paper.
    const written = /** @type {HTMLElement} */ (item.querySelector(".plm-item__written"));
    const fields = /** @type {Field[]} */ ([
      ...group.querySelectorAll('[data-part]:not([data-part="spare"])'),
    ]);

    box.addEventListener("change", () => {
      checklist.write(id, { state: box.checked ? "done" : "" });
    });
    spare.addEventListener("change", () => {
      checklist.write(id, { state: spare.checked ? "not-needed" : "" });
    });
    for (const field of fields) {
      field.addEventListener("input", () => {
        if (field.validity.valid) {
          checklist.write(id, { [partOf(field)]: field.value });
        }
      });
      field.addEventListener("change", () => field.reportValidity());
    }

    const show = () => {
      const answer = checklist.answer(id);
      box.checked = answer.state === "done";
      spare.checked = answer.state === "not-needed";
      item.classList.toggle("plm-item--done", box.checked);
      item.classList.toggle("plm-item--spare", spare.checked);
      for (const field of fields) {
        // A date is not valid while it is being typed: what is there so far must stay.
        if (field.validity.valid && field.value !== answer[partOf(field)]) {
          field.value = answer[partOf(field)];
        }
      }
      const lines = fields.filter((field) => field.value.trim()).map((field) => {
        const isDay = field.type === "date";
        const value = isDay ? field.value.split("-").reverse().join("/") : field.value;
        return line(field.closest("label")?.textContent?.trim() ?? "", value);
      });
      if (spare.checked) {
        lines.unshift(line(checklist.say("column-done"), checklist.say("not-needed")));
      }
      written.replaceChildren(...lines);
      written.hidden = lines.length === 0;
    };
    checklist.addEventListener("change", show);
    // After a step back the browser puts in what it remembers, without asking.
    addEventListener("pageshow", show);
  }
}

/**
 * @param {Field} field
 * @returns {"note" | "owner" | "due" | "evidence"}
 */
function partOf(field) {
  return /** @type {"note" | "owner" | "due" | "evidence"} */ (field.dataset.part);
}

/**
 * @param {string} name
 * @param {string} value
 */
function line(name, value) {
  const group = document.createElement("div");
  for (const [tag, text] of [["dt", name], ["dd", value]]) {
    const element = document.createElement(tag);
    element.textContent = text;
    group.append(element);
  }
  return group;
}
