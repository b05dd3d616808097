// The page of a case. Buttons that copy a number for another program; hidden where there are no scripts, or no clipboard.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.nextElementSibling.textContent = button.dataset.done;
  });
}
// Several of its forms may be half typed. The one typed in last is that of the other languages and of the end of the time; the
// others are parked before any is sent, and stand in the page again that comes then. Without scripts one alone goes along: one
// that the server sent as begun, or the note.
const begun = new Set(document.querySelectorAll("form[data-begun]"));
document.addEventListener("input", ({ target: { form } }) => {
  if (!form) return;
  begun.add(form);
  const before = document.getElementById("answers");
  if (form === before) return;
  before?.removeAttribute("id");
  form.id = "answers";
  for (const button of document.querySelectorAll(".app-language [formaction]")) {
    button.formAction = `${form.getAttribute("action")}?keep=${button.lang}`;
  }
});
const park = (form) => {
  const body = new URLSearchParams(new FormData(form));
  return fetch(`${form.getAttribute("action")}?keep`, { method: "POST", body, keepalive: true, redirect: "manual" });
};
let isParked = false;
document.addEventListener("submit", async (event) => {
  const { target, submitter } = event;
  const others = [...begun].filter((form) => form !== target);
  if (isParked || others.length === 0) return;
  event.preventDefault();
  // What could not be parked holds up nothing.
  await Promise.allSettled(others.map(park));
  isParked = true;
  target.requestSubmit(submitter);
  isParked = false;
});
