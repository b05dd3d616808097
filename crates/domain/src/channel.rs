//! The ways a message can go to a practice.

/// One way, the best first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Channel {
    /// From mailbox to mailbox inside the NHS, with details.
    Mesh,
    /// By e-mail, with details where the address is secure.
    #[default]
    Email,
    /// By e-mail that only says that something waits.
    Notice,
}

impl Channel {
    /// All ways.
    pub const ALL: [Channel; 3] = [Channel::Mesh, Channel::Email, Channel::Notice];

    /// The code in the database and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Mesh => "mesh",
            Channel::Email => "email",
            Channel::Notice => "notice",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Option<Channel> {
        Channel::ALL.into_iter().find(|channel| channel.code() == code)
    }
}
