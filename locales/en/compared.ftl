## What was asked for, what is set and what is to be set, side by side

compared-title = What changes
compared-same = The same as was asked for
compared-what = Access
compared-asked = Asked for
compared-now = Set now
compared-new = New
compared-record = GP record
compared-more-than-asked = More than asked
compared-more-than-now = More than now
compared-differs-title = This is not what was asked for
compared-differs-more = You are about to give more than the patient asked for or has now. Give only what is needed. Talk to the patient about it first, alone.
compared-differs-less = You are about to give less than the patient asked for. We tell the patient so.
compared-consent = Consent to more than was asked for
compared-consent-tick = We asked the patient about what goes beyond what they asked for, and they consent to it
compared-consent-empty = Tick that the patient consents to more than they asked for. Without it, set no more than was asked for
compared-less = Why is it less? (optional)
compared-less-hint = Only the patient reads this.
compared-less-not-needed = The rest is not needed
compared-less-not-offered = We cannot offer the rest online
compared-less-talk-first = We want to talk with the patient about the rest first
compared-less-other = Do not say. The patient may ask us
