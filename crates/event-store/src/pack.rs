//! How an entry's JSON is kept: deflated, with a dictionary of what the controller's entries say again and again. Alone an
//! entry is too short to repeat itself; with the dictionary it takes half as many bytes.

use std::cell::RefCell;

use zlib_rs::{Deflate, DeflateFlush, Inflate, InflateFlush, Status};

/// The way that is written in front of what is kept. Another dictionary is another way; what was kept in this one can
/// still be read then.
const WAY: u8 = 1;

/// What stands last is pointed at in the fewest bits: the kinds of which there are most.
const DICTIONARY: &[u8] = include_bytes!("dictionary.txt");

/// Deflate's window: 32 KiB, far more than an entry and the dictionary together.
const WINDOW: u8 = 15;

/// Beyond this it is no better and much slower.
const LEVEL: i32 = 6;

/// The longest text that is unpacked, in bytes: what says that it is longer is damaged.
const LONGEST: usize = 64 << 20;

/// An entry's JSON as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed(Vec<u8>);

thread_local! {
    // Making one takes longer than packing an entry with it.
    static DEFLATE: RefCell<Deflate> = RefCell::new(Deflate::new(LEVEL, false, WINDOW));
    static INFLATE: RefCell<Inflate> = RefCell::new(Inflate::new(false, WINDOW));
}

impl Packed {
    /// Packs a text; the same text always to the same bytes.
    pub(crate) fn of(text: &str) -> Self {
        let mut bytes = vec![WAY];
        // Its length, so that whoever unpacks it knows how much room it takes.
        bytes.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
        let head = bytes.len();
        // What cannot be made shorter grows by five bytes in each 16 KiB, and a few for the end.
        bytes.resize(head + text.len() + text.len() / 1_000 + 64, 0);
        let written = DEFLATE.with_borrow_mut(|deflate| {
            deflate.reset();
            let ready = deflate.set_dictionary(DICTIONARY);
            ready.expect("a stream that has not begun takes a dictionary");
            let done = deflate.compress(text.as_bytes(), &mut bytes[head..], DeflateFlush::Finish);
            assert_eq!(done, Ok(Status::StreamEnd), "there is room for the worst case");
            usize::try_from(deflate.total_out()).expect("it fits into the bytes")
        });
        bytes.truncate(head + written);
        bytes.shrink_to_fit();
        Self(bytes)
    }

    /// What was kept.
    pub(crate) const fn kept(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// How many bytes it takes.
    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// The text; `None` when the bytes are damaged, or packed in a way that this console does not know.
    pub(crate) fn text(&self) -> Option<String> {
        let (way, rest) = self.0.split_first()?;
        let (length, packed) = rest.split_at_checked(size_of::<u32>())?;
        let length = usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?;
        if *way != WAY || length > LONGEST {
            return None;
        }
        // A byte more than it is: so that the end of the stream is read even of an empty text.
        let mut text = vec![0; length + 1];
        let written = INFLATE.with_borrow_mut(|inflate| {
            inflate.reset(false);
            inflate.set_dictionary(DICTIONARY).ok()?;
            let done = inflate.decompress(packed, &mut text, InflateFlush::Finish).ok()?;
            (done == Status::StreamEnd).then(|| inflate.total_out())
        })?;
        text.truncate(length);
        (usize::try_from(written) == Ok(length)).then(|| String::from_utf8(text).ok()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIOLATION: &str = r#"{"applications":["SSH"],"client_domain":"shop","client_id":"3f1c","client_ip":"10.0.0.7","cluster_name":"cluster.local","id":"5d2f0a0e-7a6e-4c0b-8f43-0d7b6f0f1a11","ip_proto":6,"level":"Warning","policy_action":"violate","policy_id":0,"server_port":22}"#;

    #[test]
    fn what_is_packed_comes_out_again() {
        let mut noise: u64 = 7;
        let noise = (0..200_000).map(|_| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(u32::try_from(noise >> 40).expect("24 bits")).unwrap_or('x')
        });
        for text in ["", "{}", "ж", VIOLATION, &noise.collect::<String>(), &"a".repeat(1 << 20)] {
            let packed = Packed::of(text);
            assert_eq!(packed.text().as_deref(), Some(text), "{} bytes", text.len());
            assert_eq!(packed, Packed::of(text));
        }
    }

    #[test]
    fn the_dictionary_halves_an_entry() {
        assert!(Packed::of(VIOLATION).len() * 2 < VIOLATION.len(), "{}", Packed::of(VIOLATION).len());
    }

    #[test]
    fn damage_is_noticed_and_does_no_harm() {
        let whole = Packed::of(VIOLATION).0;
        for end in 0..whole.len() {
            assert_eq!(Packed::kept(whole[..end].to_vec()).text(), None, "cut at {end}");
        }
        for (at, byte) in [(0, 9), (1, 0), (4, 0xff)] {
            let mut spoilt = whole.clone();
            spoilt[at] = byte;
            assert_eq!(Packed::kept(spoilt).text(), None, "byte {at}");
        }
    }

    #[test]
    fn the_dictionary_is_the_one_that_the_stores_out_there_were_written_with() {
        // Never adapt this number: a changed dictionary needs a new way beside the present one.
        let sum = DICTIONARY.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
        assert_eq!((DICTIONARY.len(), sum), (5_120, 17_521_878_668_394_155_409));
    }
}
