# Pages inside the NHS App, and coming from it.

nhs-app-back = Back to the NHS App
nhs-app-no-print = You cannot print in the NHS App. To print this, open the service in a web browser.

nhs-app-failed = We could not sign you in from the NHS App
nhs-app-failed-why = Nothing has changed, and nobody is signed in to this service on this device now.
nhs-app-failed-next = Go back to the NHS App and open this service from there again. If this keeps happening, contact us.

# The wording of NHS login, to which nothing may be added.
nhs-app-no-consent = You cannot continue without sharing your information
nhs-app-no-consent-why = The service provider needs your NHS login information to verify your identity.
nhs-app-no-consent-go = If you need medical help, go to
nhs-app-no-consent-or-call = or call
nhs-app-no-consent-or-gp = or your GP.
nhs-app-no-consent-call = Call
nhs-app-no-consent-emergency = if it is a life-threatening emergency.
nhs-app-no-consent-close = Close this tab to go back to NHS App.
