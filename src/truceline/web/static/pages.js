// What every page has: the switch of the theme, forms that send themselves, figures as PNG, "/" for search.
const root = document.documentElement;
const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

const themeSwitch = document.querySelector("[data-theme-switch]");
const nameTheme = () => { themeSwitch.textContent = dark() ? "Light" : "Dark"; };
themeSwitch.hidden = false;
nameTheme();
themeSwitch.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
  nameTheme();
});

for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false;
  button.setAttribute("aria-label", button.previousElementSibling.textContent.replace("SVG", "PNG"));
  button.addEventListener("click", () => savePng(button.dataset.png));
}

async function savePng(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = address.split("?")[0].split("/").slice(-2).join("-").replace(".svg", ".png");
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }, "image/png");
}

const typing = (event) => event.target.closest("input, select, textarea, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.querySelector("[data-key='/']").focus();
  }
});
