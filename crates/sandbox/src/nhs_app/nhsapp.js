// Stands in for the NHS App's script: what of it our pages use, under the published names.
{
  const home = new URL("/nhs-app?by=script", document.currentScript.src);
  const inside = /nhsapp-(android|ios)\/\S+$/.exec(navigator.userAgent);
  window.nhsapp = {
    tools: {
      isOpenInNHSApp: () => inside !== null,
      getAppPlatform: () => (inside ? inside[1] : "none"),
    },
    navigation: { goToHomePage: () => location.assign(home) },
  };
}
