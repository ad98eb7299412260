// Copies a text. Browsers offer their clipboard only over HTTPS and on this machine; elsewhere the old way serves.
async function copied(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("refused");
}

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector(".sybil-copy");
  if (!button.dataset.busy) button.textContent = data.label;
  button.onclick = async () => {
    button.dataset.busy = "yes";
    try {
      await copied(data.text);
      button.textContent = data.done;
    } catch {
      button.textContent = data.failed;
    }
    setTimeout(() => {
      delete button.dataset.busy;
      button.textContent = data.label;
    }, 2000);
  };
}
