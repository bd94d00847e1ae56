// The page on paper, with progress and notes.

for (const checklist of plmChecklists.all) {
  checklist.find('[data-do="print"]', HTMLElement).addEventListener("click", () => print());
}
