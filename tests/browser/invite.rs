//! The pages of an invitation, as the person who invites walks them.

use domain::Relationship;

use super::person::Person;

/// Somebody to invite, as typed.
pub struct Guest {
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Day, month and year of birth.
    pub born: [&'static str; 3],
    /// NHS number.
    pub number: &'static str,
    /// E-mail address; none where the inviting person passes the invitation on.
    pub email: &'static str,
}

/// David of the cast.
pub const DAVID: Guest = Guest {
    given: "David",
    family: "O'Neill",
    born: ["2", "11", "1949"],
    number: "999 000 0026",
    email: "david.oneill@example.test",
};

impl Guest {
    /// Both names.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }
}

/// Invites `guest` from home, all pages, looking at each, up to "sent".
pub async fn invite(person: &Person, guest: &Guest) {
    let t = person.t;
    person.sees("home", &t.msg_home_title()).await;
    person.follow(&t.msg_home_invite()).await;
    person.sees("invite-before", &t.msg_invite_before_title()).await;
    person.press(&t.msg_invite_before_start()).await;
    person.sees("invite-who", &t.msg_invite_who_title()).await;
    who(person, guest).await;
    person.sees("invite-relationship", &t.msg_invite_relationship_title(guest.name())).await;
    person.choose("relationship", Relationship::Partner.code()).await;
    person.press(&t.msg_common_continue()).await;
    person.sees("invite-services", &t.msg_invite_services_title(guest.name())).await;
    services(person).await;
    person.sees("invite-how-long", &t.msg_invite_how_long_title()).await;
    person.choose("how_long", "no_end").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("invite-pressure", &t.msg_invite_pressure_title()).await;
    person.choose("pressure", "no").await;
    person.press(&t.msg_common_continue()).await;
    person.sees("invite-check", &t.msg_invite_check_title()).await;
    person.press(&t.msg_common_continue()).await;
    person.sees("invite-declaration", &t.msg_invite_declaration_title()).await;
    person.choose("declare", "yes").await;
    person.press(&t.msg_invite_declaration_send()).await;
    person.sees("invite-sent", &t.msg_invite_sent_title()).await;
}

/// Fills in the page about the guest and sends it.
pub async fn who(person: &Person, guest: &Guest) {
    person.fill("given_name", guest.given).await;
    person.fill("family_name", guest.family).await;
    for (part, value) in ["born-day", "born-month", "born-year"].into_iter().zip(guest.born) {
        person.fill(part, value).await;
    }
    person.fill("nhs_number", guest.number).await;
    match guest.email {
        "" => person.choose("by_code", "yes").await,
        email => person.fill("email", email).await,
    }
    person.press(&person.t.msg_common_continue()).await;
}

/// Chooses two services, one of them the record with a level, and goes on.
pub async fn services(person: &Person) {
    person.choose("services", "order_prescriptions").await;
    person.choose("services", "view_record").await;
    person.choose("record", "summary").await;
    person.press(&person.t.msg_common_continue()).await;
}
