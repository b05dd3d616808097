// Warns two minutes before the server ends the session, and goes to the page that says so when it has. All tabs agree.
// What is half typed then goes to the server, which keeps it for its writer. Without this script the server ends the session
// all the same, and keeps what is sent.
// Who signs out in one tab, or signs in as somebody else, leaves nobody's page open in the others.
const tabs = new BroadcastChannel("session");
const OUT = "/signed-out";
if (document.querySelector("[data-signed-out]")) tabs.postMessage({ out: OUT });
const box = document.getElementById("app-session");
if (box) {
  const WARN = 120;
  // The server's end comes first: asked a moment too early, it would begin the time anew.
  const LATER = 2000;
  const { who } = box.dataset;
  let ends = 0;
  let longer = true;
  let timer = 0;

  // A form that nobody touched is not kept: it would take the place of what was typed into it in another tab.
  const held = (form) => new URLSearchParams(new FormData(form)).toString();
  const before = new Map([...document.forms].map((form) => [form, held(form)]));
  const leave = () => {
    const form = document.getElementById("answers");
    if (form && ("begun" in box.dataset || held(form) !== before.get(form))) {
      const [path] = (form.getAttribute("action") || location.pathname).split("?");
      form.action = `${path}?keep`;
      form.enctype = "application/x-www-form-urlencoded";
      form.noValidate = true;
      // The page hears of it, and may have more to send first.
      form.requestSubmit();
    } else {
      location.assign(box.dataset.end);
    }
  };
  const look = () => {
    clearTimeout(timer);
    const left = Math.ceil((ends - Date.now()) / 1000);
    if (left <= 0) {
      leave();
      return;
    }
    if (left <= WARN) {
      for (const part of box.querySelectorAll("[data-left]")) {
        const shown = (part.dataset.left === "1") === (left <= 60);
        if (part.hidden === shown) part.hidden = !shown;
      }
      box.querySelector("[data-longer-no]").hidden = longer;
      box.querySelector("[data-stay]").hidden = !longer;
      if (!box.open) box.showModal();
    } else if (box.open) {
      box.close();
    }
    timer = setTimeout(look, left <= WARN ? 1000 : (left - WARN) * 1000);
  };
  const set = (state) => {
    ends = Date.now() + state.seconds * 1000 + LATER;
    longer = state.can_be_longer;
    look();
  };
  const stay = async () => {
    try {
      const answer = await fetch("/session/extend", { method: "POST" });
      const state = await answer.json();
      tabs.postMessage({ ...state, who });
      set(state);
    } catch {
      look();
    }
  };

  tabs.onmessage = ({ data }) => {
    if (data.out) location.replace(data.out);
    else if (data.who && data.who !== who) location.replace(OUT);
    else set(data);
  };
  box.querySelector("[data-stay]").addEventListener("click", stay);
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (longer) stay();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
  const first = { seconds: Number(box.dataset.seconds), can_be_longer: box.dataset.longer === "true", who };
  tabs.postMessage(first);
  set(first);
}
