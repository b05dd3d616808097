## The practice refuses a request

refuse-title = Refuse this request
refuse-reason = Why do you refuse?
refuse-reason-not-needed = The access is not needed
refuse-reason-identity = Trusted person’s identity not verified
refuse-reason-no-consent = The patient does not consent
refuse-reason-not-living-here = The trusted person does not live in England or Wales
refuse-reason-no-basis = Relationship or legal basis not proven
refuse-reason-empty = Choose why you refuse
refuse-safety = What you choose goes to both people. If the patient could be at risk when the trusted person learns of the refusal, tell them nothing more.
refuse-tell-nothing = Nothing more
refuse-tell-nothing-hint = We send no email. Their pages say only that the request has ended.
refuse-tell-outcome = That the practice refused
refuse-tell-outcome-hint = We email both that the practice did not approve the request, without a reason.
refuse-tell-reason = That the practice refused, and the reason
refuse-tell-reason-hint = We email both, with the reason in plain words. We never send your note.
refuse-then = When you refuse, nobody gets access. You can reconsider later.
refuse-send = Refuse this request
refuse-done = Request refused
refuse-done-nothing = We tell the patient and the trusted person nothing more. Their pages say only that the request has ended.
refuse-done-told = We email the patient and the trusted person that the practice did not approve the request.
refuse-done-again = You can reconsider: open the request under “Closed” and confirm the access.
