// Draws decisions and actions as text nodes. Nothing here parses HTML, and nothing may; links stay on this server.
const KINDS = { mark: "mark", strike: "s", strong: "strong" };

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

function button(board, className, text, spot, act, label) {
  const node = make("button", className, text);
  node.type = "button";
  node.dataset.spot = spot;
  if (label) node.setAttribute("aria-label", label);
  node.onclick = act;
  return node;
}

function flowing(runs) {
  return runs.map((run) => make(KINDS[run.kind] || "span", "sybil-" + run.kind, run.text));
}

function link(board, place) {
  const node = make("a", "sybil-place", place.name);
  if (/^[a-z]+\?[\w=&%.-]+$/.test(place.href)) node.setAttribute("href", place.href);
  node.dataset.spot = "place-" + place.href;
  node.onclick = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    board.press({ act: "read", id: place.id, start: place.start, end: place.end });
  };
  return node;
}

function opener(board, item) {
  const node = button(board, "sybil-quiet", item.open ? "Hide source" : "Show source", "open-" + item.id, () => {
    node.textContent = item.open ? "Show source" : "Hide source";
    node.setAttribute("aria-expanded", String(!item.open));
    board.press({ act: "open", id: item.id });
  }, (item.open ? "Hide source: " : "Show source: ") + item.text);
  node.setAttribute("aria-expanded", String(item.open));
  return node;
}

function panel(board, item) {
  const node = make("div", "sybil-panel");
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", "Source of: " + item.text);
  for (const line of item.panel) {
    if (line.place) {
      const foot = make("p", "sybil-foot");
      foot.append(link(board, line.place), make("span", "sybil-dim", line.text ? " · " + line.text : ""));
      node.append(foot);
    } else {
      const part = make(line.tag === "h" ? "h4" : "p", "sybil-" + (line.tag || "p"));
      part.append(...flowing(line.runs));
      if (line.find) part.append(finder(board, line.find, "history-" + item.id));
      node.append(part);
    }
  }
  return node;
}

function finder(board, find, from) {
  return button(board, "sybil-quiet", find.text, from + find.id, () => board.press({ act: "find", id: find.id }));
}

function decision(board, item) {
  const node = make("li", "sybil-decision sybil-is-" + item.state);
  node.dataset.item = item.id;
  const what = make("p", "sybil-what");
  if (item.sign) what.append(make("span", "sybil-sign", item.sign), " ");
  what.append(make(item.state === "replaced" ? "s" : "span", "", item.text));
  const meta = make("p", "sybil-meta");
  meta.append(make("span", "", item.day));
  for (const part of item.meta) meta.append(make("span", "sybil-dot", part));
  meta.append(" ", link(board, item.place), " ", opener(board, item));
  node.append(what, meta);
  for (const why of item.why) node.append(make("p", "sybil-why", why));
  if (item.after) {
    const after = make("p", "sybil-after");
    after.append(...flowing(item.after.runs), " ", finder(board, item.after, "after-" + item.id));
    node.append(after);
  }
  if (item.open) node.append(panel(board, item));
  return node;
}

function action(board, item) {
  const row = make("tr", "sybil-action sybil-is-" + item.state);
  row.dataset.item = item.id;
  row.setAttribute("role", "row");
  const cells = ["pick", "task", "due", "from"].map((name) => make("td", "sybil-" + name));
  for (const cell of cells) cell.setAttribute("role", "cell");
  if (item.may) {
    const pick = make("input");
    pick.type = "checkbox";
    pick.checked = board.picked.has(item.id);
    pick.dataset.spot = "pick-" + item.id;
    pick.setAttribute("aria-label", "Choose: " + item.text);
    pick.onchange = () => {
      board.picked[pick.checked ? "add" : "delete"](item.id);
      board.count();
    };
    cells[0].append(pick);
  }
  cells[1].append(make("span", "sybil-what", item.text));
  if (item.owner) cells[1].append(make("span", "sybil-owner", item.owner));
  cells[2].append(make("span", "sybil-when", item.due));
  if (item.day) cells[2].append(make("span", "sybil-day", item.day));
  cells[3].append(link(board, item.place), opener(board, item));
  if (item.may)
    cells[3].append(button(board, "sybil-quiet sybil-do", board.data.verb, "do-" + item.id,
      () => board.press({ act: "mark", ids: [item.id] }), board.data.verb + ": " + item.text));
  row.append(...cells);
  if (!item.open) return [row];
  const more = make("tr", "sybil-more");
  more.setAttribute("role", "row");
  const cell = make("td");
  cell.colSpan = 4;
  cell.setAttribute("role", "cell");
  cell.append(panel(board, item));
  more.append(cell);
  return [row, more];
}

function timeline(board, group) {
  const part = make("section", "sybil-group");
  part.append(make("h3", "sybil-month", group.title));
  const list = make("ol", "sybil-line");
  list.append(...group.items.map((item) => decision(board, item)));
  part.append(list);
  return part;
}

function table(board) {
  const node = make("table", "sybil-table");
  node.setAttribute("role", "table");
  node.setAttribute("aria-label", board.data.label);
  const columns = make("colgroup");
  columns.append(...["pick", "task", "due", "from"].map((name) => make("col", "sybil-" + name)));
  const head = make("tr");
  head.setAttribute("role", "row");
  for (const name of ["Choose", "Task", "Due", "Source"]) {
    const cell = make("th", "", name);
    cell.setAttribute("role", "columnheader");
    cell.scope = "col";
    head.append(cell);
  }
  const top = make("thead");
  top.setAttribute("role", "rowgroup");
  top.append(head);
  node.append(columns, top);
  for (const group of board.data.groups) {
    const body = make("tbody");
    body.setAttribute("role", "rowgroup");
    const row = make("tr", "sybil-of");
    row.setAttribute("role", "row");
    const cell = make("th", "", group.title);
    cell.colSpan = 4;
    cell.scope = "rowgroup";
    cell.setAttribute("role", "rowheader");
    if (group.note) cell.append(make("span", "sybil-note", group.note));
    row.append(cell);
    body.append(row, ...group.items.flatMap((item) => action(board, item)));
    node.append(body);
  }
  return node;
}

function tools(board) {
  const bar = make("div", "sybil-tools");
  const said = make("span", "sybil-said");
  said.setAttribute("role", "status");
  const act = button(board, "sybil-firm", "", "tools-act", () => {
    board.press({ act: "mark", ids: [...board.picked] });
    board.picked.clear();
    board.count();
  });
  const none = button(board, "sybil-quiet", "Choose none", "tools-none", () => {
    board.picked.clear();
    for (const box of board.root.querySelectorAll("input[type=checkbox]")) box.checked = false;
    board.count();
  });
  board.count = () => {
    const n = board.picked.size;
    bar.hidden = !n;
    said.textContent = n ? n + " chosen" : "";
    act.textContent = board.data.many.replace("%", n + (n === 1 ? " action" : " actions"));
  };
  bar.append(act, none, said);
  return bar;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".sybil-board");
  const board = (root.board = root.board || { root, picked: new Set() });
  const fresh = JSON.stringify(data);
  board.press = (what) => setTriggerValue("press", what);
  if (board.drawn === fresh) return;
  board.drawn = fresh;
  board.data = data;
  const known = new Set(data.groups.flatMap((group) => group.items.filter((one) => one.may).map((one) => one.id)));
  for (const id of board.picked) if (!known.has(id)) board.picked.delete(id);
  const spot = root.contains(document.activeElement) ? document.activeElement.dataset.spot : null;
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.label);
  if (data.kind === "actions") {
    const bar = tools(board);
    root.replaceChildren(table(board), bar);
    board.count();
  } else {
    root.replaceChildren(...data.groups.map((group) => timeline(board, group)));
  }
  const all = [...root.querySelectorAll("[data-spot], [data-item]")];
  if (spot) all.find((node) => node.dataset.spot === spot)?.focus({ preventScroll: true });
  if (data.focus && board.focus !== data.focus) {
    const target = all.find((node) => node.dataset.item === data.focus);
    if (target) {
      board.focus = data.focus;
      target.classList.add("sybil-sought");
      requestAnimationFrame(() => target.scrollIntoView({ block: "start" }));
    }
  } else if (data.focus) {
    all.find((node) => node.dataset.item === data.focus)?.classList.add("sybil-sought");
  }
}
