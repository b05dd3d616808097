# Words of every page: header, footer, languages, dates.

language-name = English
common-service-name = Trusted person access
common-nhs = NHS
common-homepage = homepage
common-skip = Skip to main content
common-error-prefix = Error:
common-account = Account
common-home = Home
common-worklist = Requests
common-accounts = Online accounts
common-statistics = Statistics
common-settings = Settings
common-sign-out = Sign out
common-language-choice = Language
common-back = Back
common-continue = Continue
common-change = Change
common-yes = Yes
common-no = No

common-footer-heading = Support links
common-footer-accessibility = Accessibility statement
common-footer-privacy = Privacy
common-footer-cookies = Cookies
common-footer-contact = Contact us
common-footer-pressure = If someone is pressuring you
common-copyright = © NHS England

common-sandbox = This is a demonstration with made-up people.
common-sandbox-cast = Who you can be
common-sandbox-inbox = E-mails sent

common-month-1 = January
common-month-2 = February
common-month-3 = March
common-month-4 = April
common-month-5 = May
common-month-6 = June
common-month-7 = July
common-month-8 = August
common-month-9 = September
common-month-10 = October
common-month-11 = November
common-month-12 = December

# $date (String) - A day such as 21 November 2026.
# $time (String) - A time of day such as 2:05pm.
common-date-at-time = { $date } at { $time }
common-midday = midday
common-midnight = midnight

common-session-title = You will be signed out soon
common-session-two = To keep your information safe, we sign you out in less than 2 minutes.
common-session-one = To keep your information safe, we sign you out in less than 1 minute.
common-session-last = You have been signed in for a long time and need to sign in again. We keep what you typed when you send it.
common-session-stay = Stay signed in
common-footer-terms = Terms of use
