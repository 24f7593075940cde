//! Bytes for vertex buffers: numbers one behind the other, little-endian as every browser's machine is.

use network_map::Point;

/// Bytes in the making.
#[derive(Clone, Debug, Default)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Room for so many things of so many bytes.
    pub fn with_room(things: usize, each: usize) -> Self {
        Self(Vec::with_capacity(things * each))
    }

    /// A number in four bytes.
    pub fn float(&mut self, number: f32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// A place in eight bytes.
    pub fn point(&mut self, point: Point) {
        self.float(point.x);
        self.float(point.y);
    }

    /// Four small numbers.
    pub fn four(&mut self, numbers: [u8; 4]) {
        self.0.extend_from_slice(&numbers);
    }
}
