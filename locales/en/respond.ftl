## Answering an invitation

respond-to-home = Go to your home page
respond-to-details = See the details

respond-landing-title = Somebody has asked you to act for them
respond-landing-intro = Somebody who trusts you would like you to use GP services for them, such as ordering their repeat prescriptions.
respond-landing-choice = You do not have to agree. You decide when you have read who asks and what it means.
respond-landing-need = What you need
respond-landing-need-login = an NHS login that has checked who you are
respond-landing-need-age = to be 16 or over
respond-landing-need-surgery = to be registered at a GP surgery that takes part in the trial. It does not have to be the same surgery as that of the person who asks you
respond-landing-who = To keep things private, we show you who asks when you have signed in.
respond-landing-code = First sign in. Then we ask for your invitation code and show you who asks.
respond-landing-sign-in = Continue to NHS login
respond-landing-unexpected = If you did not expect this invitation
respond-landing-unexpected-text = You can leave this page and do nothing. The invitation then ends by itself. We never ask for money or bank details.

respond-missing-title = We cannot find this invitation
respond-missing-why = The link may not be complete, or it may not be one of ours.
respond-missing-copy = If you copied the link from an email, check that you copied all of it.
respond-missing-home = If somebody has invited you, you can also find the invitation on your home page when you sign in.

respond-other-title = This invitation is for somebody else
respond-other-why = You are signed in, but not as the person who was invited.
respond-other-sign-out = If you share this device, or have another NHS login, sign out. Then open the link in the email, or enter the code, again.
respond-other-mistake = If the invitation came to you by mistake, you do not need to do anything.

# $name (String) - The patient.
respond-question-title = { $name } asks you to be their trusted person
# $name (String) - The patient.
respond-question-services = What you could do for { $name }
respond-question-how-long = For how long
respond-question-means = What it means
# $name (String) - The patient.
respond-question-means-interests = You do what { $name } wants, and what is good for them.
respond-question-means-private = You keep what you see private. You sign in as yourself and do not share your login.
# $practice (String) - Name of the GP practice.
respond-question-means-practice = { $practice } checks the request. It may talk to both of you, and it may say no or allow less.
respond-question-means-stop = You can stop at any time, and so can they.
# $name (String) - The patient.
respond-question-choice = If you say no, { $name } can still use GP services, and their surgery can help them in other ways.
# $name (String) - The patient.
respond-question-ask = Do you want to act for { $name }?
respond-question-yes = Yes
respond-question-no = No
# $name (String) - The patient.
respond-question-empty = Choose yes if you want to act for { $name }

respond-accept-title = Before you say yes
respond-accept-intro = By saying yes you say that:
respond-accept-own-choice = you are doing this of your own free choice
# $name (String) - The patient.
respond-accept-knows = you know { $name }, and nobody pays you for this
# $name (String) - The patient.
respond-accept-interests = you will do what { $name } wants, and what is good for them
respond-accept-private = you will keep what you see private
respond-accept-shared = we may tell their GP surgery your name, date of birth and NHS number
respond-accept-legend = Your agreement
respond-accept-agree = I agree
respond-accept-empty = Tick the box if you agree
respond-accept-send = Say yes

# $name (String) - The patient.
respond-decline-title = Say no to { $name }
# $name (String) - The patient.
respond-decline-told = We tell { $name } that you said no. We do not tell them, or anybody else, why.
respond-decline-why = Why do you say no?
respond-decline-hint = You do not have to answer this.
respond-decline-send = Say no

respond-accepted-title = You have said yes
# $name (String) - The patient.
respond-accepted-panel = You agreed to act for { $name }
respond-accepted-next = What happens next
# $practice (String) - Name of the GP practice.
respond-accepted-next-practice = { $practice } checks the request. This can take up to 10 working days. The surgery may contact you.
respond-accepted-next-told = We email both of you when the surgery has decided.
# $name (String) - The patient.
respond-accepted-not-yet = You cannot use services for { $name } yet.

respond-declined-title = You have said no
# $name (String) - The patient.
respond-declined-panel = You do not act for { $name }
# $name (String) - The patient.
respond-declined-told = We tell { $name } by email that you said no. We do not tell them why.
respond-declined-again = You do not need to do anything. If you change your mind, ask them to invite you again.

respond-closed-withdrawn = This request was withdrawn
respond-closed-lapsed = This invitation was not answered in time
respond-closed-request = This request has ended
respond-closed-access = This access has ended
respond-closed-nothing = You do not need to do anything.
# $name (String) - The patient.
respond-closed-ask-again = If you still want to act for { $name }, ask them to invite you again.

respond-link-way = Say no without signing in
respond-link-title = Say no without signing in
respond-link-intro = To say no, you only need to know who asked you. We then tell them that you said no. We do not tell them, or anybody else, why.
respond-link-name = Last name of the person who asked you
respond-link-name-hint = The email has their name.
respond-link-name-empty = Enter the last name of the person who asked you
respond-link-name-wrong = This is not the last name of the person who asked you. Look at the email again
respond-link-tries = Too many tries
respond-link-tries-why = The last name was wrong too often. Try again in an hour.
respond-link-late = This invitation can no longer be answered this way
respond-link-late-why = It was answered, withdrawn, or not answered in time.
respond-link-sign-in = You can also sign in with NHS login to see the invitation.
respond-link-told = We tell the person who asked you that you said no. We do not tell them why.

respond-code-way = I have an invitation code
respond-code-title = Enter your invitation code
respond-code-label = Invitation code
respond-code-hint = It has 8 letters and numbers, for example 2F7K-9MTX. It is in the letter, or the person who asks you can tell you.
respond-code-home = If somebody has invited you, you can also find the invitation on your home page.
respond-code-empty = Enter the invitation code
respond-code-wrong = This code does not open an invitation. Check each letter and number. If it is right, the code may be old, used or not ready yet: ask the person who gave it to you
respond-code-tries-why = You have entered too many codes, or somebody near you has. Try again in an hour.
