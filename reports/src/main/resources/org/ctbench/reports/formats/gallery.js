"use strict";
// Filters of galleries. The page says the same without this script, with all items shown. A filter opens a folded table.
(() => {
  const forms = document.querySelectorAll(".gallery form.filters");
  const items = (form) => form.parentElement.querySelectorAll("li[data-model], tr[data-model]");

  function apply(form) {
    const wanted = [...form.querySelectorAll("select")].filter((s) => s.value !== "*");
    const all = items(form);
    let shown = 0;
    for (const item of all) {
      item.hidden = !wanted.every((s) => item.getAttribute("data-" + s.name) === s.value);
      shown += item.hidden ? 0 : 1;
    }
    if (wanted.length > 0) {
      form.parentElement.querySelectorAll("details.fold").forEach((fold) => (fold.open = true));
    }
    form.querySelector("output").value = shown + " of " + all.length;
  }

  function choose(form, filter) {
    form.reset();
    for (const select of form.querySelectorAll("select")) {
      const value = filter.get(select.name);
      if (value !== null && [...select.options].some((o) => o.value === value)) {
        select.value = value;
      }
    }
    apply(form);
  }

  // #gallery-wrong?model=ResNet18&true=NCP
  function follow() {
    const [anchor, query] = location.hash.slice(1).split("?");
    const gallery = query === undefined ? null : document.getElementById(anchor);
    const form = gallery && gallery.querySelector("form.filters");
    if (form) {
      choose(form, new URLSearchParams(query));
      gallery.scrollIntoView();
      form.querySelector("select, button").focus({ preventScroll: true });
    }
  }

  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("change", () => apply(form));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => apply(form)));
    apply(form);
  }
  for (const link of document.querySelectorAll("a[data-filter]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const hash = link.getAttribute("href") + "?" + link.dataset.filter;
      if (location.hash === hash) {
        follow();
      } else {
        location.hash = hash;
      }
    });
  }
  addEventListener("hashchange", follow);
  follow();
})();
