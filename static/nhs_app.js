// Inside the NHS App its own script leads to the App's first page; without it the link does, as any other.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a[data-nhs-app-home]");
  const app = window.nhsapp;
  if (!link || !app?.tools?.isOpenInNHSApp?.() || !app.navigation?.goToHomePage) return;
  event.preventDefault();
  app.navigation.goToHomePage();
});
