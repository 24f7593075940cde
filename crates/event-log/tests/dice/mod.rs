//! Entries for tests that look random and are the same every time.

use event_log::{Entry, Field, Kind, Level};

use crate::common::entry;

/// Numbers that look random.
pub struct Dice(pub u64);

impl Dice {
    /// One below this.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// One of these.
    pub fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// An entry of a small world, so that much is said more than once, and some only here.
    pub fn entry(&mut self, id: u128, at: i64) -> Entry<'static> {
        let mut entry = entry(self.one(Kind::ALL), id, at);
        entry.level = self.one(Level::ALL);
        entry.count = 1 + self.below(3) as u32;
        entry.reversed = self.below(3) == 0;
        let (namespaces, apps) = (["", "web", "Payments"], ["", "http", "HTTP MySQL", "mysql"]);
        entry
            .with(Field::Name, format!("Name.{}", self.below(3)))
            .with(Field::Source, format!("pod-{}", self.below(300)))
            .with(Field::SourceNamespace, self.one(&namespaces))
            .with(Field::TargetNamespace, self.one(&namespaces))
            .with(Field::TargetAddress, format!("10.0.{}.{}", self.below(4), self.below(2000)))
            .with(Field::Application, self.one(&apps))
            .with(
                Field::Message,
                if self.below(2) == 0 { format!("only {id} says so") } else { String::new() },
            )
    }
}
