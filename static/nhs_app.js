// Inside the NHS App its own script leads to the App's first page; without it the link does, as any other.
document.addEventListener("click", (event) => {
  const app = window.nhsapp;
  if (!event.target.closest("a[data-nhs-app-home]") || !app?.tools?.isOpenInNHSApp?.()) return;
  if (!app.navigation?.goToHomePage) return;
  event.preventDefault();
  app.navigation.goToHomePage();
});
