// The address of one item, copied: to cite it in a letter or a report.

for (const checklist of plmChecklists.all) {
  const button = checklist.find("[data-copy]", HTMLTemplateElement);
  // Without a secure page nothing can be copied; from a folder the address would lead nowhere.
  if (!navigator.clipboard || location.protocol === "file:") break;
  for (const [id, item] of checklist.items) {
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector(`a[href="#${id}"]`));
    link.after(button.content.cloneNode(true));
    const copy = /** @type {HTMLElement} */ (item.querySelector(".plm-copy"));
    const told = /** @type {HTMLElement} */ (item.querySelector("[data-copied]"));
    copy.append(` ${id}`);
    copy.addEventListener("click", async () => {
      const page = document.querySelector("link[rel=canonical]")?.getAttribute("href");
      told.textContent = "";
      try {
        await navigator.clipboard.writeText(`${page ?? location.href.split("#")[0]}#${id}`);
        told.textContent = checklist.say("copied");
      } catch {
        told.textContent = checklist.say("not-copied");
      }
    });
  }
}
