## A change of a practice's address, confirmed by both mailboxes

address-subject = Confirm a change of email address
# $practice (String) - The practice.
# $address (String) - The new address.
address-elsewhere = Somebody at { $practice } asked for messages about trusted person access to go to another address: { $address }
# $practice (String) - The practice.
address-nowhere = Somebody at { $practice } asked for no more messages about trusted person access to be sent by email.
# $practice (String) - The practice.
address-here = Somebody at { $practice } asked for messages about trusted person access to come to this address.
# $name (String) - The member of staff.
# $when (String) - Day and time.
address-asked = It was asked for by { $name }, { $when }.
address-old-then = Until you confirm, messages still come to this address. If this is not right, open the link and say so.
address-new-then = No message comes to this address until you confirm. If you know nothing of this, open the link and say so.
# $when (String) - Day and time.
address-until = The link works until { $when }.
address-link = See the change, and confirm it or not

address-title = Is this change of address right?
address-text = Messages to your practice go to the new address only when both mailboxes have confirmed.
address-half-title = This mailbox has confirmed
address-half-text = The other mailbox must confirm too. Until then messages go where they went before.
address-done-title = The address has changed
address-done-text = Both mailboxes have confirmed. You do not need to do anything.
address-late-title = This link can no longer be used
address-late-text = The change was called off, took too long, or another one took its place. Messages go where they went before. Somebody at your practice can ask for it again in the settings.
address-new = New address
address-old = Address now
address-by = Asked by
address-when = Asked on
address-confirm = Yes, confirm the change
address-refuse = No, this is not right
