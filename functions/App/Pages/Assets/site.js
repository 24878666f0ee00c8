// What pages can do better with scripts. Each page works without: nothing here is the only way.
"use strict";

// A refused form: the reader begins with what is wrong.
document.querySelector(".errors")?.focus();

async function read(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// A part of this page as the server has it now; null where there is none.
async function fresh(part) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  return answer.ok ? (await read(answer)).getElementById(part.id) : null;
}

// An element with data-live="seconds" follows the server: the page is read again, and its part with the same id replaces it.
function follow(part) {
  const seconds = Number(part.dataset.live);
  if (!seconds) return;
  setTimeout(async () => {
    // What nobody sees needs no news; what someone works in is not taken away.
    if (document.hidden || part.contains(document.activeElement)) return follow(part);
    let next = null;
    try {
      next = await fresh(part);
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
        const next = (await read(answer)).getElementById(form.dataset.preview);
        // What is not complete yet has no preview.
        if (next) document.getElementById(form.dataset.preview)?.replaceWith(next);
      } catch {
        // The connection is away: the next letter tries again.
      }
    }, 1000);
  });
}
document.querySelectorAll("form[data-preview]").forEach(preview);

// A form with data-autosave="action" is sent with that action after a pause of typing; nothing else on the page changes.
// Where another person saved meanwhile, it stops: what they wrote stays, and so does what is typed here.
function autosave(form) {
  const state = form.querySelector("[data-autosave-state]");
  // Of the page that was shown last: what it was made from.
  const carried = form.querySelectorAll("input[name=token], input[name=base]");
  let timer = 0, sending = null, isOver = false;
  const say = (words) => { state.textContent = words; };
  async function send() {
    const body = new URLSearchParams(new FormData(form));
    body.set("action", form.dataset.autosave);
    try {
      // Not form.action: a button has that name.
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } });
      const page = await read(answer);
      const next = (name) => page.querySelector(`main input[name=${name}]`);
      if ("depends" in form.dataset) follow(page);
      if (answer.ok && next("token")) {
        for (const input of carried) input.value = next(input.name)?.value ?? "";
        return say(state.dataset.saved + new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
      }
      isOver = answer.status === 409 || answer.status === 412 || !next("token");
      const reason = [".errors li", ".errors p", ".told", "main h1"].map((place) => page.querySelector(place)).find(Boolean);
      say(state.dataset.unsaved + (reason?.textContent.trim() ?? answer.status));
    } catch (broken) {
      say(state.dataset.unsaved + broken.message);
      later(30);
    }
  }
  // Fields that come and go with other answers, and those that are calculated; whatever stays keeps what is being typed into it.
  function follow(page) {
    for (const part of form.querySelectorAll("[data-asked]")) {
      const fresh = page.querySelector(`[data-asked="${part.dataset.asked}"]`);
      if (fresh && fresh.hidden !== part.hidden) part.replaceWith(document.importNode(fresh, true));
    }
    for (const part of form.querySelectorAll("[data-calculated]")) {
      const fresh = page.querySelector(`[data-calculated="${part.dataset.calculated}"]`);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
  }
  function later(seconds) {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (isOver) return;
      if (sending) return later(seconds);
      sending = send();
      await sending;
      sending = null;
    }, seconds * 1000);
  }
  form.addEventListener("input", () => later(2));
  if ("depends" in form.dataset) form.addEventListener("change", () => later(0.1));
  form.addEventListener("submit", async (submit) => {
    clearTimeout(timer);
    if (!sending) return;
    // Sent at once, the form would bring the token from before.
    submit.preventDefault();
    await sending;
    form.requestSubmit(submit.submitter);
  });
}
document.querySelectorAll("form[data-autosave]").forEach(autosave);

// Uploads: each slot takes a file by its dialog or dropped on it; files dropped elsewhere are assigned by the person.
function uploader(area) {
  const words = area.dataset;
  const slots = [...area.querySelectorAll("[data-slot]")];
  const make = (tag, text, kind) => Object.assign(document.createElement(tag), { textContent: text ?? "", className: kind ?? "" });
  const button = (text, act) => {
    const made = Object.assign(make("button", text, "button second"), { type: "button" });
    made.addEventListener("click", act);
    return made;
  };

  async function refresh(part) {
    const next = await fresh(part);
    if (!next) return;
    part.replaceWith(next);
    follow(next);
  }

  // The line of one upload: its name, how far it is, and a button to cancel, or later to try again.
  function show(slot, file, row, cancelled) {
    const line = make("div", "", "sending");
    const name = make("p", `${words.sending}: ${file.name}`);
    const bar = Object.assign(make("progress"), { max: file.size || 1, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const state = make("p");
    state.setAttribute("role", "status");
    const cancel = button(words.cancel, cancelled);
    line.append(name, bar, state, cancel);
    if (row) row.replaceWith(line);
    else slot.append(line);
    return {
      at: (bytes) => { bar.value = bytes; },
      say: (text) => { state.textContent = text; },
      end: (text) => {
        name.textContent = file.name;
        state.textContent = text;
        bar.remove();
        cancel.replaceWith(button(words.retry, () => send(slot, file, line)));
      },
      done: () => {
        line.remove();
        const part = slot.querySelector("[id^='s-']");
        if (part) refresh(part);
        const now = document.getElementById("now");
        if (now) refresh(now);
      },
    };
  }

  const reason = (status, problem) => [problem?.title ?? status, problem?.detail].filter(Boolean).join(": ");

  function send(slot, file, row) {
    const block = Number(words.block);
    if (block && file.size > block && window.crypto?.subtle) sendBlocks(slot, file, row, block);
    else sendAll(slot, file, row);
  }

  function sendAll(slot, file, row) {
    const request = new XMLHttpRequest();
    const shown = show(slot, file, row, () => request.abort());
    request.upload.addEventListener("progress", (sent) => shown.at(sent.loaded));
    request.addEventListener("abort", () => shown.end(words.cancelled));
    request.addEventListener("error", () => shown.end(words.broken));
    request.addEventListener("load", () => {
      if (request.status === 202) return shown.done();
      let problem = {};
      try {
        problem = JSON.parse(request.responseText);
      } catch {
        // Not the app's answer: its status has to do.
      }
      shown.end(reason(request.status, problem));
    });
    request.open("PUT", `${slot.dataset.slot}?fileName=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    request.send(file);
  }

  // A larger file goes straight to storage, two blocks at a time. What arrived stays; the same file chosen again continues there.
  async function sendBlocks(slot, file, row, size) {
    const tries = 5;
    const running = new Set();
    const sent = new Map();
    const address = `${slot.dataset.slot}/uploads`;
    const open = () => JSON.parse(slot.dataset.open ?? "[]");
    const keep = (all) => { slot.dataset.open = JSON.stringify(all); };
    // Cancelled, or given up: no part of it sends any more.
    let isOver = false;
    let isCancelled = false;
    let view = null;
    const shown = show(slot, file, row, async () => {
      isOver = isCancelled = true;
      running.forEach((request) => request.abort());
      shown.end(words.cancelled);
      if (view) await forget();
    });
    const total = () => [...sent.values()].reduce((sum, bytes) => sum + bytes, 0);
    const progress = () => shown.at(total());
    const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
    const bytesOf = (number) => Math.min(size, file.size - number * size);

    async function forget() {
      const { id } = view;
      keep(open().filter((each) => each.id !== id));
      slot.querySelector(`[data-upload="${id}"]`)?.remove();
      if (isCancelled) await call("DELETE", `/${id}`).catch(() => null);
    }

    // One request to the app; a network error is tried again.
    async function call(method, path, body) {
      for (let failed = 0; ; failed++) {
        try {
          const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
          if (body) headers["Content-Type"] = "application/json";
          const answer = await fetch(address + path, { method, headers, body: body && JSON.stringify(body) });
          return { status: answer.status, json: await answer.json().catch(() => null) };
        } catch (broken) {
          if (failed + 1 >= tries || isOver) throw broken;
          shown.say(words.again);
          await pause(2 ** failed);
        }
      }
    }

    // The status of one block; 0 where the connection broke.
    function put(number) {
      return new Promise((resolve) => {
        const request = new XMLHttpRequest();
        running.add(request);
        request.upload.addEventListener("progress", (now) => {
          sent.set(number, now.loaded);
          progress();
        });
        request.addEventListener("loadend", () => {
          running.delete(request);
          if (request.status !== 201) sent.delete(number);
          resolve(request.status);
        });
        request.open("PUT", `${view.url}&comp=block&blockid=${btoa(String(number).padStart(6, "0"))}`);
        request.send(file.slice(number * size, number * size + bytesOf(number)));
      });
    }

    async function carry(waiting) {
      for (let number = waiting.shift(); number !== undefined && !isOver; number = waiting.shift()) {
        for (let failed = 0; ; failed++) {
          const status = await put(number);
          if (isOver) return;
          if (status === 201) {
            if (failed > 0) shown.say("");
            break;
          }
          if (failed + 1 >= tries) throw new Error(words.kept);
          shown.say(words.again);
          await pause(2 ** failed);
          // The address has its time; a fresh one has more of it.
          if (status === 403) await look(view.id);
        }
      }
    }

    async function look(id) {
      const { status, json } = await call("GET", `/${id}`);
      if (status !== 200) return false;
      view = json;
      return true;
    }

    try {
      const digest = await crypto.subtle.digest("SHA-256", await file.slice(0, size).arrayBuffer());
      const first = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const known = open().find((each) => each.fileName === file.name && each.bytes === file.size && each.firstBlockSha256 === first);
      if (!known || !await look(known.id)) {
        const { status, json } = await call("POST", "", { fileName: file.name, bytes: file.size, firstBlockSha256: first });
        if (status !== 201) return shown.end(reason(status, json));
        view = json;
        keep([...open().filter((each) => each.id !== known?.id), { id: view.id, fileName: file.name, bytes: file.size, firstBlockSha256: first }]);
      }
      if (isCancelled) return await forget();
      const there = new Set(view.arrived);
      there.forEach((number) => sent.set(number, bytesOf(number)));
      progress();
      if (there.size > 0) {
        shown.say(words.resumes.replace("%", `${Math.floor(100 * total() / file.size)} %`));
      }
      const waiting = Array.from({ length: view.blocks }, (_, number) => number).filter((number) => !there.has(number));
      await Promise.all([carry(waiting), carry(waiting)]);
      if (isCancelled) return;
      const { status, json } = await call("POST", `/${view.id}/complete`);
      if (status !== 202) return shown.end(reason(status, json));
      await forget();
      shown.done();
    } catch {
      if (isOver) return;
      isOver = true;
      running.forEach((request) => request.abort());
      shown.end(words.kept);
    }
  }

  function ask(files) {
    for (const [index, file] of files.entries()) {
      const row = make("p", "", "assign");
      const label = make("label", `${words.which} ${file.name} `);
      const select = Object.assign(make("select"), { id: `assign-${Date.now()}-${index}` });
      label.htmlFor = select.id;
      select.append(new Option(words.none, ""), ...slots.map((slot, place) => new Option(slot.dataset.name, String(place))));
      const start = button(words.start, () => {
        row.remove();
        if (select.value) send(slots[Number(select.value)], file);
      });
      row.append(label, select, start);
      area.prepend(row);
      if (index === 0) select.focus();
    }
  }

  for (const slot of slots) {
    // The slot may have other forms: to promise its document, to remove what is in it.
    const input = slot.querySelector("input[type=file]");
    const form = input.form;
    form.append(make("p", words.drop, "quiet"));
    form.addEventListener("submit", (submit) => {
      if (input.files.length === 0) return;
      submit.preventDefault();
      send(slot, input.files[0]);
      input.value = "";
    });
    slot.addEventListener("dragover", () => slot.classList.add("over"));
    slot.addEventListener("dragleave", () => slot.classList.remove("over"));
    slot.addEventListener("drop", (drop) => {
      slot.classList.remove("over");
      if (drop.dataTransfer.files.length !== 1) return;
      drop.preventDefault();
      drop.stopPropagation();
      send(slot, drop.dataTransfer.files[0]);
    });
  }
  if (slots.length === 0) return;
  document.addEventListener("dragover", (drag) => drag.preventDefault());
  document.addEventListener("drop", (drop) => {
    if (drop.dataTransfer.files.length === 0) return;
    drop.preventDefault();
    ask([...drop.dataTransfer.files]);
  });
}
document.querySelectorAll("[data-uploads]").forEach(uploader);
