//! Why a role stands where it does: the codes of the national service with what they are called there.

macro_rules! reasons {
    ($($variant:ident = $code:literal, $display:literal;)+) => {
        /// Why a role stands where it does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each has its display in the list")]
        pub enum Reason { $($variant,)+ }

        impl Reason {
            /// All of them, in the order in which they are published.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant),+];

            /// The code.
            pub fn code(self) -> &'static str {
                match self { $(Reason::$variant => $code,)+ }
            }

            /// What the national service calls it.
            pub fn display(self) -> &'static str {
                match self { $(Reason::$variant => $display,)+ }
            }
        }
    };
}

reasons! {
    Created = "ROLE_CREATED", "Role created";
    Activated = "ROLE_ACTIVATED", "Role activated";
    Reactivated = "ROLE_REACTIVATED", "Role reactivated";
    Safeguarding = "ROLE_DEACTIVATED_SAFEGUARDING", "Safeguarding concern";
    PatientRequest = "ROLE_DEACTIVATED_PATIENT_REQUEST", "At patient request";
    EndDateReached = "ROLE_DEACTIVATED_END_DATE_REACHED", "End date reached";
    NotUsed = "ROLE_DEACTIVATED_INACTIVE_ROLE", "Role no longer in use";
    PatientDeceased = "ROLE_DEACTIVATED_PATIENT_DECEASED", "Patient deceased";
    ProxyDeceased = "ROLE_DEACTIVATED_PROXY_DECEASED", "Proxy deceased";
    ChangeInRelationship = "ROLE_DEACTIVATED_CHANGE_IN_RELATIONSHIP", "Change in relationship";
    ProxyLacksCapacity = "ROLE_DEACTIVATED_PROXY_LACKS_CAPACITY", "Proxy lacks capacity";
    Misuse = "ROLE_DEACTIVATED_MISUSE_OF_SYSTEM", "Misuse of system";
    PatientTransferred = "ROLE_DEACTIVATED_PATIENT_GP_TRANSFERRED", "Patient GP transferred";
    ProxyTransferred = "ROLE_DEACTIVATED_PROXY_GP_TRANSFERRED", "Proxy GP transferred";
    ProxyAbroad = "ROLE_DEACTIVATED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES", "Proxy not living in England or Wales";
    PendingReview = "ROLE_SUSPENDED_PENDING_REVIEW", "Suspended pending review";
    Submitted = "APPLICATION_SUBMITTED", "Application submitted online";
    Resubmitted = "APPLICATION_RESUBMITTED", "Application re-submitted";
    Withdrawn = "APPLICATION_WITHDRAWN", "Proxy application withdrawn";
    NotNeeded = "APPLICATION_REJECTED_NOT_NEEDED", "Proxy support not required";
    RejectedSafeguarding = "APPLICATION_REJECTED_SAFEGUARDING", "Safeguarding concern identified";
    IdentityNotVerified = "APPLICATION_REJECTED_IDENTITY_NOT_VERIFIED", "Proxy identity not verified";
    NoConsent = "APPLICATION_REJECTED_NO_CONSENT", "Patient does not consent";
    RejectedLacksCapacity = "APPLICATION_REJECTED_PROXY_LACKS_CAPACITY", "Proxy lacks capacity";
    RejectedAbroad = "APPLICATION_REJECTED_PROXY_NOT_LIVING_IN_ENGLAND_OR_WALES", "Proxy not living in England or Wales";
    NoLegalBasis = "APPLICATION_REJECTED_NO_LEGAL_BASIS", "Relationship or legal basis not proven";
    Other = "OTHER", "Other reason";
}

impl Reason {
    /// The reason with this code; readers meet codes that are not in the list, older ones among them.
    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|reason| reason.code() == code)
    }

    /// Whether a role that ended for it is made active again by a person alone: somebody may be in danger, wanted it so, or is
    /// dead.
    pub fn needs_a_person(self) -> bool {
        matches!(
            self,
            Reason::Safeguarding
                | Reason::RejectedSafeguarding
                | Reason::Misuse
                | Reason::PatientRequest
                | Reason::ChangeInRelationship
                | Reason::PatientDeceased
                | Reason::ProxyDeceased
        )
    }

    /// Whether it tells of one of the two what PDS tells more of: that they have died, or are registered elsewhere.
    pub fn is_for_pds_to_tell(self) -> bool {
        matches!(
            self,
            Reason::PatientDeceased
                | Reason::ProxyDeceased
                | Reason::PatientTransferred
                | Reason::ProxyTransferred
        )
    }

    /// Whether it says nothing without free text.
    pub fn needs_text(self) -> bool {
        self == Reason::Other
    }
}
