// Words on the accent colour take the colour of the ground: white ones cannot be read on the light green of the dark theme.
export default function ({ parentElement }) {
  const ground = getComputedStyle(parentElement).getPropertyValue("--st-background-color");
  document.documentElement.style.setProperty("--sybil-ground", ground);
}
