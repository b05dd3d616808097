//! One conversation with a mail client.

use std::io;
use std::ops::ControlFlow;

use tokio::net::TcpStream;

use super::command::{self, Command, LARGEST};
use super::lines::{Line, Lines, Text};
use super::server::MailServer;
use crate::inbox;
use crate::switches::be_slow;

const MOST_RECIPIENTS: usize = 100;
const BAD_SEQUENCE: &str = "503 5.5.1 Bad sequence of commands";
const REFUSED: &str = "421 4.3.2 sandbox.test Service not available, closing the connection";

/// Where the conversation stands.
pub(super) struct Session<'s> {
    server: &'s MailServer,
    lines: Lines,
    greeted: bool,
    sender: Option<String>,
    utf8: bool,
    recipients: Vec<String>,
}

/// Whether to go on talking.
type Turn = io::Result<ControlFlow<()>>;

impl<'s> Session<'s> {
    pub(super) fn new(server: &'s MailServer, peer: TcpStream) -> Session<'s> {
        let lines = Lines::new(peer);
        Session { server, lines, greeted: false, sender: None, utf8: false, recipients: Vec::new() }
    }

    pub(super) async fn run(mut self) -> io::Result<()> {
        let faults = self.server.switches.smtp();
        be_slow(faults.slow_ms).await;
        if faults.refuse {
            return self.lines.say(REFUSED).await;
        }
        self.lines.say("220 sandbox.test ESMTP proxy-access sandbox").await?;
        loop {
            let turn = match self.lines.line().await? {
                Line::End => return Ok(()),
                Line::Broken => {
                    return self.lines.say("500 5.5.2 Lines end in CRLF and are not endless").await;
                }
                Line::Whole(line) => self.obey(&line).await?,
            };
            if turn.is_break() {
                return Ok(());
            }
        }
    }

    async fn obey(&mut self, line: &[u8]) -> Turn {
        let Ok(line) = std::str::from_utf8(line) else {
            return self.reply("500 5.5.2 Not UTF-8").await;
        };
        let command = match command::read(line) {
            Ok(command) => command,
            Err(refusal) => return self.reply(refusal).await,
        };
        match command {
            Command::Helo => {
                self.start();
                self.reply("250 sandbox.test").await
            }
            Command::Ehlo => {
                self.start();
                let size = format!("250-SIZE {LARGEST}");
                let offers = ["250-sandbox.test", &size, "250-PIPELINING", "250-8BITMIME"];
                self.reply(&[&offers[..], &["250-ENHANCEDSTATUSCODES", "250 SMTPUTF8"]].concat().join("\r\n"))
                    .await
            }
            Command::Mail { from, utf8 } => self.mail(from, utf8).await,
            Command::Rcpt { to } => self.recipient(to).await,
            Command::Data => self.data().await,
            Command::Rset => {
                self.forget();
                self.reply("250 2.0.0 OK").await
            }
            Command::Noop => self.reply("250 2.0.0 OK").await,
            Command::Vrfy => self.reply("252 2.5.2 Cannot verify, but will take the message").await,
            Command::Quit => {
                self.lines.say("221 2.0.0 Bye").await?;
                Ok(ControlFlow::Break(()))
            }
        }
    }

    async fn mail(&mut self, from: String, utf8: bool) -> Turn {
        if self.server.switches.smtp().refuse {
            self.lines.say(REFUSED).await?;
            return Ok(ControlFlow::Break(()));
        }
        if !self.greeted || self.sender.is_some() {
            return self.reply(BAD_SEQUENCE).await;
        }
        (self.sender, self.utf8) = (Some(from), utf8);
        self.reply("250 2.1.0 Sender OK").await
    }

    async fn recipient(&mut self, to: String) -> Turn {
        if self.sender.is_none() {
            return self.reply(BAD_SEQUENCE).await;
        }
        if self.server.switches.smtp().reject_rcpt {
            return self.reply("550 5.1.1 No such mailbox here").await;
        }
        if !to.is_ascii() && !self.utf8 {
            return self.reply("553 5.6.7 The address needs SMTPUTF8").await;
        }
        if self.recipients.len() == MOST_RECIPIENTS {
            return self.reply("452 4.5.3 Too many recipients").await;
        }
        self.recipients.push(to);
        self.reply("250 2.1.5 Recipient OK").await
    }

    async fn data(&mut self) -> Turn {
        let Some(sender) = self.sender.clone().filter(|_| !self.recipients.is_empty()) else {
            return self
                .reply(if self.sender.is_some() { "554 5.5.1 No valid recipients" } else { BAD_SEQUENCE })
                .await;
        };
        self.lines.say("354 End data with <CR><LF>.<CR><LF>").await?;
        let text = self.lines.text(LARGEST).await?;
        let recipients = std::mem::take(&mut self.recipients);
        self.forget();
        let text = match text {
            Text::End => return Ok(ControlFlow::Break(())),
            Text::TooLarge => return self.reply("552 5.3.4 Message is too large").await,
            Text::Broken => {
                return self.reply("554 5.6.0 A line is over 1000 octets or does not end in CRLF").await;
            }
            Text::Whole(text) => text,
        };
        let faults = self.server.switches.smtp();
        be_slow(faults.slow_ms).await;
        if faults.temp_fail {
            return self.reply("451 4.3.0 Try again later").await;
        }
        let id = self.server.clock.new_id().to_string();
        self.server.inbox.keep(inbox::read(id.clone(), sender, recipients, &text, self.server.clock.now()));
        if faults.drop_before_ack {
            return Ok(ControlFlow::Break(()));
        }
        self.reply(&format!("250 2.0.0 Kept as {id}")).await
    }

    fn start(&mut self) {
        self.greeted = true;
        self.forget();
    }

    fn forget(&mut self) {
        self.sender = None;
        self.utf8 = false;
        self.recipients.clear();
    }

    async fn reply(&mut self, reply: &str) -> Turn {
        self.lines.say(reply).await?;
        Ok(ControlFlow::Continue(()))
    }
}
