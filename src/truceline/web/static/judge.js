// A report's words and claims lead to each other; the form of a claim opens beneath it.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-claims]");
  if (mark) show(document.getElementById(`c-${mark.dataset.claims.split(" ")[0]}`));
  const edit = event.target.closest("a[data-act='edit']");
  if (edit) {
    event.preventDefault();
    openForm(edit);
  }
});

function show(card) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  card.classList.add("lit");
  for (const mark of document.querySelectorAll(`mark[data-claims~="${card.dataset.claim}"]`)) mark.classList.add("lit");
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}

async function openForm(link) {
  const place = link.closest("[data-claim]")?.querySelector("[data-form]");
  if (!place) {
    document.getElementById("correct").scrollIntoView();
    document.querySelector("#correct select, #correct input:not([type=hidden])").focus();
    return;
  }
  if (!place.firstChild) {
    const address = new URL(link.href);
    address.hash = "";
    address.searchParams.set("part", "form");
    const answer = await fetch(address);
    if (!answer.ok) { location.href = link.href; return; }
    place.append(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("form"));
  }
  place.querySelector("select, input:not([type=hidden])").focus();
}
