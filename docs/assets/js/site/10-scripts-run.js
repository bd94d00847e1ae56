// What needs scripts is hidden until they run: see [data-needs-scripts] in the style sheets.
document.documentElement.setAttribute("data-scripts", "");
// From a folder on a stick nothing can be fetched: see [data-needs-http].
if (location.protocol !== "file:") {
  document.documentElement.setAttribute("data-http", "");
}
