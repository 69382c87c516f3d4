/* One key per decision, on the pages on which people code. Without it they are forms.
   Where a reason is written beside the codes, the list is narrowed, and no key decides. */
(() => {
  const form = document.querySelector("form.judge, form.decide");
  if (!form) return;
  const writes = form.matches(".decide");
  const single = form.dataset.single === "yes";
  const narrow = document.getElementById("narrow");
  const press = (what) => form.querySelector(`button[value="${what}"]`)?.click();

  const choose = (key) => {
    const input = form.querySelector(`input[data-key="${key}"]`);
    if (!input) return false;
    if (single) {
      input.checked = true;
      press("save");
    } else {
      input.click();
    }
    return true;
  };

  const keys = { Enter: "save", s: "skip", u: "undo" };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target === narrow) {
      if (event.key === "Enter") {
        event.preventDefault();
        form.querySelector(".option:not([hidden]) input")?.click();
        narrow.value = "";
        narrow.dispatchEvent(new Event("input"));
        narrow.blur();
      } else if (event.key === "Escape") {
        narrow.blur();
      }
      return;
    }
    if (writes) return;
    if (event.key === "Enter" && event.target.closest?.("a, button, summary")) return;
    if (event.key === "/" && narrow) {
      event.preventDefault();
      narrow.focus();
    } else if (choose(event.key)) {
      event.preventDefault();
    } else if (keys[event.key]) {
      event.preventDefault();
      press(keys[event.key]);
    }
  });

  narrow?.addEventListener("input", () => {
    const wanted = narrow.value.trim().toLowerCase();
    for (const option of form.querySelectorAll(".option")) {
      option.hidden = !option.textContent.toLowerCase().includes(wanted);
    }
  });
})();
