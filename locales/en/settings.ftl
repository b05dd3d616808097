## What a practice sets for itself

settings-title = Settings
settings-link = Settings of your practice
settings-means = How we tell your practice that something waits, and other choices. These settings are for everybody at your practice.
settings-saved = Your settings are saved
settings-reach-mesh = Messages go to your MESH mailbox, with patient details. Only what does not arrive there goes by email.
settings-reach-details = Messages to your address may carry patient details: names and NHS numbers.
settings-reach-notice = Your address is not on the list of secure addresses. Messages to it will only say that something waits.
settings-reach-chosen = As your practice chose, messages to your address will only say that something waits.
settings-reach-nobody = There is no email address. Nobody at your practice is told by email that something waits: somebody must look at the list of requests every day.
settings-address = Email address for messages
settings-address-hint = Use a mailbox that several people read.
# $domains (String) - Endings of addresses, such as nhs.net.
settings-secure = Only addresses that end in these get patient details: { $domains }.
settings-address-then = When you change the address, we write to the old and the new mailbox. The new address counts when both have confirmed.
settings-asked = Other email address asked for
settings-asked-saved = We write to the mailboxes. The address changes when they have confirmed
settings-pending-title = A change of the address waits
# $became (String) - The new address.
# $was (String) - The address now.
# $name (String) - The member of staff.
# $when (String) - Day and time.
settings-pending = New address: { $became }. Address now: { $was }. { $name } asked for it, { $when }.
# $address (String) - The mailbox.
# $when (String) - Day and time.
settings-pending-confirmed = The mailbox { $address } confirmed, { $when }.
# $address (String) - The mailbox.
settings-pending-waits = The mailbox { $address } has not confirmed yet.
# $when (String) - Day and time.
settings-pending-until = Until both have confirmed, messages go where they went before. The links work until { $when }.
settings-pending-undelivered = We could not send the letter to one of them. Check the address, and ask for the change again.
settings-pending-off = Call this change off
settings-address-unfit = Enter an email address like name@nhs.net
settings-address-taken-away = Enter an email address, or tick that there is to be none
settings-no-address-sure = Are you sure? Without an address nobody at your practice is told by email
settings-no-address = Have no email address: we look at the list of requests ourselves every day
settings-channel = How messages go to you
settings-channel-empty = Choose how messages go to you
settings-mesh = MESH
settings-mesh-hint = From our NHS mailbox to yours, with patient details.
settings-email = Email, with patient details where the address is secure
settings-email-hint = To any other address we only say that something waits.
settings-notice = Email without patient details
settings-notice-hint = We only say that something waits, even where the address is secure.
settings-messages = Which messages you get
settings-always = We always tell you when something waits for you:
settings-wanted = Tell us also when
settings-wanted-hint = You see these things in the list of requests too. Untick what you do not want.
settings-save = Save settings
settings-too-late = A colleague saved other settings while this page was open. Yours are below, and are not saved yet. Save them if they should replace what was saved:
settings-history = Changes so far
settings-history-none = Nobody has changed these settings yet.
# $name (String) - The setting.
# $became (String) - What it is from then on.
# $was (String) - What it was before.
settings-changed = { $name }: { $became }. Before: { $was }.
settings-muted = Messages switched off
settings-none = none
settings-operator = the operator of this service
settings-place = Where a trusted person uses the access
settings-place-hint = Their page and our emails tell them this. Tick all that apply. If you tick nothing, they read: in the NHS App, or in your own online service.
settings-place-nhs-app = The NHS App
settings-place-own = Our own online service
settings-place-both = The NHS App and our own online service
settings-place-ask = They ask us
settings-place-unsaid = not said
settings-place-mixed = Tick where they use the access, or that they ask you
settings-online-name = Name of your online service
settings-online-name-empty = Enter the name of your online service
settings-online-name-long = The name of your online service must be 100 characters or less
settings-online-name-unfit = The name of your online service must only have letters, numbers and punctuation
settings-online-address = Web address of your online service
settings-online-address-hint = Where people sign in to it. It begins with https://
settings-online-address-unfit = Enter a web address like https://www.example.org
settings-national = National store of roles
settings-national-hint = Choose whether the access you set up here is also recorded in the national store.
settings-national-empty = Choose whether roles are recorded in the national store
settings-national-off = Not recorded
settings-national-off-means = Nothing of your practice goes there. You can switch back to this at any time.
settings-national-shadow = Recorded and compared
settings-national-shadow-means = Each request shows where the national store differs from this service. No access changes because of it.
settings-national-on = In use
settings-national-on-means = Access that ends in the national store is suspended here at once.
settings-national-tally = You cannot choose “In use” yet. First the people who move roles to the national store must confirm the numbers of your practice. Until then, choose “Recorded and compared”.
settings-national-differs = See where the national store differs
settings-moving = See how existing people are moved to the national store
