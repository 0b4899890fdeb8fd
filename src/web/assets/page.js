// What every page does beyond its HTML: all of it is comfort, and nothing is lost without it.
import { comeBack, refreshAround } from "./around.js";
import "./grid.js";

const body = document.body;

comeBack();

// Whoever is on the way to another page is not called back by news of this one.
let leaving = false;
addEventListener("submit", (event) => { if (!event.target.target) leaving = true; });
addEventListener("pagehide", () => { leaving = true; });

// A choice that is enough by itself.
for (const select of document.querySelectorAll("[data-submit]")) {
  // With the keyboard one goes through the list: Enter says which.
  let keys = false;
  select.addEventListener("keydown", (event) => { if (event.key === "Enter") select.form.submit(); else if (event.key !== "Tab") keys = true; });
  select.addEventListener("pointerdown", () => { keys = false; });
  select.addEventListener("change", () => { if (!keys) select.form.submit(); });
}

// Where somebody was is where she goes on, when the page comes back.
const place = (element) => {
  const form = element.form || element.closest("form");
  return form && { path: location.pathname, action: form.getAttribute("action"), name: element.name || "", text: element.name ? "" : element.textContent.trim() };
};
addEventListener("submit", () => {
  const at = document.activeElement && place(document.activeElement);
  if (at) sessionStorage.setItem("at", JSON.stringify(at));
});
const at = JSON.parse(sessionStorage.getItem("at") || "null");
sessionStorage.removeItem("at");
if (at && at.path === location.pathname && !document.querySelector("[autofocus]")) {
  const is = (own) => { const here = place(own); return here && here.action === at.action && here.name === at.name && here.text === at.text; };
  const own = [...document.querySelectorAll("main input, main select, main textarea, main button")].find(is);
  if (own) {
    for (let box = own.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    own.focus();
  }
}

// What ends the program asks first.
document.addEventListener("submit", (event) => {
  const said = event.target.dataset.confirm;
  if (said && !confirm(said)) event.preventDefault();
});

// A form that is sent once is not sent twice.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 3000);
  });
}

// Messages of the page before, when the browser brings it back from its memory.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

/** All files below what was dropped, each with the folders before it. */
async function files(entry, before = "") {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return [{ file, path: before + file.name }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const own of some) found.push(...await files(own, before + entry.name + "/"));
  }
}

/** Sends files and shows how far it is; then the page as it is by then. */
function send(form, list) {
  const data = new FormData();
  for (const input of form.querySelectorAll("input[type=hidden]")) data.append(input.name, input.value);
  for (const { file, path } of list) { data.append("path", path); data.append("file", file, file.name); }
  const bar = form.querySelector("progress") || document.querySelector(".drop progress");
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => {
    if (bar) { bar.hidden = false; bar.max = event.total || 1; bar.value = event.loaded; }
  });
  request.addEventListener("loadend", () => location.reload());
  request.open("POST", form.action);
  request.send(data);
}

for (const form of document.querySelectorAll("[data-drop], [data-newer]")) {
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      const list = [...input.files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      if (list.length > 0) send(form, list);
    });
  }
}

const drop = document.querySelector("[data-drop]");
if (drop) {
  // The whole page takes what is dropped: beside the field the browser would leave the page for the file.
  addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  addEventListener("dragleave", () => drop.classList.remove("over"));
  addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const list = [];
    for (const entry of entries) list.push(...await files(entry));
    if (list.length > 0) send(drop, list);
  });
}

/** Seconds in words that fit a line. */
function time(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

if (body.dataset.events) {
  const events = new EventSource(body.dataset.events);
  let seen = null;
  // A browser keeps the page that was left for a while, with all that it has open: six such pages, and no further one is answered.
  addEventListener("pagehide", () => events.close());
  let silent = null;
  events.addEventListener("open", () => { clearTimeout(silent); const box = document.querySelector(".lost"); if (box) box.remove(); });
  events.addEventListener("error", () => {
    if (leaving) return;
    clearTimeout(silent);
    silent = setTimeout(() => {
      if (document.querySelector(".lost")) return;
      const box = document.createElement("p");
      box.className = "message refusal lost";
      box.textContent = body.dataset.lost;
      document.querySelector(".messages").append(box);
    }, 3000);
  });
  events.addEventListener("changed", (event) => {
    const busy = document.activeElement && /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    const editing = busy || document.querySelector("dialog[open]") || document.querySelector("huanjie-grid.busy");
    if (Number(event.data) === Number(body.dataset.version) || editing || leaving) return;
    const grid = document.querySelector("huanjie-grid");
    if (!grid) { location.reload(); return; }
    grid.again();
    refreshAround();
  });
  events.addEventListener("build", (event) => {
    const progress = JSON.parse(event.data);
    const box = document.querySelector("[data-build]");
    if (progress.running) seen = progress.number;
    if (box) {
      box.hidden = !progress.running;
      const bar = box.querySelector("progress");
      bar.max = progress.planned || 1;
      bar.value = progress.done;
      const rate = progress.milliseconds > 0 ? progress.done / progress.milliseconds * 1000 : 0;
      const rest = rate > 0 ? time((progress.planned - progress.done) / rate * 1000) : "";
      box.querySelector(".numbers").textContent =
        `${progress.done} / ${progress.planned}  ${box.dataset.rate.replace("#", rate.toFixed(1))}  ${rest ? box.dataset.rest.replace("#", rest) : ""}  ${progress.path}`;
      if (!progress.running && seen === progress.number && !leaving) location.reload();
    }
  });
}
