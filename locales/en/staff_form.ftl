## What all forms of the practice share

staff-form-check-title = Check your answers
staff-form-edit = Change these answers
staff-form-next = What happens next
staff-form-see-case = See this request
staff-form-note = Note for the practice (optional)
staff-form-note-hint = Only your practice sees this. We never send it to the patient or the trusted person.
staff-form-note-long = Note must be 500 characters or less
staff-form-note-unfit = Note must only have letters, numbers and punctuation
staff-form-next-request = Next request
