// The page of a case. Buttons that copy a number for another program; hidden where there are no scripts, or no clipboard.
for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  button.parentElement.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.nextElementSibling.textContent = button.dataset.done;
  });
}
// Of its forms, the one that the reader typed in last goes along to another language, and is parked when their time is up.
// Without scripts that is the one that the server sent as begun, or the note.
document.addEventListener("input", ({ target: { form } }) => {
  const before = document.getElementById("answers");
  if (!form || form === before) return;
  before?.removeAttribute("id");
  form.id = "answers";
  for (const button of document.querySelectorAll(".app-language [formaction]")) {
    button.formAction = `${form.getAttribute("action")}?keep=${button.lang}`;
  }
});
