# Pages around signing in and out.

sign-in-again = Sign in again
sign-in-nhs-login = Continue to NHS login
sign-in-staff = Sign in as practice staff
sign-in-way-start = Go to the start page

sign-in-signed-out = You have signed out
sign-in-signed-out-provider = You are signed out of this service. You may still be signed in to NHS login or CIS2.
sign-in-signed-out-shared = If other people use this device, close all browser windows now.
sign-in-signed-out-card = If you use a smartcard, take it out of the reader.

sign-in-timed-out = We signed you out
# $minutes (Number) - How long nothing was done.
sign-in-timed-out-why = You did not use the service for { $minutes } minutes, or you were signed in for 12 hours. We sign people out then to keep their details safe.
sign-in-timed-out-answers = We kept the answers you typed. Sign in again within 1 hour, on this device, to carry on where you were.

sign-in-gone = You are not signed in any more
sign-in-gone-why = You signed out, perhaps in another tab or window of this browser, or you were away for a long time.
sign-in-gone-answers = If you sent something just now, it was not saved.

sign-in-no-consent = You cannot continue without sharing your NHS login information
sign-in-no-consent-why = Trusted person access needs your NHS login information to verify your identity.
sign-in-no-consent-next = If you change your mind, you can go back and agree to share it.
sign-in-no-consent-back = Go back to NHS login
sign-in-no-consent-surgery = If you do not want to share it, talk to your GP surgery. It can tell you about other ways to let someone act for you.
sign-in-no-consent-help = If you need medical help
sign-in-no-consent-111-online = Get help online from NHS 111
sign-in-no-consent-111 = Call 111 if you need medical help now and it is not an emergency
sign-in-no-consent-999 = Call 999 if it is an emergency
