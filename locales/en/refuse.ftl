## The practice refuses a request

refuse-title = Refuse this request
refuse-reason = Why do you refuse?
refuse-reason-not-needed = The access is not needed
refuse-reason-identity = Trusted person’s identity not verified
refuse-reason-no-consent = The patient does not consent
refuse-reason-not-living-here = The trusted person does not live in England or Wales
refuse-reason-no-basis = Relationship or legal basis not proven
refuse-reason-empty = Choose why you refuse
refuse-then = When you refuse, nobody gets access. You can reconsider later.
refuse-send = Refuse this request
refuse-done = Request refused
refuse-done-again = You can reconsider: open the request under “Closed” and confirm the access.
