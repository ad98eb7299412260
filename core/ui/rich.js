// Draws blocks of runs as text nodes. Nothing here parses HTML, and nothing may.
const TAGS = { h: "h3", pre: "div", rule: "hr" };
const KINDS = { strong: "strong", em: "em", strike: "s", mark: "mark", code: "code" };

function drawn(run, cite) {
  if (run.kind === "cite") {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sybil-cite";
    button.textContent = run.text;
    button.setAttribute("aria-label", "Source " + run.text);
    button.onclick = () => cite(run.text);
    return button;
  }
  const element = document.createElement(KINDS[run.kind] || "span");
  if (run.kind !== "plain") element.className = "sybil-" + run.kind;
  element.textContent = run.text;
  if (run.title) element.title = run.title;
  return element;
}

// The page keeps to its end while parts of it still arrive; so this is done again until they are there, or a hand moves it.
function reveal(place, block) {
  const timers = [0, 150, 400, 900, 1600].map((wait) => setTimeout(() => place.scrollIntoView({ block }), wait));
  const leave = () => timers.forEach(clearTimeout);
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(kind, leave, { once: true, passive: true });
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".sybil-rich");
  const fresh = JSON.stringify(data);
  const before = root.dataset.drawn;
  if (before === fresh) return;
  root.dataset.drawn = fresh;
  root.className = "sybil-rich sybil-" + data.style;
  if (data.label) {
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", data.label);
  }
  const cite = (n) => setTriggerValue("cite", n);
  const nodes = data.blocks.map((block) => {
    const node = document.createElement(TAGS[block.tag] || "p");
    node.className = "sybil-b-" + block.tag;
    if (block.id) node.id = block.id;
    if (block.depth) node.style.marginInlineStart = block.depth * 1.2 + "rem";
    if (block.mark) {
      const mark = document.createElement("span");
      mark.className = "sybil-bullet";
      mark.textContent = block.mark + " ";
      node.append(mark);
    }
    node.append(...block.runs.map((run) => drawn(run, cite)));
    return node;
  });
  root.replaceChildren(...nodes);
  if (data.style === "document") {
    const place = root.querySelector("mark");
    if (place) reveal(place, "center");
    else if (before) root.scrollIntoView({ block: "start" });
  }
  if (data.reveal && root.dataset.revealed !== data.reveal) reveal(root.querySelector("mark") || root, data.reveal);
  root.dataset.revealed = data.reveal;
}
