## Why, and what may be told: the form that refusing and revoking share

reason-form-reason-hint = We keep the reason with the request. The practice sees it.
reason-form-reason-safeguarding = Safeguarding concern
reason-form-reason-capacity = The trusted person lacks capacity
reason-form-reason-other = Another reason
reason-form-other = What is the reason?
reason-form-other-empty = Enter the reason
reason-form-other-long = Reason must be 500 characters or less
reason-form-other-unfit = Reason must only have letters, numbers and punctuation
reason-form-check-note = Note for the practice
reason-form-check-none = None
