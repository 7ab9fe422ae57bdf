// The queue by keys: a accept, r reject, e edit, j and k next and before, u undo. What comes next is loaded ahead.
const queue = document.querySelector("[data-queue]");
const said = document.querySelector("[data-said]");
const tally = document.querySelector("[data-tally]");
const left = document.querySelector("[data-left]");
const AHEAD = 5;
const done = [];
let loading = false;

const items = () => [...queue.querySelectorAll(".item")];
const open = () => items().filter((item) => !item.classList.contains("done"));
let at = items()[0];

const keys = document.querySelector("[data-keys]");
if (keys) keys.hidden = false;
if (at) at.classList.add("at");

function go(item, focus = true) {
  if (!item) return;
  at?.classList.remove("at");
  at = item;
  at.classList.add("at");
  if (focus) at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "nearest" });
  const rest = items();
  if (rest.length - rest.indexOf(at) <= AHEAD) more();
}

async function more() {
  const link = queue.querySelector("[data-further]");
  if (!link || loading) return;
  loading = true;
  const address = new URL(link.href);
  address.searchParams.set("part", "queue");
  try {
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(`<ol>${await answer.text()}</ol>`, "text/html");
    link.closest("li").remove();
    const known = new Set(items().map((item) => item.id));
    for (const item of page.querySelectorAll("ol > li")) if (!item.id || !known.has(item.id)) queue.append(item);
  } finally {
    loading = false;
  }
  // Whoever is faster than the server waits at the last claim, and goes on from there.
  if (at?.classList.contains("done")) onward(at);
}

async function act(item, kind, body) {
  const form = body || item.querySelector(".acts");
  const answer = await fetch(`/claim/${item.dataset.claim}/${kind}`, {
    method: "POST", keepalive: true, headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)),
  });
  if (answer.ok) return true;
  const told = await answer.json().catch(() => null);
  tell(item, told?.error || "That did not work; is the session over?", true);
  return false;
}

function tell(item, words) {
  said.textContent = `Claim ${item.dataset.claim}: ${words}`;
  const verdict = item.querySelector("[data-verdict]");
  verdict.hidden = false;
  verdict.textContent = words;
}

function count(by) {
  tally.textContent = `${done.length} checked`;
  left.textContent = Math.max(+left.textContent.replaceAll(",", "") + by, 0).toLocaleString("en");
}

async function judge(item, kind, words, body) {
  if (!item || item.classList.contains("done")) return;
  item.classList.add("done");
  tell(item, words);
  done.push(item);
  count(-1);
  onward(item);
  if (!(await act(item, kind, body))) unmark(item);
}

function onward(item) {
  const after = open().find((one) => item.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = after || open()[0];
  if (next) go(next);
  else more();
}

function unmark(item) {
  if (done.includes(item)) done.splice(done.indexOf(item), 1);
  item.classList.remove("done");
  count(1);
}

async function undo() {
  const item = done[done.length - 1];
  if (!item || !(await act(item, "undo"))) return;
  unmark(item);
  item.querySelector("[data-verdict]").hidden = true;
  said.textContent = `Claim ${item.dataset.claim}: taken back`;
  go(item);
}

const near = (step) => items()[Math.min(Math.max(items().indexOf(at) + step, 0), items().length - 1)];
const KEYS = {
  a: () => judge(at, "accept", "accepted"),
  r: () => judge(at, "reject", "rejected"),
  e: () => at?.querySelector("[data-act='edit']").click(),
  j: () => go(near(1)),
  k: () => go(near(-1)),
  u: undo,
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest(".item form.correct")) {
    go(event.target.closest(".item"));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const does = KEYS[event.key];
  if (!does || !keys) return;
  event.preventDefault();
  does();
});

queue.addEventListener("submit", (event) => {
  const item = event.target.closest(".item");
  if (!item) return;
  event.preventDefault();
  if (event.target.matches(".correct")) judge(item, "correct", "corrected", event.target);
  else judge(item, event.submitter.dataset.act, { accept: "accepted", reject: "rejected" }[event.submitter.dataset.act] || "done");
});
queue.addEventListener("focusin", (event) => {
  const item = event.target.closest(".item");
  if (item && item !== at) go(item, false);
});
