// Starts the design system's components; pages work without it.
import { initAll } from "nhsuk-frontend";

// The design system marks a radio that reveals more with aria-expanded, which WAI-ARIA 1.2 does not allow on radios
// (axe: aria-allowed-attr). What is revealed follows the radio at once, so nothing is lost without it.
const plain = () => {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) {
    radio.removeAttribute("aria-expanded");
  }
};

initAll();
plain();
new MutationObserver(plain).observe(document.body, { attributeFilter: ["aria-expanded"], subtree: true });
