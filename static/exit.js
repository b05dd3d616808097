// "Exit this page": covers the page at once, puts the other one in its place in the history, and ends the session, so that
// Back does not show what was read. Shift pressed three times, within five seconds each, does the same.
const link = document.querySelector("[data-exit-page]");
if (link) {
  const PRESSES = 3;
  const PAUSE = 5000;
  const status = document.querySelector("[data-exit-status]");
  let pressed = 0;
  let isChord = false;
  let timer = 0;

  const leave = () => {
    const curtain = document.createElement("div");
    curtain.className = "app-exit__curtain";
    document.body.append(curtain);
    document.title = new URL(link.href).hostname;
    status.textContent = status.dataset.leaving;
    // Also where nobody was signed in when this page was opened: they may be by now, in another tab.
    navigator.sendBeacon("/sign-out");
    location.replace(link.href);
    // Last, because not every browser has such channels.
    new BroadcastChannel("session").postMessage({ out: link.href });
  };
  const forget = () => {
    clearTimeout(timer);
    pressed = 0;
    status.textContent = "";
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift") return;
    isChord = event.shiftKey;
    forget();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    // Shift of a capital letter is no press of its own.
    if (isChord) {
      isChord = false;
      return;
    }
    clearTimeout(timer);
    pressed += 1;
    if (pressed === PRESSES) {
      leave();
      return;
    }
    status.textContent = status.dataset.pressed;
    timer = setTimeout(forget, PAUSE);
  });
  // A page kept for Back is shown without the curtain.
  addEventListener("pageshow", () => document.querySelector(".app-exit__curtain")?.remove());
  document.querySelector("[data-exit-keys]").hidden = false;
}
