// What pages can do better with scripts. Each page works without: nothing here is the only way.
"use strict";

// A refused form: the reader begins with what is wrong.
document.querySelector(".errors")?.focus();

// An element with data-live="seconds" follows the server: the page is read again, and its part with the same id replaces it.
function follow(part) {
  const seconds = Number(part.dataset.live);
  if (!seconds) return;
  setTimeout(async () => {
    // What nobody sees needs no news; what someone works in is not taken away.
    if (document.hidden || part.contains(document.activeElement)) return follow(part);
    let next = null;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.ok) next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    } catch {
      // The connection is away: the next round tries again.
    }
    if (!next) return follow(part);
    if (next.innerHTML !== part.innerHTML) part.replaceWith(next); else next = part;
    follow(next);
  }, seconds * 1000);
}
document.querySelectorAll("[data-live]").forEach(follow);

// A form with data-preview="id": the part with the id follows what is typed, as the form's button "preview" shows it.
function preview(form) {
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const body = new URLSearchParams(new FormData(form));
      body.set("press", "preview");
      try {
        const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
        const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.dataset.preview);
        // What is not complete yet has no preview.
        if (next) document.getElementById(form.dataset.preview)?.replaceWith(next);
      } catch {
        // The connection is away: the next letter tries again.
      }
    }, 1000);
  });
}
document.querySelectorAll("form[data-preview]").forEach(preview);
