// Items of one obligation only.

for (const checklist of plmChecklists.all) {
  const choices = checklist.root.querySelector(".plm-show");
  const show = () => {
    const chosen = /** @type {HTMLInputElement} */ (choices?.querySelector(":checked"));
    for (const item of checklist.items.values()) {
      item.hidden = chosen.value !== "" && item.dataset.obligation !== chosen.value;
    }
  };
  choices?.addEventListener("change", () => {
    show();
    const count = [...checklist.items.values()].filter((item) => !item.hidden).length;
    checklist.find("[data-shown]", HTMLElement).textContent = checklist.say("shown", { count });
  });
  if (choices) {
    // After a step back or a reload the browser may have put back an earlier choice.
    addEventListener("pageshow", show);
  }
}
