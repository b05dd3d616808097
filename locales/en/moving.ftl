## Moving existing people to the national store: page for practice staff

moving-title = Moving existing people
moving-means = The people who can use your GP system for a patient are moved to the national store of roles. These are the numbers of your practice.
moving-none = We have no list of your practice yet. You do not need to do anything.
# $count (String) - How many.
moving-moves = To be moved: { $count }
# $count (String) - How many.
moving-in-store = In the national store: { $count }
# $count (String) - How many.
moving-failed = Not taken by the national store: { $count }
# $count (String) - How many.
moving-excluded = Left out: { $count }
# $count (String) - How many.
moving-wrong = Cannot be read: { $count }
moving-left = Who is not moved
moving-left-means = Each line says why. If something is missing or wrong, correct it in your GP system: it is moved with the next list. The others need nothing from you.
moving-id = Your GP system’s id
moving-row = Where in the list
moving-why = Why
# $line (String) - Line of the list.
# $list (String) - Name of the list.
moving-place = line { $line } of { $list }
moving-why-no-number = The trusted person has no NHS number in your GP system.
moving-why-shared = Several people use this account, as in a care home. Such accounts are never moved.
moving-why-many = This person acts for very many patients. It may be an account that several people share, so it is not moved. If it is one person, tell the people who run the move.
moving-why-not-active = It is not active in your GP system.
moving-why-ended = Its last day has passed.
moving-why-failed = The national store did not take it. The people who move it will look at it.
# $columns (String) - Names of columns.
moving-why-wrong = These columns cannot be read: { $columns }

## The letter that tells a practice of it

moving-letter-subject = The people who act for your patients move to the national store
moving-letter-what = The people who can use your GP system for a patient are to be recorded in the national store of roles. We move them; your GP system and your list stay as they are.
# $opens (String) - Day and time.
# $closes (String) - Day and time.
moving-letter-when = The move begins on { $opens } and goes on until { $closes }, London time. If it is not finished by then, it goes on in the same hours of the next week.
moving-letter-same = Nothing changes for patients and for those who act for them. Nothing changes for you until your practice puts the national store in use.
moving-letter-numbers = The numbers of your practice
moving-letter-needed = What you have to do
# $opens (String) - Day and time.
moving-letter-look = Before { $opens }: look at those who are not moved. Each has its reason. If something is missing or wrong, correct it in your GP system: it is moved with the next list.
moving-letter-switch = After the move: when we and the national service have counted the same, the settings page lets you choose “In use”. From then on, what you decide is recorded there too, and access that ends there is suspended here. Choose it when your practice is ready.
moving-letter-not-needed = What you do not have to do
moving-letter-no-entry = Do not enter anybody again, and do not end anybody’s access for the move.
moving-letter-no-care-home = Accounts that several people share, as in a care home, are not moved. They go on as they are.
moving-letter-no-list = Do not send us lists or NHS numbers by email. You do not need to write to your patients.
moving-letter-link = See who is not moved, and why
