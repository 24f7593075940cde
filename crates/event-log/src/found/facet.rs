//! What a question can be answered with: the values that entries have, and how many have each.

use hashbrown::HashMap;

use super::Found;
use crate::{Ask, Field, ask::How};

/// Values by number.
#[derive(Default)]
struct Values<'a> {
    /// In lower case, since upper and lower case are one.
    numbers: HashMap<String, u32>,
    /// As they are written; where they are written in several ways, the least of them.
    shown: Vec<&'a str>,
    entries: Vec<usize>,
}

impl<'a> Values<'a> {
    /// The values that a word says.
    fn said(&mut self, word: &'a str, lists: bool) -> Box<[u32]> {
        let mut said: Vec<u32> = Vec::new();
        let one = std::slice::from_ref(&word).iter().copied().filter(|_| !lists);
        for value in one.chain(word.split(' ').filter(|_| lists)).filter(|value| !value.is_empty()) {
            let next = u32::try_from(self.shown.len()).expect("there are no more values than words");
            let number = *self.numbers.entry(value.to_lowercase()).or_insert(next);
            if number == next {
                self.shown.push(value);
                self.entries.push(0);
            }
            let shown = &mut self.shown[number as usize];
            *shown = value.min(shown);
            if !said.contains(&number) {
                said.push(number);
            }
        }
        said.into()
    }
}

impl Found<'_> {
    /// The values that a question can be answered with, and how many entries answer it so: most first, then by name, and
    /// no more than this. An entry that has several values counts for each of them, once.
    ///
    /// So many entries are found when the value is asked for too; more, where a part of a word is enough.
    pub fn facet(&self, ask: Ask, most: usize) -> Vec<(String, usize)> {
        let lists = ask.how() == How::Listed || ask.fields(false) == [Field::Cve];
        let mut values = Values::default();
        for part in &self.parts {
            let words = part.log.words();
            // By number of a word.
            let mut said: Vec<Option<Box<[u32]>>> = vec![None; words.len()];
            let mut answers: Vec<u32> = Vec::new();
            for (block, bits) in part.blocks() {
                for row in bits.iter() {
                    answers.clear();
                    for field in ask.fields(block.frames[row].reversed()) {
                        let number = block.words(*field).get(row);
                        let said = said[number as usize]
                            .get_or_insert_with(|| values.said(words.word(number), lists));
                        for value in said.iter() {
                            if !answers.contains(value) {
                                answers.push(*value);
                                values.entries[*value as usize] += 1;
                            }
                        }
                    }
                }
            }
        }
        let mut facet: Vec<(&str, usize)> = values.shown.into_iter().zip(values.entries).collect();
        facet.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        facet.truncate(most);
        facet.into_iter().map(|(value, entries)| (value.to_owned(), entries)).collect()
    }
}
