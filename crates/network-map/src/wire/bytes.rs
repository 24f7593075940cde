//! Numbers and texts as bytes: small numbers take few.

use super::WireError;

/// Writes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Writer {
    pub(crate) bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(crate) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Numbers near 0 are small, whatever their sign.
    pub(crate) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)) as u64);
    }

    /// The difference of two numbers, however far they are apart.
    pub(crate) fn difference(&mut self, number: u64, from: u64) {
        self.signed(number.wrapping_sub(from) as i64);
    }

    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    pub(crate) fn float(&mut self, number: f32) {
        self.raw(&number.to_le_bytes());
    }
}

/// Reads what a [`Writer`] wrote; never panics, whatever it is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn raw(&mut self, count: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(WireError::Cut)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, WireError> {
        self.raw(1).map(|bytes| bytes[0])
    }

    pub(crate) fn number(&mut self) -> Result<u64, WireError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(WireError::Unsound)
    }

    /// A number that fits 32 bits.
    pub(crate) fn small(&mut self) -> Result<u32, WireError> {
        u32::try_from(self.number()?).map_err(|_| WireError::Unsound)
    }

    /// How many things follow, of which each takes a byte at least: never more than there are bytes.
    pub(crate) fn count(&mut self) -> Result<usize, WireError> {
        let count = usize::try_from(self.number()?).map_err(|_| WireError::Unsound)?;
        if count > self.rest.len() { Err(WireError::Cut) } else { Ok(count) }
    }

    pub(crate) fn signed(&mut self) -> Result<i64, WireError> {
        let number = self.number()?;
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    pub(crate) fn difference(&mut self, from: u64) -> Result<u64, WireError> {
        Ok(from.wrapping_add(self.signed()? as u64))
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, WireError> {
        let count = self.count()?;
        std::str::from_utf8(self.raw(count)?).map_err(|_| WireError::Unsound)
    }

    pub(crate) fn float(&mut self) -> Result<f32, WireError> {
        let bytes = self.raw(4)?.try_into().map_err(|_| WireError::Cut)?;
        Ok(f32::from_le_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_small_ones_are_short() {
        let numbers = [0, 1, 127, 128, 300, 1 << 20, u64::from(u32::MAX), u64::MAX];
        let signed = [0, -1, 1, 63, -64, 1_000_000, i64::MIN, i64::MAX];
        let mut writer = Writer::default();
        numbers.iter().for_each(|number| writer.number(*number));
        signed.iter().for_each(|number| writer.signed(*number));
        writer.text("имя");
        writer.float(0.5);
        let mut reader = Reader::new(&writer.bytes);
        numbers.iter().for_each(|number| assert_eq!(reader.number(), Ok(*number)));
        signed.iter().for_each(|number| assert_eq!(reader.signed(), Ok(*number)));
        assert_eq!((reader.text(), reader.float(), reader.is_empty()), (Ok("имя"), Ok(0.5), true));
        let mut short = Writer::default();
        short.signed(-60);
        assert_eq!(short.bytes.len(), 1);
    }

    #[test]
    fn what_is_cut_or_too_long_is_an_error() {
        assert_eq!(Reader::new(&[0x80]).number(), Err(WireError::Cut));
        assert_eq!(Reader::new(&[0xff; 12]).number(), Err(WireError::Unsound));
        assert_eq!(Reader::new(&[200, 1, 0]).count(), Err(WireError::Cut));
        assert_eq!(Reader::new(&[1, 0xff]).text(), Err(WireError::Unsound));
    }
}
