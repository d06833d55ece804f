// Light or dark: the system's wish, until somebody chooses.

const KEY = "page-theme";
const wish = window.matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  return document.documentElement.dataset.theme === "dark";
}

function kept() {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function apply() {
  document.documentElement.dataset.theme = kept() || (wish.matches ? "dark" : "light");
}

export function flipTheme() {
  const next = isDark() ? "light" : "dark";
  try {
    window.localStorage.setItem(KEY, next);
  } catch {
    // A browser that keeps nothing still shows the choice until the page is left.
  }
  document.documentElement.dataset.theme = next;
}

export function wireTheme(changed) {
  apply();
  wish.addEventListener("change", () => {
    apply();
    changed();
  });
}
