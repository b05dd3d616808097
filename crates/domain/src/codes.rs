//! Choices that have a code: one list gives the variants, their codes, and the way back from a code.

/// Makes an enum of choices. Whoever calls it brings in `Serialize` and `Deserialize`; a code is the variant's name in snake case.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All choices, in the order of the form.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code in forms, events and the API.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }

            /// The choice with this code.
            pub fn from_code(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|choice| choice.code() == code)
            }
        }
    };
}
pub(crate) use codes;
