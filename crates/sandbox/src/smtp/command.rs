//! Reads one command line of a mail client.

/// A refusal: code and text, ready to send.
pub(super) type Reply = &'static str;

/// The largest message taken, as announced by SIZE.
pub(super) const LARGEST: usize = 10 * 1024 * 1024;

const SYNTAX: Reply = "501 5.5.4 Syntax error in parameters";

/// What the client asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// HELO with the client's name.
    Helo,
    /// EHLO with the client's name.
    Ehlo,
    /// MAIL FROM: the sender, empty for a bounce; whether SMTPUTF8 was asked for.
    Mail { from: String, utf8: bool },
    /// RCPT TO.
    Rcpt { to: String },
    /// DATA.
    Data,
    /// RSET.
    Rset,
    /// NOOP.
    Noop,
    /// VRFY.
    Vrfy,
    /// QUIT.
    Quit,
}

/// Reads `line` (without its CRLF), or says with which reply to refuse it.
pub(super) fn read(line: &str) -> Result<Command, Reply> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    match verb.to_ascii_uppercase().as_str() {
        "HELO" => named(rest, Command::Helo),
        "EHLO" => named(rest, Command::Ehlo),
        "MAIL" => mail(rest),
        "RCPT" => recipient(rest),
        "DATA" => bare(rest, Command::Data),
        "RSET" => bare(rest, Command::Rset),
        "QUIT" => bare(rest, Command::Quit),
        "NOOP" => Ok(Command::Noop),
        "VRFY" => Ok(Command::Vrfy),
        "AUTH" | "STARTTLS" | "EXPN" | "HELP" => Err("502 5.5.1 Command not implemented"),
        _ => Err("500 5.5.2 Command not recognised"),
    }
}

fn named(rest: &str, command: Command) -> Result<Command, Reply> {
    let one_word = !rest.is_empty() && !rest.contains(char::is_whitespace);
    one_word.then_some(command).ok_or("501 5.5.4 Say who you are, in one word")
}

fn bare(rest: &str, command: Command) -> Result<Command, Reply> {
    rest.is_empty().then_some(command).ok_or(SYNTAX)
}

fn mail(rest: &str) -> Result<Command, Reply> {
    let (from, parameters) = path(rest, "FROM:")?;
    let mut utf8 = false;
    for parameter in parameters {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match (name.to_ascii_uppercase().as_str(), value.to_ascii_uppercase().as_str()) {
            ("SIZE", size) => match size.parse::<usize>() {
                Ok(size) if size <= LARGEST => {}
                Ok(_) => return Err("552 5.3.4 Message is too large"),
                Err(_) => return Err(SYNTAX),
            },
            ("BODY", "7BIT" | "8BITMIME") => {}
            ("SMTPUTF8", "") => utf8 = true,
            _ => return Err("555 5.5.4 Parameter not known"),
        }
    }
    if !from.is_empty() {
        address(&from, "501 5.1.7 Bad sender address")?;
    }
    if !from.is_ascii() && !utf8 {
        return Err("550 5.6.7 The address needs SMTPUTF8");
    }
    Ok(Command::Mail { from, utf8 })
}

fn recipient(rest: &str) -> Result<Command, Reply> {
    let (to, mut parameters) = path(rest, "TO:")?;
    if parameters.next().is_some() {
        return Err("555 5.5.4 Parameter not known");
    }
    address(&to, "501 5.1.3 Bad recipient address")?;
    Ok(Command::Rcpt { to })
}

/// `FROM:<path> PARAMETER…`; RFC 5321 allows no space after the colon.
fn path<'a>(rest: &'a str, label: &str) -> Result<(String, impl Iterator<Item = &'a str>), Reply> {
    let labelled = rest.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
    let after = rest.get(label.len()..).filter(|_| labelled).ok_or(SYNTAX)?;
    let (path, parameters) = after.strip_prefix('<').and_then(|path| path.split_once('>')).ok_or(SYNTAX)?;
    if !parameters.is_empty() && !parameters.starts_with(' ') {
        return Err(SYNTAX);
    }
    Ok((path.to_owned(), parameters.split(' ').filter(|parameter| !parameter.is_empty())))
}

fn address(text: &str, refusal: Reply) -> Result<(), Reply> {
    let (local, domain) = text.rsplit_once('@').ok_or(refusal)?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == '<' || c == ',';
    let well_formed = !local.is_empty() && !domain.is_empty() && !text.contains(odd);
    (well_formed && local.len() <= 64 && domain.len() <= 255).then_some(()).ok_or(refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_whatever_their_case() {
        assert_eq!(read("ehlo client.test"), Ok(Command::Ehlo));
        assert_eq!(read("DATA"), Ok(Command::Data));
        let mail = Command::Mail { from: "a@b.test".into(), utf8: true };
        assert_eq!(read("mail from:<a@b.test> SIZE=100 BODY=8BITMIME SMTPUTF8"), Ok(mail));
        assert_eq!(read("MAIL FROM:<>"), Ok(Command::Mail { from: String::new(), utf8: false }));
        assert_eq!(read("RCPT TO:<a@b.test>"), Ok(Command::Rcpt { to: "a@b.test".into() }));
    }

    #[test]
    fn wrong_commands_get_the_code_a_real_server_gives() {
        let cases = [
            ("", "500"),
            ("HELLO you", "500"),
            ("EHLO", "501"),
            ("MAIL FROM: <a@b.test>", "501"),
            ("MAIL FROM:a@b.test", "501"),
            ("MAIL FROM:<nobody>", "501"),
            ("MAIL FROM:<siân@b.test>", "550"),
            ("MAIL FROM:<a@b.test> SIZE=99999999", "552"),
            ("MAIL FROM:<a@b.test> RET=FULL", "555"),
            ("RCPT TO:<>", "501"),
            ("RCPT TO:<a b@c.test>", "501"),
            ("RCPT FROM:<a@b.test>", "501"),
            ("DATA now", "501"),
            ("STARTTLS", "502"),
        ];
        for (line, code) in cases {
            let reply = read(line).expect_err(line);
            assert!(reply.starts_with(code), "{line}: {reply}");
        }
    }
}
