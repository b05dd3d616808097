// Starts the design system's components; pages work without it.
import { initAll } from "nhsuk-frontend";

initAll();
