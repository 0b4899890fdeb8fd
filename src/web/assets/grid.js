// A sheet as a grid: rows are asked for as they come into sight, cells are typed over, the keyboard does what it does in a
// spreadsheet. Without this script the first rows stand there as a table.

import { refreshAround } from "./around.js";

const HEIGHT = 28;
const BEYOND = 30;

function letter(column) {
  let name = "";
  for (let rest = column; ; rest = Math.floor(rest / 26) - 1) {
    name = String.fromCharCode(65 + rest % 26) + name;
    if (rest < 26) return name;
  }
}

class Grid extends HTMLElement {
  connectedCallback() {
    const data = this.dataset;
    this.rows = Number(data.rows);
    this.columns = Number(data.columns);
    this.widths = data.widths.split(" ").map((width) => Number(width) * 8 + 18);
    this.problems = data.problems ? data.problems.split(" ").map(Number) : [];
    this.merge(data.merges);
    this.known = new Map();
    this.asked = new Set();
    this.only = null;
    this.on = { row: Number(data.row || 0), column: Number(data.column || 0) };
    this.textContent = "";
    this.bar = document.createElement("div");
    this.bar.className = "gridbar";
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    this.tip.setAttribute("role", "status");
    if (this.problems.length > 0) {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.addEventListener("change", () => { this.only = box.checked ? this.problems : null; this.scrollTop = 0; this.resize(); this.draw(); });
      label.append(box, ` ${data.only}（${this.problems.length}）`);
      this.bar.append(label);
    }
    this.told = document.createElement("strong");
    this.told.setAttribute("role", "status");
    this.bar.append(this.tip, this.told);
    this.before(this.bar);
    this.space = document.createElement("div");
    this.table = document.createElement("table");
    this.table.className = "sheet";
    this.append(this.space, this.table);
    this.tabIndex = -1;
    this.resize();
    this.addEventListener("scroll", () => this.draw(), { passive: true });
    this.table.addEventListener("mousedown", (event) => this.point(event));
    this.table.addEventListener("dblclick", () => this.begin(this.said(this.on.row, this.on.column).t));
    this.addField();
    if (data.row) this.show();
    this.draw();
    // Who was shown a cell types into it.
    if (data.row) { this.field.focus({ preventScroll: true }); this.scrollIntoView({ block: "nearest" }); }
  }

  /** Merged cells: how far each goes to the right, and which cells are under another. */
  merge(text) {
    this.spans = new Map();
    this.under = new Map();
    for (const area of text ? text.split(" ") : []) {
      const [top, left, bottom, right] = area.split(",").map(Number);
      for (let row = top; row <= bottom; row += 1) {
        this.spans.set(`${row},${left}`, { wide: right - left + 1, goesOn: row > top });
        for (let column = left + 1; column <= right; column += 1) this.under.set(`${row},${column}`, left);
      }
    }
  }

  /** The rows that are shown: all, or those with problems. */
  count() { return this.only ? this.only.length : this.rows + 20; }
  rowAt(at) { return this.only ? this.only[at] : at; }
  atOf(row) { return this.only ? Math.max(0, this.only.indexOf(row)) : row; }

  resize() {
    this.space.style.height = `${(this.count() + 1) * HEIGHT}px`;
    this.space.style.width = `${this.widths.reduce((sum, width) => sum + width, 48)}px`;
  }

  /** Scrolls so far that the chosen cell is in sight. */
  show() {
    const top = this.atOf(this.on.row) * HEIGHT;
    const room = this.clientHeight - 2 * HEIGHT;
    if (top < this.scrollTop) this.scrollTop = top;
    if (top > this.scrollTop + room - HEIGHT) this.scrollTop = top - room + HEIGHT;
    const left = this.widths.slice(0, this.on.column).reduce((sum, width) => sum + width, 0);
    const right = left + (this.widths[this.on.column] || 80) + 48;
    if (left < this.scrollLeft) this.scrollLeft = left;
    if (right > this.scrollLeft + this.clientWidth) this.scrollLeft = right - this.clientWidth;
  }

  address(what) {
    const { file, sheet } = this.dataset;
    return `${what}?file=${encodeURIComponent(file)}&sheet=${encodeURIComponent(sheet)}`;
  }

  async ask(row) {
    const from = Math.floor(row / 200) * 200;
    if (this.asked.has(from)) return;
    this.asked.add(from);
    try {
      const answer = await fetch(`${this.address("rows")}&from=${from}&count=200`);
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      for (const own of found.rows) this.known.set(own.n - 1, own);
      this.draw();
    } catch (error) {
      setTimeout(() => this.asked.delete(from), 1000);
    }
  }

  /** Every row of a sheet that is no longer than a list of people. */
  async askAll() {
    const last = Math.min(this.rows, 4000);
    for (let row = 0; row < last; row += 200) await this.ask(row);
  }

  /** Everything anew, where another window or Excel has changed something. */
  again() {
    this.asked.clear();
    const first = this.rowAt(Math.floor(this.scrollTop / HEIGHT));
    this.ask(first);
    this.ask(first + 60);
  }

  draw() {
    const first = Math.max(0, Math.floor(this.scrollTop / HEIGHT) - 5);
    const last = Math.min(this.count(), first + Math.ceil(this.clientHeight / HEIGHT) + BEYOND);
    const table = document.createDocumentFragment();
    const columns = document.createElement("colgroup");
    for (const width of [48, ...this.widths]) {
      const column = document.createElement("col");
      column.style.width = `${width}px`;
      columns.append(column);
    }
    const head = document.createElement("thead");
    const names = head.insertRow();
    names.append(document.createElement("th"));
    for (let column = 0; column < this.columns; column += 1) {
      const cell = document.createElement("th");
      cell.textContent = letter(column);
      names.append(cell);
    }
    const rows = document.createElement("tbody");
    for (let at = first; at < last; at += 1) {
      const row = this.rowAt(at);
      const known = this.known.get(row);
      if (!known && row < this.rows) this.ask(row);
      rows.append(this.row(row, known));
    }
    table.append(columns, head, rows);
    this.table.replaceChildren(table);
    this.table.style.transform = `translateY(${first * HEIGHT}px)`;
    this.table.style.top = "0";
    this.table.style.width = this.space.style.width;
    head.style.transform = `translateY(${Math.max(0, this.scrollTop - first * HEIGHT)}px)`;
    this.place();
    this.tell();
  }

  row(row, known) {
    const line = document.createElement("tr");
    line.dataset.row = row;
    const number = document.createElement("th");
    number.textContent = row + 1;
    if (known && known.mark) { number.className = known.mark; number.title = known.tip || ""; }
    line.append(number);
    const on = row === this.on.row ? this.under.get(`${row},${this.on.column}`) ?? this.on.column : -1;
    for (let column = 0; column < this.columns; column += 1) {
      if (this.under.has(`${row},${column}`)) continue;
      const cell = document.createElement("td");
      cell.dataset.column = column;
      const span = this.spans.get(`${row},${column}`);
      if (span) {
        if (span.wide > 1) { cell.colSpan = span.wide; cell.classList.add("wide"); }
        if (span.goesOn) cell.classList.add("merged");
      }
      const said = known && known.cells[column];
      if (said && typeof said === "object") {
        cell.textContent = said.t;
        if (said.mark) cell.classList.add(said.mark);
        if (said.was !== null && said.was !== undefined) cell.classList.add("fixed");
        if (said.tip) cell.title = said.tip;
      } else if (said) {
        cell.textContent = said;
      }
      if (column === on) cell.classList.add("on");
      line.append(cell);
    }
    return line;
  }

  said(row, column) {
    const known = this.known.get(row);
    const said = known && known.cells[column];
    return said && typeof said === "object" ? said : { t: said || "", was: null, tip: null };
  }

  /** A cell as it was just typed, before the program has answered. */
  write(cell) {
    const known = this.known.get(cell.row) || { n: cell.row + 1, cells: [] };
    const said = this.said(cell.row, cell.column);
    known.cells[cell.column] = { ...said, t: cell.now, was: said.was ?? said.t };
    this.known.set(cell.row, known);
  }

  /** What is to be said of the chosen cell. */
  tell() {
    const cell = this.said(this.on.row, this.on.column);
    const known = this.known.get(this.on.row);
    const was = cell.was !== null && cell.was !== undefined ? `${this.dataset.was}“${cell.was}”` : "";
    const parts = [`${letter(this.on.column)}${this.on.row + 1}`, was, cell.tip || "", (known && known.tip) || ""];
    this.tip.textContent = parts.filter(Boolean).join("  ");
  }

  move(rows, columns) {
    const at = Math.min(this.count() - 1, Math.max(0, this.atOf(this.on.row) + rows));
    const row = this.rowAt(at);
    let column = Math.min(this.columns - 1, Math.max(0, this.on.column + columns));
    // A merged cell is one step wide.
    const left = this.under.get(`${row},${column}`);
    if (left !== undefined) column = columns === 1 ? Math.min(this.columns - 1, left + this.spans.get(`${row},${left}`).wide) : left;
    this.on = { row, column };
    this.show();
    this.draw();
  }

  point(event) {
    const cell = event.target.closest("td");
    if (!cell) return;
    this.end(true);
    this.on = { row: Number(cell.parentElement.dataset.row), column: Number(cell.dataset.column) };
    this.draw();
    this.field.focus({ preventScroll: true });
    event.preventDefault();
  }

  // The field that is typed into lies over the chosen cell at all times, unseen until something is typed: an input method
  // begins in it, as in a spreadsheet.
  addField() {
    const field = document.createElement("input");
    field.className = "edit";
    field.setAttribute("aria-label", this.getAttribute("aria-label"));
    field.autocomplete = "off";
    this.field = field;
    this.editing = false;
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("compositionstart", () => this.begin());
    // The browser's own undo, of a field that is emptied after each cell, would type nothing into the cell.
    field.addEventListener("input", (event) => { if (this.editing || !(event.inputType || "").startsWith("history")) this.begin(); else field.value = ""; });
    field.addEventListener("blur", () => this.end(true));
    field.addEventListener("paste", (event) => { if (!this.editing) this.paste(event); });
    field.addEventListener("copy", (event) => {
      if (this.editing) return;
      event.clipboardData.setData("text/plain", this.said(this.on.row, this.on.column).t);
      event.preventDefault();
    });
    this.append(field);
  }

  /** Puts the field over the chosen cell. */
  place() {
    const { style } = this.field;
    style.left = `${this.widths.slice(0, this.on.column).reduce((sum, width) => sum + width, 48)}px`;
    style.top = `${(this.atOf(this.on.row) + 1) * HEIGHT}px`;
    style.width = `${Math.max(this.widths[this.on.column] || 80, 120)}px`;
    style.height = `${HEIGHT}px`;
  }

  key(event) {
    if (event.isComposing) return;
    if (this.editing) {
      const ends = { Enter: [true, 1, 0], Tab: [true, 0, event.shiftKey ? -1 : 1], Escape: [false, 0, 0] };
      if (ends[event.key]) {
        const [keep, rows, columns] = ends[event.key];
        this.end(keep);
        // Who types goes on with Tab; Escape leads out again.
        this.typing = event.key !== "Escape";
        if (rows || columns) this.move(rows, columns);
        event.preventDefault();
      }
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      const undo = document.querySelector("header form[action$='undo'] button");
      if (undo) undo.click();
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor(this.clientHeight / HEIGHT) - 2);
    if (event.key === "Tab" && this.typing) { this.move(0, event.shiftKey ? -1 : 1); event.preventDefault(); return; }
    if (event.key === "Escape") this.typing = false;
    const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0], Enter: [1, 0] };
    if (event.key === "Home") moves.Home = event.ctrlKey ? [-this.count(), -this.columns] : [0, -this.columns];
    if (event.key === "End") moves.End = event.ctrlKey ? [this.count(), this.columns] : [0, this.columns];
    if (moves[event.key]) { this.move(...moves[event.key]); event.preventDefault(); return; }
    if (event.key === "F2") { this.begin(this.said(this.on.row, this.on.column).t); event.preventDefault(); }
    if (event.key === "Delete" || event.key === "Backspace") { this.save([{ ...this.on, now: "" }]); event.preventDefault(); }
  }

  /** The cell is typed over from now on; with a text, that text is changed. */
  begin(text) {
    if (text !== undefined) this.field.value = text;
    if (this.editing) return;
    this.editing = true;
    this.field.classList.add("open");
    this.classList.add("busy");
    this.field.focus({ preventScroll: true });
  }

  /** What was typed is kept, or not. */
  end(keep) {
    if (!this.editing) return;
    const now = this.field.value;
    this.editing = false;
    this.field.classList.remove("open");
    this.classList.remove("busy");
    this.field.value = "";
    if (keep && now !== this.said(this.on.row, this.on.column).t) this.save([{ ...this.on, now }]);
  }

  /** Lines as cells: by tabs; lines of a PDF have blanks instead, as many in each, and are split where somebody says so. */
  split(text) {
    if (text.includes("\t") || text.startsWith('"')) return this.copied(text);
    const lines = text.split(/\r?\n/);
    const parts = lines.map((line) => line.trim().split(/\s+/));
    const count = parts[0].length;
    const isTable = count > 1 && lines.length > 1 && parts.every((line) => line.length === count);
    if (isTable && confirm(this.dataset.split.replace("#", lines.length).replace("@", count))) return parts;
    return lines.map((line) => [line]);
  }

  /** What a spreadsheet copies: a cell with a line break in it stands in quotes. */
  copied(text) {
    const cell = /("(?:[^"]|"")*"|[^\t\r\n]*)(\t|\r?\n|$)/y;
    const block = [[]];
    while (cell.lastIndex < text.length || block[block.length - 1].length === 0) {
      const found = cell.exec(text);
      // A quotation mark that nothing closes is a letter like others.
      if (!found) return text.split(/\r?\n/).map((line) => line.split("\t"));
      const quoted = found[1].length > 1 && found[1].startsWith('"') && found[1].endsWith('"');
      block[block.length - 1].push(quoted ? found[1].slice(1, -1).replaceAll('""', '"').replace(/\s*\r?\n\s*/g, " ") : found[1]);
      if (found[2] === "") break;
      if (found[2] !== "\t") block.push([]);
      else if (cell.lastIndex === text.length) block[block.length - 1].push("");
    }
    return block.filter((line) => line.length > 0);
  }

  /** A block copied from a spreadsheet, from the chosen cell on. */
  paste(event) {
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    const block = this.split(text);
    const cells = [];
    block.forEach((line, row) => line.forEach((now, column) => {
      const at = { row: this.on.row + row, column: this.on.column + column, now };
      if (at.column < this.columns && now !== this.said(at.row, at.column).t) cells.push(at);
    }));
    if (cells.length > 0) this.save(cells);
  }

  async save(cells) {
    const first = cells[0];
    const before = this.said(first.row, first.column);
    const was = before.was ?? before.t;
    // The same mistake further down the column is the same mistake.
    if (cells.length === 1 && was !== "") {
      if (before.same) await this.askAll();
      // Only a word that nobody knows means the same wherever it stands; a right word further down, or in the next table, stays.
      const is = (cell) => cell.t === before.t && cell.same;
      const same = [...this.known].filter(([row]) => row !== first.row && is(this.said(row, first.column))).map(([row]) => row);
      const rows = same.slice(0, 20).map((row) => row + 1).join("、") + (same.length > 20 ? "…" : "");
      if (same.length > 0 && before.same && confirm(this.dataset.same.replace("#", same.length).replace("@", rows))) {
        for (const row of same) cells.push({ row, column: first.column, now: first.now });
      }
    }
    const form = new URLSearchParams({ file: this.dataset.file, sheet: this.dataset.sheet, script: "yes" });
    for (const cell of cells) {
      const said = this.said(cell.row, cell.column);
      form.append("cell", letter(cell.column) + (cell.row + 1));
      form.append("now", cell.now);
      form.append("seen", said.was ?? said.t);
    }
    // What was typed stands there at once, and is sent even where somebody leaves the page.
    for (const cell of cells) this.write(cell);
    this.draw();
    this.told.textContent = "…";
    const answer = await fetch("correct", { method: "POST", body: form, keepalive: form.toString().length < 60000 });
    if (!answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = page.querySelector(".refusal");
      this.again();
      this.told.textContent = said ? said.textContent : String(answer.status);
      return;
    }
    const said = await answer.json();
    this.rows = Math.max(this.rows, ...cells.map((cell) => cell.row + 1));
    this.resize();
    this.again();
    this.told.textContent = `${this.dataset.saved}：${said.said}`;
    refreshAround();
  }
}

customElements.define("huanjie-grid", Grid);
