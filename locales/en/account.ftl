## A citizen's online accounts at GP surgeries: what they are for, linking one with a letter, unlinking

account-title = Your GP online account
account-intro = A GP surgery can make an online account for you, so that you use its services for yourself or for somebody else. You link it with your NHS login, with a letter from the surgery. Each surgery makes its own.
account-none = No GP surgery has made an account for you. If you need one, ask your GP surgery.
account-link = Link an account with a letter
account-unlink = Unlink this account
account-see = See your GP online account

account-not-active = Not active
# $practice (String) - Name of the GP surgery.
account-active = You can use what { $practice } has set up for you.
# $practice (String) - Name of the GP surgery.
account-switched-off = { $practice } has switched this account off. You can ask the surgery why.
# $practice (String) - Name of the GP surgery.
account-not-linked = This account is not linked with your NHS login. To link it you need the letter from { $practice }. If you do not have it, or it does not work any more, ask the surgery for a new one.
# $practice (String) - Name of the GP surgery.
account-not-verified = { $practice } has not yet checked who you are. Ask the surgery what to bring. Each surgery checks this itself, also if another one has done so.
# $practice (String) - Name of the GP surgery.
account-not-associated = { $practice } has not set up anything that you can use today. If you think this is wrong, ask the surgery.
account-made = Account made
account-linked-on = Linked
account-checked-on = Identity checked
account-phone = Telephone

account-yourself = For yourself
# $name (String) - The patient for whom the reader acts.
account-for = For { $name }
account-can = You can
account-can-nothing = Nothing now
account-cannot = You cannot
account-set-up = Set up by the surgery
account-days = When
account-inactive = Nothing now, because this account is not active
# $practice (String) - Name of the GP surgery.
account-suspended = Nothing now, because this is paused. You can ask { $practice } about it
# $day (String) - The first day.
account-not-yet = Nothing before { $day }
account-over = Nothing any more, because this has ended
# $service (String) - What cannot be done.
# $practice (String) - Name of the GP surgery.
account-off-at-practice = { $service }: { $practice } does not offer this online
# $service (String) - What cannot be done.
account-off-for-you = { $service }: the surgery has switched this off for you. You can ask why
# $service (String) - What cannot be done.
account-not-given = { $service }: the surgery has not given you this
# $day (String) - The day from which more is seen.
# $level (String) - How much of what is older is seen.
account-older = Of what was recorded before { $day }, only this: { $level }
# $day (String) - The day from which something is seen.
account-older-nothing = Nothing that was recorded before { $day }

account-link-title = Link your GP online account
account-link-intro = Copy these from the letter that the GP surgery gave you.
# $practice (String) - Name of the GP surgery.
account-link-handed = NHS login has told us what is on the letter from { $practice }. You do not need to type anything: choose “Link the account”.
account-link-type = Type what is on a letter instead
account-link-number = Account ID
account-link-number-hint = 9 numbers, for example 123 456 789
account-link-practice = ODS code
account-link-practice-hint = The code of the surgery, for example A12345
account-link-key = Linkage key
account-link-key-hint = 16 letters and numbers. To keep it safe, we never show it again: if this page comes back, enter the key again.
account-link-family = Your last name
account-link-family-hint = If you have only one name, enter that.
account-link-born = Your date of birth
account-link-send = Link the account
account-link-no-letter = If you do not have a letter, or the details on it do not work, ask the surgery that made your account for a new one.
account-link-number-empty = Enter the account ID
account-link-number-unfit = Account ID must have 9 numbers
account-link-practice-empty = Enter the ODS code
account-link-practice-unfit = ODS code must have 3 to 12 letters and numbers
account-link-key-empty = Enter the linkage key
account-link-key-unfit = Linkage key must have 16 letters and numbers, as on the letter
account-link-family-empty = Enter your last name
account-link-born-empty = Enter your date of birth
# $missing (String) - The parts that are missing, as "a day and a month".
account-link-born-missing = Your date of birth must include { $missing }
account-link-born-not-real = Your date of birth must be a real date
account-link-born-future = Your date of birth must be in the past
account-link-wrong = These details do not match an account that you can link. Check each of them against the letter, and enter the linkage key again
account-link-tries-why = Wrong details were typed too often. Try again in an hour.

account-linked = Your account is linked
# $practice (String) - Name of the GP surgery.
account-linked-what = Your account at { $practice } is linked with your NHS login. Look at your account to see what you can do with it.
account-linked-letter = Keep the letter where nobody else finds it. If you ever unlink the account, you can link it again with the same letter, unless the surgery has given you a new one.

# $practice (String) - Name of the GP surgery.
account-unlink-title = Unlink your account at { $practice }?
account-unlink-nothing = You can no longer use this account with your NHS login.
account-unlink-others = If you act for somebody at this surgery, you can no longer do that online.
account-unlink-practice = The surgery sees that you have unlinked it. What it has set up stays.
account-unlink-again = You can link it again with the same letter, unless the surgery has given you a new one.
# $practice (String) - The GP surgery.
account-unlink-ask = To link it again you need a letter: ask { $practice } for one.
account-unlink-keep = Do not unlink it
account-unlinked = Account unlinked
# $practice (String) - Name of the GP surgery.
account-unlinked-what = Your account at { $practice } is no longer linked with your NHS login.
