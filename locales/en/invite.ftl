## Inviting somebody

invite-before-title = Invite somebody to act for you
invite-before-intro = You can ask an adult you trust to use GP services for you, such as ordering your repeat prescriptions. You decide what you ask for, and you can stop it at any time.
invite-before-need = What you need
invite-before-need-name = their full name and date of birth
invite-before-need-number = their NHS number
invite-before-need-email = their email address, if they have one
invite-before-next = What happens next
invite-before-next-check = We check the details you give us.
invite-before-next-accept = We ask the person if they agree. They have 21 days to answer.
invite-before-next-practice = Your GP surgery decides, may speak to you, and sets up the access.
invite-before-choice-heading = It is your choice
invite-before-choice = Nobody may make you do this. You can still use GP services yourself, and your surgery can help you in other ways.
invite-before-start = Start

invite-who-title = Who do you want to invite?
invite-who-intro = Give the details as the NHS knows them. We check them, but we do not tell you what the NHS holds about the person.
invite-who-given = First name
invite-who-given-hint = Leave this empty if the person has only one name, and enter that name as the last name.
invite-who-family = Last name
invite-who-born = Date of birth
invite-who-born-hint = For example, 31 3 1980
invite-who-number = NHS number
invite-who-number-hint = A 10 digit number, for example 999 123 4567
invite-who-number-help = Where to find an NHS number
invite-who-number-help-text = Ask the person. It is on letters from the NHS, on prescriptions, in the NHS App, or at nhs.uk under “find your NHS number”.
invite-who-email = Email address
invite-who-email-hint = We write to the address the NHS already holds for the person. We use this one only if it holds none.
invite-who-by-code = They do not have an email address, or I would rather give them the invitation myself
invite-who-given-long = First name must be 100 characters or less
invite-who-given-unfit = First name must only have letters, spaces, hyphens and apostrophes
invite-who-family-empty = Enter the person’s last name
invite-who-family-long = Last name must be 100 characters or less
invite-who-family-unfit = Last name must only have letters, spaces, hyphens and apostrophes
invite-who-born-empty = Enter the person’s date of birth
# $missing (String) - The parts that are missing, as "a day and a month".
invite-who-born-missing = Date of birth must include { $missing }
invite-who-born-not-real = Date of birth must be a real date
invite-who-born-future = Date of birth must be in the past
invite-who-born-long-ago = Date of birth must be in 1900 or later
invite-who-number-empty = Enter the person’s NHS number
invite-who-number-not-digits = NHS number must only have numbers
invite-who-number-length = NHS number must have 10 numbers
invite-who-number-check = This is not an NHS number. Check it and enter it again
invite-who-number-own = This is your own NHS number. Enter the other person’s
invite-who-email-empty = Enter the person’s email address
invite-who-email-long = Email address must be 254 characters or less
invite-who-email-unfit = Enter an email address like name@example.com

# $name (String) - Name of the invited person.
invite-relationship-title = How is { $name } related to you?
invite-relationship-hint = Choose what fits best. Paid carers and care home staff cannot use this service.
invite-relationship-empty = Choose how the person is related to you

# $name (String) - Name of the invited person.
invite-services-title = What do you want { $name } to do for you?
invite-services-hint = Choose all that apply. Ask only for what is needed.
invite-services-empty = Choose at least one thing
invite-services-level = How much of your GP record may they see?
invite-services-level-hint = Answer this only if they may see your GP record: what your surgery has written down about your health. Each choice includes the ones above it. Your surgery can hide parts of the record if you ask.
invite-services-level-empty = Choose how much of your record they may see

invite-how-long-title = How long should this last?
invite-how-long-hint = You can stop it at any time, whatever you choose.
invite-how-long-until = Until a date I choose
invite-how-long-no-end = With no end date
invite-how-long-no-end-hint = It goes on until you, the other person or your surgery stop it.
invite-how-long-ends = Last day
invite-how-long-ends-hint = For example, 31 12 2027
invite-how-long-empty = Choose how long this should last
invite-how-long-ends-empty = Enter the last day
# $missing (String) - The parts that are missing, as "a day and a month".
invite-how-long-ends-missing = Last day must include { $missing }
invite-how-long-ends-not-real = Last day must be a real date
invite-how-long-ends-past = Last day must be in the future
invite-how-long-ends-far = Last day must be within the next 10 years. Or choose “With no end date”

invite-pressure-title = Is anybody putting pressure on you to do this?
invite-pressure-hint = We do not tell anybody what you answer here.
invite-pressure-no = No, it is my own choice
invite-pressure-yes = Yes
invite-pressure-not-sure = I am not sure
invite-pressure-empty = Choose an answer

invite-stopped-title = We have stopped here
invite-stopped-nothing-sent = Nothing was sent to anybody, and your answers are gone.
invite-stopped-surgery = You can talk to your GP surgery in confidence. Tell them that you feel under pressure to share your record.
invite-stopped-danger-heading = If you are in danger
invite-stopped-danger = Call 999. If you cannot speak, press 55 on a mobile when you are asked to.
invite-stopped-help = Who can help
invite-stopped-home = Back to your home page

invite-check-title = Check your answers
invite-check-name = Name
invite-check-born = Date of birth
invite-check-number = NHS number
invite-check-email = Email address
invite-check-by-code = None: you give them the invitation yourself
invite-check-relationship = Related to you as
invite-check-services = May do for you
invite-check-how-long = How long
# $day (String) - The last day.
invite-check-until = Until { $day }
invite-check-no-end = No end date

invite-declaration-title = Before you send this
invite-declaration-intro = By sending this you say that:
invite-declaration-own-choice = you are doing this of your own free choice
# $name (String) - Name of the invited person.
invite-declaration-shared = we may tell { $name } your name and what you ask for
# $name (String) - Name of the invited person.
invite-declaration-by-code = you will give { $name } the invitation yourself, as a letter or a code, and we do not email them before they agree
invite-declaration-practice = your GP surgery may contact you, and may say no
invite-declaration-stop = you know that you can stop this at any time
invite-declaration-legend = Your agreement
invite-declaration-agree = I agree
invite-declaration-empty = Tick the box if you agree
invite-declaration-send = Send

invite-sent-title = Request sent
# $name (String) - Name of the invited person.
invite-sent-panel = For { $name }
invite-sent-next = What happens next
# $name (String) - Name of the invited person.
invite-sent-next-check = We check the details you gave us. This takes a few minutes most of the time. Then we email { $name }.
# $name (String) - Name of the invited person.
invite-sent-next-by-code = We check the details you gave us. This takes a few minutes most of the time. Then we email you, and the code works: you give it to { $name }.
# $name (String) - Name of the invited person.
invite-sent-next-accept = { $name } has 21 days to answer.
invite-sent-next-practice = If they accept, we send the request to your GP surgery. The surgery checks it. This can take up to 10 working days.
invite-sent-mail = We email you each time something happens.
invite-sent-follow = See how your request is going
invite-sent-home = Back to your home page
