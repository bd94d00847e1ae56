// What needs scripts is hidden until they run: see [data-needs-scripts] in the style sheets.
document.documentElement.setAttribute("data-scripts", "");
