## Apps that ask to act for somebody

# $app (String) - Name of the app.
authorise-title = Allow { $app } to act with your account?
# $app (String) - Name of the app.
authorise-intro = { $app } wants to use Trusted person access for you. It is not part of this service.
authorise-would = If you allow it, it can do this for you:
authorise-may-invite = invite somebody to act for you, take an invitation back, ask for changes and stop access
authorise-may-answer = accept or decline an invitation to act for somebody, for you
authorise-may-decide = confirm, refuse, change, suspend and stop access for your practice
authorise-may-see = see who can act for you and for whom you can act, with names, dates and what was agreed
authorise-may-see-cases = see the requests and access of your practice, with the names of patients and trusted people
authorise-may-see-roles = check who can act for you, for whom you can act, and whether that is active
authorise-may-see-roles-set = check who can act for whom at your practice, and whether that is active
authorise-stop-citizen = The app can do this for 30 days. You can stop it at any time, under “Apps that can act with your account”.
authorise-stop-staff = The app can do this until 12 hours after you signed in, or until you sign out of CIS2. You can stop it at any time, under “Apps that can act with your account”.
authorise-only-if = Only allow an app that you know, and that you opened yourself. If somebody asked you to do this and you are not sure, do not allow it.
authorise-allow = Allow
authorise-deny = Do not allow
authorise-apps = Apps that can act with your account
authorise-apps-intro = You allowed these apps to use this service for you. When you stop one, it can do nothing for you from that moment. What it did before stays.
authorise-none = You have not allowed any app to act with your account.
# $day (String) - Day on which the person last agreed.
authorise-since = You allowed this on { $day }. It can:
# $app (String) - Name of the app.
authorise-stop = Stop { $app }
authorise-wrong = This app cannot be connected
authorise-wrong-why = An app sent you here with a request that we do not know. Nothing was shared with it.
authorise-wrong-next = Go back to the app and try again. If it still does not work, tell the people who make the app.
