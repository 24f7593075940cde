//! Interned texts and sets: each stands once, nodes and edges name it by a number.

use std::collections::HashMap;

/// A text in a [`Texts`]. Number 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Text(pub(crate) u32);

impl Text {
    /// The empty text.
    pub const EMPTY: Self = Self(0);

    /// Its place in the table.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Texts one behind the other in one string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { all: String::new(), ends: vec![0] }
    }
}

impl Texts {
    /// The text; `""` for one that is not of this table.
    pub fn get(&self, text: Text) -> &str {
        let at = text.index();
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        &self.all[start as usize..end as usize]
    }

    /// How many there are; the empty one counts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether only the empty text is here.
    pub fn is_empty(&self) -> bool {
        self.ends.len() == 1
    }

    /// Adds one without looking whether it is here already.
    pub(crate) fn push(&mut self, text: &str) -> Text {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        Text(u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX))
    }

    /// All of them, the empty one first.
    pub fn iter(&self) -> impl Iterator<Item = (Text, &str)> {
        (0..self.ends.len()).map(|at| {
            let text = Text(u32::try_from(at).unwrap_or(u32::MAX));
            (text, self.get(text))
        })
    }

    /// How many bytes it holds on to.
    pub fn heap_bytes(&self) -> usize {
        self.all.capacity() + self.ends.capacity() * 4
    }
}

/// A set in a [`Sets`]. Number 0 is the empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Set(pub(crate) u32);

impl Set {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// Its place in the table.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Sets of numbers one behind the other. There are few different ones: most edges carry one of some dozens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sets {
    all: Vec<u32>,
    ends: Vec<u32>,
}

impl Default for Sets {
    fn default() -> Self {
        Self { all: Vec::new(), ends: vec![0] }
    }
}

impl Sets {
    /// What is in the set, ascending; nothing for one that is not of this table.
    pub fn get(&self, set: Set) -> &[u32] {
        let at = set.index();
        let start = if at == 0 { 0 } else { self.ends.get(at - 1).copied().unwrap_or(0) };
        let end = self.ends.get(at).copied().unwrap_or(start);
        &self.all[start as usize..end as usize]
    }

    /// How many there are; the empty one counts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether only the empty set is here.
    pub fn is_empty(&self) -> bool {
        self.ends.len() == 1
    }

    pub(crate) fn push(&mut self, items: &[u32]) -> Set {
        self.all.extend_from_slice(items);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        Set(u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX))
    }

    /// How many bytes it holds on to.
    pub fn heap_bytes(&self) -> usize {
        (self.all.capacity() + self.ends.capacity()) * 4
    }
}

/// A table of texts that knows what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextPool {
    pub(crate) texts: Texts,
    known: HashMap<Box<str>, Text>,
}

impl TextPool {
    /// Goes on with a table.
    pub(crate) fn from_texts(texts: Texts) -> Self {
        let known = texts.iter().skip(1).map(|(text, string)| (Box::from(string), text)).collect();
        Self { texts, known }
    }

    pub(crate) fn add(&mut self, text: &str) -> Text {
        if text.is_empty() {
            return Text::EMPTY;
        }
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let new = self.texts.push(text);
        self.known.insert(Box::from(text), new);
        new
    }
}

/// A table of sets that knows what it holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct SetPool {
    pub(crate) sets: Sets,
    known: HashMap<Box<[u32]>, Set>,
    joined: HashMap<(Set, Set), Set>,
}

impl SetPool {
    /// Goes on with a table.
    pub(crate) fn from_sets(sets: Sets) -> Self {
        let known = (1..sets.len())
            .map(|at| Set(u32::try_from(at).unwrap_or(u32::MAX)))
            .map(|set| (Box::from(sets.get(set)), set))
            .collect();
        Self { sets, known, joined: HashMap::new() }
    }

    /// The set of these, in whatever order and however often they come.
    pub(crate) fn add(&mut self, mut items: Vec<u32>) -> Set {
        items.sort_unstable();
        items.dedup();
        if items.is_empty() {
            return Set::EMPTY;
        }
        if let Some(known) = self.known.get(items.as_slice()) {
            return *known;
        }
        let new = self.sets.push(&items);
        self.known.insert(items.into_boxed_slice(), new);
        new
    }

    /// The set of what is in either.
    pub(crate) fn join(&mut self, one: Set, two: Set) -> Set {
        if one == two || two == Set::EMPTY {
            return one;
        }
        if one == Set::EMPTY {
            return two;
        }
        let pair = (one.min(two), one.max(two));
        if let Some(known) = self.joined.get(&pair) {
            return *known;
        }
        let items = [self.sets.get(one), self.sets.get(two)].concat();
        let joined = self.add(items);
        self.joined.insert(pair, joined);
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_once() {
        let mut pool = TextPool::default();
        let (a, b) = (pool.add("a"), pool.add("long"));
        assert_eq!((pool.add("a"), pool.add(""), pool.texts.len()), (a, Text::EMPTY, 3));
        assert_eq!((pool.texts.get(a), pool.texts.get(b), pool.texts.get(Text(77))), ("a", "long", ""));
        assert_eq!(TextPool::from_texts(pool.texts.clone()).add("long"), b);
    }

    #[test]
    fn sets_are_the_same_in_whatever_order() {
        let mut pool = SetPool::default();
        let set = pool.add(vec![3, 1, 3]);
        assert_eq!(pool.add(vec![1, 3]), set);
        assert_eq!(pool.sets.get(set), [1, 3]);
        let other = pool.add(vec![2]);
        let both = pool.join(other, set);
        assert_eq!(pool.join(set, other), both);
        assert_eq!(pool.sets.get(both), [1, 2, 3]);
        assert_eq!((pool.join(set, Set::EMPTY), pool.join(Set::EMPTY, set)), (set, set));
    }
}
