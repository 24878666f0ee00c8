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
