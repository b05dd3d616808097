//! Answers that stay open: how many each program may have, and how many of them ask the database at once. When something
//! happens, all readers of a program want it in the same moment; the pages of people want their connections too. Each server
//! counts for itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// So many streams of one program ask the database at once; the others wait for their turn.
const AT_ONCE: usize = 2;

/// The open streams of all programs; clones share them.
#[derive(Debug, Clone)]
pub struct Streams {
    most: usize,
    programs: Arc<Mutex<HashMap<String, Open>>>,
}

#[derive(Debug)]
struct Open {
    count: usize,
    turns: Arc<Semaphore>,
}

impl Streams {
    /// None yet; each program may have `most` at once.
    pub fn new(most: usize) -> Streams {
        Streams { most, programs: Arc::default() }
    }

    /// One more; none where the program has all that it may have.
    pub fn open(&self, program: &str) -> Option<Stream> {
        let mut programs = self.programs();
        if programs.get(program).map_or(0, |open| open.count) >= self.most {
            return None;
        }
        let none = || Open { count: 0, turns: Arc::new(Semaphore::new(AT_ONCE)) };
        let open = programs.entry(program.to_owned()).or_insert_with(none);
        open.count += 1;
        Some(Stream { all: self.clone(), program: program.to_owned(), turns: open.turns.clone() })
    }

    /// How many are open, of all programs.
    pub fn count(&self) -> usize {
        self.programs().values().map(|open| open.count).sum()
    }

    fn programs(&self) -> MutexGuard<'_, HashMap<String, Open>> {
        self.programs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer that stays open; it is no longer counted when this goes.
#[derive(Debug)]
pub struct Stream {
    all: Streams,
    program: String,
    turns: Arc<Semaphore>,
}

impl Stream {
    /// Waits until this one may ask the database, which it may for as long as it keeps what it gets.
    pub async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        self.turns.clone().acquire_owned().await.ok()
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut programs = self.all.programs();
        let Some(open) = programs.get_mut(&self.program) else { return };
        open.count -= 1;
        if open.count == 0 {
            programs.remove(&self.program);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[test]
    fn each_program_has_its_own_and_gets_back_what_it_lets_go() {
        let streams = Streams::new(2);
        let (first, second) = (streams.open("a").unwrap(), streams.open("a").unwrap());
        assert!(streams.open("a").is_none());
        let other = streams.open("b").unwrap();
        assert_eq!(streams.count(), 3);
        drop(first);
        let third = streams.open("a").unwrap();
        drop((second, third, other));
        assert_eq!(streams.count(), 0);
        assert!(streams.programs().is_empty(), "nothing is kept of who is gone");
    }

    #[test]
    fn two_of_one_program_ask_at_once_and_others_do_not_wait_for_them() {
        let streams = Streams::new(3);
        let own = [(); 3].map(|()| streams.open("a").unwrap());
        let turns = [own[0].turn().now_or_never(), own[1].turn().now_or_never()];
        assert!(turns.iter().all(Option::is_some));
        assert!(own[2].turn().now_or_never().is_none(), "it waits");
        assert!(streams.open("b").unwrap().turn().now_or_never().is_some());
        drop(turns);
        assert!(own[2].turn().now_or_never().is_some());
    }
}
