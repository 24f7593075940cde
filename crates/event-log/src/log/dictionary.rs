//! Words by number: each word of a log stands once, and rows are numbers.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Words and their numbers, which go from 0 without a gap. Number 0 is `""`.
#[derive(Clone, Debug)]
pub(crate) struct Dictionary {
    /// All words, one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Dictionary {
    pub fn new() -> Self {
        Self {
            text: String::new(),
            ends: vec![0],
            numbers: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// How many words there are, the empty one included.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn word(&self, number: u32) -> &str {
        word(&self.text, &self.ends, number)
    }

    /// The number of a word, a new one if need be.
    pub fn number(&mut self, said: &str) -> u32 {
        if said.is_empty() {
            return 0;
        }
        let Self { text, ends, numbers, hasher } = self;
        let hash = hasher.hash_one(said);
        if let Some(number) = numbers.find(hash, |number| word(text, ends, *number) == said) {
            return *number;
        }
        let number = u32::try_from(ends.len()).expect("2^32 words do not fit into memory beside their ends");
        text.push_str(said);
        ends.push(text.len());
        numbers.insert_unique(hash, number, |number| hasher.hash_one(word(text, ends, *number)));
        number
    }

    /// How much heap it takes.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<usize>() + self.numbers.allocation_size()
    }
}

impl Default for Dictionary {
    fn default() -> Self {
        Self::new()
    }
}

fn word<'a>(text: &'a str, ends: &[usize], number: u32) -> &'a str {
    let number = number as usize;
    let start = if number == 0 { 0 } else { ends[number - 1] };
    &text[start..ends[number]]
}

/// What is known of a log's words: each is asked about once, however many rows say it.
pub(crate) struct Memo(Vec<Option<bool>>);

impl Memo {
    pub fn of(words: &Dictionary) -> Self {
        Self(vec![None; words.len()])
    }

    /// What is known of a word, or what `ask` says of it now.
    pub fn get(&mut self, number: u32, ask: impl FnOnce() -> bool) -> bool {
        *self.0[number as usize].get_or_insert_with(ask)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_and_leads_back() {
        let mut words = Dictionary::new();
        assert_eq!((words.number(""), words.len()), (0, 1));
        let numbers: Vec<u32> = (0..1000).map(|n| words.number(&format!("wörd {n}"))).collect();
        assert_eq!(numbers, (1..=1000).collect::<Vec<u32>>());
        assert_eq!(words.number("wörd 7"), 8);
        assert_eq!(words.len(), 1001);
        assert_eq!((words.word(0), words.word(1), words.word(1000)), ("", "wörd 0", "wörd 999"));
    }

    #[test]
    fn a_word_is_asked_about_once() {
        let mut words = Dictionary::new();
        let number = words.number("a");
        let mut memo = Memo::of(&words);
        assert!(!memo.get(number, || false));
        assert!(!memo.get(number, || panic!("it is known")));
    }
}
