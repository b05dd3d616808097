//! The problems, listed: code, status, title, and what to do. The reference shows this list; a code never changes.

use axum::http::StatusCode;

use domain::delegation::Refusal;

macro_rules! kinds {
    ($($variant:ident = $code:literal, $status:ident, $title:literal, $then:literal;)+) => {
        /// One problem that a call can meet; its `type` is our own path `/problems/<code>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each has its title in the list")]
        pub enum Kind { $($variant,)+ }

        impl Kind {
            /// All of them, in the order of the reference.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),+];

            /// The code at the end of the type.
            pub fn code(self) -> &'static str {
                match self { $(Kind::$variant => $code,)+ }
            }

            /// The status it comes with.
            pub fn status(self) -> StatusCode {
                match self { $(Kind::$variant => StatusCode::$status,)+ }
            }

            /// The problem in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Kind::$variant => $title,)+ }
            }

            /// What to do about it.
            pub fn then(self) -> &'static str {
                match self { $(Kind::$variant => $then,)+ }
            }
        }
    };
}

kinds! {
    Token = "token", UNAUTHORIZED, "A good access token is needed",
        "Get a new token. If that is refused too, the grant or the program was ended.";
    Scope = "scope", FORBIDDEN, "The access token does not reach so far",
        "Ask for the scope. The person, or the system, may no longer hold it: then it cannot be had.";
    NotFound = "not-found", NOT_FOUND, "Not found",
        "There is no such thing, or it is not for this caller: the two answer alike.";
    Parameter = "parameter", BAD_REQUEST, "A parameter or header is missing or wrong",
        "Correct the one that `detail` names.";
    Body = "body", UNPROCESSABLE_ENTITY, "Fields of the body are missing or wrong",
        "Correct each field of `errors`; fields that are not described are refused too.";
    NotJson = "not-json", UNSUPPORTED_MEDIA_TYPE, "The body is not JSON",
        "Send JSON in UTF-8 with `Content-Type: application/json`.";
    KeyReused = "idempotency-key-reused", UNPROCESSABLE_ENTITY, "The idempotency key was used for another call",
        "Use a new key for each call that is not the same again.";
    UnderWay = "under-way", CONFLICT, "A call with this idempotency key is under way",
        "Make the same call again after `Retry-After`.";
    TooOften = "too-often", TOO_MANY_REQUESTS, "Too many calls",
        "Make the same call again after `Retry-After`, and spread calls evenly.";
    TooManyStreams = "too-many-streams", TOO_MANY_REQUESTS, "Too many open streams",
        "Close one first, or wait for a call that waits to be over: `Retry-After`. All readers of a program can share one stream.";
    Changed = "changed", PRECONDITION_FAILED, "The delegation has changed since it was read",
        "Read it again, and decide anew.";
    WrongStage = "wrong-stage", CONFLICT, "Not possible at this stage",
        "`stage` says where the delegation stands; read it for what can be done now.";
    DelegateTooYoung = "delegate-too-young", UNPROCESSABLE_ENTITY, "The trusted person is under 16",
        "Only somebody of 16 or older can be invited.";
    SamePerson = "same-person", UNPROCESSABLE_ENTITY, "Patient and trusted person are the same",
        "Give the trusted person’s own NHS number.";
    UnderPressure = "under-pressure", UNPROCESSABLE_ENTITY, "The patient may be under pressure",
        "Stop, and show the patient where to find help. Nothing was kept.";
    AlreadyOpen = "already-open", CONFLICT, "There is already one for these two people",
        "Use the one that is open.";
    TooManyOpen = "too-many-open", TOO_MANY_REQUESTS, "Too many open invitations",
        "Withdraw one, or wait for an answer.";
    TooManyToday = "too-many-today", TOO_MANY_REQUESTS, "Too many requests today",
        "Try again tomorrow.";
    EndDatePassed = "end-date-passed", UNPROCESSABLE_ENTITY, "The last day has passed",
        "Give a last day that is still to come.";
    ChecksNeeded = "checks-needed", UNPROCESSABLE_ENTITY, "More than is set needs the checks again",
        "Send `checklist` and `consent` too: access that grows is checked and consented to anew.";
    MoreThanAsked = "more-than-asked", UNPROCESSABLE_ENTITY, "More than the patient asked for",
        "Ask the patient about it; where they consent, tick `consents_to_more` too.";
    AccountOff = "account-off", CONFLICT, "The trusted person’s account is switched off",
        "The practice switches the account on first: access by it would give nothing.";
    NotProofed = "identity-not-verified", CONFLICT, "Who the trusted person is was not verified",
        "They sign in with NHS login, or the practice verifies their account in person.";
    NeverTold = "never-told", UNPROCESSABLE_ENTITY, "This reason is never told to that person",
        "Tell them `outcome` or `nothing`, or give `tell` for each of the two.";
    NotInvited = "not-the-invited-person", FORBIDDEN, "Not the person who was invited",
        "The patient invites again, with the right details.";
    PracticeLeft = "practice-left", FORBIDDEN, "The practice no longer takes part",
        "Nothing can be done here.";
    ResentLately = "resent-lately", TOO_MANY_REQUESTS, "The invitation was sent again lately",
        "Once a day, and three times at most.";
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "Not available at the moment",
        "Make the same call again, with the same idempotency key, after `Retry-After`.";
}

impl Kind {
    /// The problem that a refusal of the rules is.
    pub fn of(refusal: Refusal) -> Kind {
        match refusal {
            Refusal::NotFound => Kind::NotFound,
            // No program gives the commands of the worker, which alone wait for their day.
            Refusal::WrongStage(_) | Refusal::TooEarly => Kind::WrongStage,
            // The call was let in because the person was eligible, and is not a moment later: as the next call will be told.
            Refusal::DelegatorNotEligible(_) | Refusal::DelegateNotEligible(_) => Kind::Scope,
            Refusal::DelegateTooYoung => Kind::DelegateTooYoung,
            Refusal::SamePerson => Kind::SamePerson,
            Refusal::UnderPressure => Kind::UnderPressure,
            Refusal::AlreadyOpen => Kind::AlreadyOpen,
            Refusal::TooManyOpen => Kind::TooManyOpen,
            Refusal::TooManyToday => Kind::TooManyToday,
            Refusal::EndDatePassed => Kind::EndDatePassed,
            Refusal::ChecksNeeded => Kind::ChecksNeeded,
            Refusal::MoreThanAsked => Kind::MoreThanAsked,
            Refusal::AccountOff => Kind::AccountOff,
            Refusal::NotProofed => Kind::NotProofed,
            Refusal::NeverTold => Kind::NeverTold,
            Refusal::NotTheInvitedPerson => Kind::NotInvited,
            Refusal::PracticeLeftTrial => Kind::PracticeLeft,
            Refusal::ResentLately => Kind::ResentLately,
        }
    }
}
