// How many items are done, seen and heard.

for (const checklist of plmChecklists.all) {
  const bar = checklist.find("progress", HTMLProgressElement);
  const words = checklist.find("[data-progress]", HTMLElement);
  const show = () => {
    const counts = checklist.counts();
    // With nothing left to do, a bar without length would say that it is not known.
    bar.max = Math.max(counts.needed, 1);
    bar.value = counts.needed ? counts.done : 1;
    const text = checklist.say(counts.spared ? "progress-spared" : "progress", counts);
    if (words.textContent !== text) {
      words.textContent = text;
    }
  };
  checklist.addEventListener("change", show);
  show();
}
