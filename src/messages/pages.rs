//! One template a message and form; `templates/email/parts/` is the frame around all.

use askama::Template;

use domain::delegation::{Message, Recipient};

use super::letter::Letter;
use super::told::Told;

/// The text and the HTML of one message, as the templates give them.
pub(super) fn render(message: Message, letter: &Letter) -> Result<(String, String), askama::Error> {
    let (text, html) = forms(message, letter);
    Ok((text.render()?, html.render()?))
}

fn forms(message: Message, m: &Letter) -> (Text<'_>, Html<'_>) {
    if m.only_news {
        return (Text::Other { m }, Html::Other { m });
    }
    match message {
        Message::Invitation => (Text::Invitation { m }, Html::Invitation { m }),
        Message::RequestStarted => (Text::RequestStarted { m }, Html::RequestStarted { m }),
        Message::MovedHere => (Text::MovedHere { m }, Html::MovedHere { m }),
        Message::NotConfirmed => (Text::NotConfirmed { m }, Html::NotConfirmed { m }),
        Message::Reminder => (Text::Reminder { m }, Html::Reminder { m }),
        Message::Accepted => (Text::Accepted { m }, Html::Accepted { m }),
        Message::Declined => (Text::Declined { m }, Html::Declined { m }),
        Message::Withdrawn => (Text::Withdrawn { m }, Html::Withdrawn { m }),
        Message::Lapsed => (Text::Lapsed { m }, Html::Lapsed { m }),
        Message::NewRequest => (Text::NewRequest { m }, Html::NewRequest { m }),
        Message::AccessSet => (Text::AccessSet { m }, Html::AccessSet { m }),
        Message::Refused => (Text::Refused { m }, Html::Refused { m }),
        Message::AccessChanged => (Text::AccessChanged { m }, Html::AccessChanged { m }),
        Message::Suspended => (Text::Suspended { m }, Html::Suspended { m }),
        Message::Resumed => (Text::Resumed { m }, Html::Resumed { m }),
        Message::Stopped => (Text::Stopped { m }, Html::Stopped { m }),
        Message::EndingSoon => (Text::EndingSoon { m }, Html::EndingSoon { m }),
        Message::RemovalNeeded => (Text::RemovalNeeded { m }, Html::RemovalNeeded { m }),
        Message::ChangeAsked => (Text::ChangeAsked { m }, Html::ChangeAsked { m }),
        Message::ChangeDeclined => (Text::ChangeDeclined { m }, Html::ChangeDeclined { m }),
        Message::Closed => (Text::Closed { m }, Html::Closed { m }),
        Message::ReviewDue => (Text::ReviewDue { m }, Html::ReviewDue { m }),
        Message::ReviewNeeded => (Text::ReviewNeeded { m }, Html::ReviewNeeded { m }),
    }
}

/// Plain text; white space counts here, and `plain::tidy` puts it in order.
#[derive(Template)]
#[template(ext = "txt", whitespace = "preserve")]
enum Text<'a> {
    #[template(path = "email/invitation.txt")]
    Invitation { m: &'a Letter },
    #[template(path = "email/request_started.txt")]
    RequestStarted { m: &'a Letter },
    #[template(path = "email/moved_here.txt")]
    MovedHere { m: &'a Letter },
    #[template(path = "email/not_confirmed.txt")]
    NotConfirmed { m: &'a Letter },
    #[template(path = "email/reminder.txt")]
    Reminder { m: &'a Letter },
    #[template(path = "email/accepted.txt")]
    Accepted { m: &'a Letter },
    #[template(path = "email/declined.txt")]
    Declined { m: &'a Letter },
    #[template(path = "email/withdrawn.txt")]
    Withdrawn { m: &'a Letter },
    #[template(path = "email/lapsed.txt")]
    Lapsed { m: &'a Letter },
    #[template(path = "email/new_request.txt")]
    NewRequest { m: &'a Letter },
    #[template(path = "email/access_set.txt")]
    AccessSet { m: &'a Letter },
    #[template(path = "email/refused.txt")]
    Refused { m: &'a Letter },
    #[template(path = "email/access_changed.txt")]
    AccessChanged { m: &'a Letter },
    #[template(path = "email/suspended.txt")]
    Suspended { m: &'a Letter },
    #[template(path = "email/resumed.txt")]
    Resumed { m: &'a Letter },
    #[template(path = "email/stopped.txt")]
    Stopped { m: &'a Letter },
    #[template(path = "email/ending_soon.txt")]
    EndingSoon { m: &'a Letter },
    #[template(path = "email/removal_needed.txt")]
    RemovalNeeded { m: &'a Letter },
    #[template(path = "email/change_asked.txt")]
    ChangeAsked { m: &'a Letter },
    #[template(path = "email/change_declined.txt")]
    ChangeDeclined { m: &'a Letter },
    #[template(path = "email/closed.txt")]
    Closed { m: &'a Letter },
    #[template(path = "email/review_due.txt")]
    ReviewDue { m: &'a Letter },
    #[template(path = "email/review_needed.txt")]
    ReviewNeeded { m: &'a Letter },
    #[template(path = "email/other.txt")]
    Other { m: &'a Letter },
}

/// HTML.
#[derive(Template)]
#[template(ext = "html")]
enum Html<'a> {
    #[template(path = "email/invitation.html")]
    Invitation { m: &'a Letter },
    #[template(path = "email/request_started.html")]
    RequestStarted { m: &'a Letter },
    #[template(path = "email/moved_here.html")]
    MovedHere { m: &'a Letter },
    #[template(path = "email/not_confirmed.html")]
    NotConfirmed { m: &'a Letter },
    #[template(path = "email/reminder.html")]
    Reminder { m: &'a Letter },
    #[template(path = "email/accepted.html")]
    Accepted { m: &'a Letter },
    #[template(path = "email/declined.html")]
    Declined { m: &'a Letter },
    #[template(path = "email/withdrawn.html")]
    Withdrawn { m: &'a Letter },
    #[template(path = "email/lapsed.html")]
    Lapsed { m: &'a Letter },
    #[template(path = "email/new_request.html")]
    NewRequest { m: &'a Letter },
    #[template(path = "email/access_set.html")]
    AccessSet { m: &'a Letter },
    #[template(path = "email/refused.html")]
    Refused { m: &'a Letter },
    #[template(path = "email/access_changed.html")]
    AccessChanged { m: &'a Letter },
    #[template(path = "email/suspended.html")]
    Suspended { m: &'a Letter },
    #[template(path = "email/resumed.html")]
    Resumed { m: &'a Letter },
    #[template(path = "email/stopped.html")]
    Stopped { m: &'a Letter },
    #[template(path = "email/ending_soon.html")]
    EndingSoon { m: &'a Letter },
    #[template(path = "email/removal_needed.html")]
    RemovalNeeded { m: &'a Letter },
    #[template(path = "email/change_asked.html")]
    ChangeAsked { m: &'a Letter },
    #[template(path = "email/change_declined.html")]
    ChangeDeclined { m: &'a Letter },
    #[template(path = "email/closed.html")]
    Closed { m: &'a Letter },
    #[template(path = "email/review_due.html")]
    ReviewDue { m: &'a Letter },
    #[template(path = "email/review_needed.html")]
    ReviewNeeded { m: &'a Letter },
    #[template(path = "email/other.html")]
    Other { m: &'a Letter },
}
