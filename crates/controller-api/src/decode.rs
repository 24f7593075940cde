//! Decoding by meaning: what the controller writes as `null`, `""` or a value that we have never seen.

use serde::{Deserialize, Deserializer};

/// A list or map that the controller may write as `null` (Go's nil slice) instead of `[]` or `{}`.
pub(crate) fn nullable<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// An enumeration of the wire that stays open: a value that we do not know is kept as it came.
///
/// The controller gains values with its versions, and one unknown word must not cost a whole list.
macro_rules! open_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $wire:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A value that this console does not know yet, as it came.
            Other(String),
        }

        impl $name {
            /// The word on the wire.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $wire,)+ Self::Other(word) => word }
            }

            /// The value for a word on the wire.
            pub fn from_wire(word: &str) -> Self {
                match word { $($wire => Self::$variant,)+ other => Self::Other(other.to_owned()) }
            }
        }

        /// What was not said, as `""` says it.
        impl Default for $name {
            fn default() -> Self {
                Self::from_wire("")
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::from_wire(&word))
            }
        }
    };
}
