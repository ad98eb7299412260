// What is outside of components knows nothing of the theme's colours: tell it the two it needs. Words on the accent
// colour take the colour of the ground, since white ones cannot be read on the light green of the dark theme.
export default function ({ parentElement }) {
  const theme = getComputedStyle(parentElement);
  const page = document.documentElement.style;
  page.setProperty("--sybil-ground", theme.getPropertyValue("--st-background-color"));
  page.setProperty("--sybil-accent", theme.getPropertyValue("--st-primary-color"));
}
