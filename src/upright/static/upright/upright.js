// What the pages do more where scripts run. Every page works whole without.
(() => {
  "use strict";
  const status = () => document.getElementById("status");

  if (navigator.clipboard) document.documentElement.classList.add("can-copy");
  document.documentElement.classList.add("js");

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    await navigator.clipboard.writeText(text);
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });

  // Facets that were unfolded stay so when a search is updated in place; what has the
  // focus must never be folded away.
  const unfolded = new Set();
  document.addEventListener("toggle", (event) => {
    const name = event.target.dataset.facet;
    if (!name || !event.target.isConnected) return;
    if (event.target.open) unfolded.add(name);
    else unfolded.delete(name);
  }, true);
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const facet of document.querySelectorAll("details[data-facet]")) {
      if (unfolded.has(facet.dataset.facet)) facet.open = true;
    }
  });

  if (!status()) return; // what follows is of the page of a search

  // A search that takes longer than this is announced; a quick one is not.
  const SLOW_MS = 400;
  let timer = 0;
  document.addEventListener("htmx:beforeRequest", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { status().textContent = status().dataset.busy; }, SLOW_MS);
  });
  document.addEventListener("htmx:afterSettle", () => {
    clearTimeout(timer);
    const results = document.getElementById("results");
    status().textContent = results.dataset.announce;
    document.title = results.dataset.title;
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, () => {
      clearTimeout(timer);
      status().textContent = status().dataset.failed;
      status().classList.remove("visually-hidden");
    });
  }
})();
