// Drag along the timeline to zoom in. Without scripts the form above it does the same.
const DAY = 86400000;
const LEAST = 6;

for (const region of document.querySelectorAll("[data-brush]")) {
  const svg = region.querySelector("svg");
  if (svg) brush(svg);
}

function brush(svg) {
  const { start, end, left, right } = svg.dataset;
  const first = Date.parse(start), days = (Date.parse(end) - first) / DAY + 1;
  const hint = document.querySelector("[data-brush-hint]");
  if (hint) hint.hidden = false;
  let from = null, box = null;

  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return Math.min(Math.max(point.x, +left), +right);
  };
  const day = (x) => new Date(first + Math.min(Math.floor((x - left) / (right - left) * days), days - 1) * DAY).toISOString().slice(0, 10);

  svg.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch" || event.target.closest("a")) return;
    event.preventDefault();
    from = place(event);
    svg.setPointerCapture(event.pointerId);
    box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ class: "brush", y: 0, height: svg.viewBox.baseVal.height, x: from, width: 0 })) box.setAttribute(name, value);
    svg.append(box);
  });
  svg.addEventListener("pointermove", (event) => {
    if (from === null) return;
    const to = place(event);
    box.setAttribute("x", Math.min(from, to));
    box.setAttribute("width", Math.abs(to - from));
  });
  const stop = (event) => {
    if (from === null) return;
    const to = place(event), began = from;
    from = null;
    box.remove();
    if (event.type === "pointerup" && Math.abs(to - began) > LEAST) zoom(day(Math.min(began, to)), day(Math.max(began, to)));
  };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
}

function zoom(since, until) {
  const form = document.querySelector("[data-days]");
  form.elements.since.value = since;
  form.elements.until.value = until;
  form.requestSubmit();
}

document.querySelector("[data-days] fieldset")?.addEventListener("change", (event) => event.target.form.requestSubmit());
