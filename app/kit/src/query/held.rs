//! What a query holds whatever it reads: one type for all, so that the code that fetches, carries, hydrates and renews
//! stands in the browser once and not once a query.

use std::{any::Any, pin::Pin, sync::Arc};

use codee::{Decoder, Encoder};
use leptos::server_fn::serde::{Serialize, de::DeserializeOwned};

use crate::AppError;

/// What a reading came to.
pub type Outcome = Result<Held, AppError>;
/// A reading under way.
pub type Reading = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// A value that was read here, or one that stands in the document as it was written on the server.
#[derive(Clone)]
pub enum Held {
    /// Read here.
    Here(Arc<dyn Value>),
    /// Its JSON, from the document.
    Written(Arc<str>),
}

/// A value of some type.
pub trait Value: Any + Send + Sync {
    /// As JSON.
    fn write(&self) -> Result<String, serde_json::Error>;
    /// To find out what it is.
    fn any(&self) -> &dyn Any;
}

impl<T: Serialize + Send + Sync + 'static> Value for T {
    #[cfg(not(feature = "hydrate"))]
    fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    // Browsers write no documents, and the code to write each type would travel for nothing.
    #[cfg(feature = "hydrate")]
    fn write(&self) -> Result<String, serde_json::Error> {
        Err(leptos::server_fn::serde::ser::Error::custom("only the server writes documents"))
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl Held {
    /// Holds a value.
    pub fn new<T: Serialize + Send + Sync + 'static>(value: T) -> Self {
        Self::Here(Arc::new(value))
    }

    /// The value again.
    ///
    /// # Errors
    /// When the document was drawn by a console of another version.
    pub fn value<T: Clone + DeserializeOwned + 'static>(&self) -> Result<T, AppError> {
        match self {
            Self::Here(value) => {
                let value = (**value).any().downcast_ref::<T>();
                value.cloned().ok_or_else(|| AppError::Unexpected { detail: "another value".to_owned() })
            }
            // As bytes: what comes from the server later is read from bytes too, by the same code.
            Self::Written(json) => serde_json::from_slice(json.as_bytes())
                .map_err(|error| AppError::Unexpected { detail: error.to_string() }),
        }
    }
}

/// How an outcome stands in the document: a sign, and JSON after it.
pub struct InDocument;

const GOOD: &str = "+";
const BAD: &str = "-";

impl Encoder<Outcome> for InDocument {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(outcome: &Outcome) -> Result<String, serde_json::Error> {
        Ok(match outcome {
            Ok(Held::Here(value)) => GOOD.to_owned() + &(**value).write()?,
            Ok(Held::Written(json)) => GOOD.to_owned() + json,
            Err(error) => BAD.to_owned() + &serde_json::to_string(error)?,
        })
    }
}

impl Decoder<Outcome> for InDocument {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Outcome, serde_json::Error> {
        match text.strip_prefix(GOOD) {
            Some(json) => Ok(Ok(Held::Written(json.into()))),
            None => serde_json::from_slice(text.strip_prefix(BAD).unwrap_or_default().as_bytes()).map(Err),
        }
    }
}

/// What a query depends on, of whatever type.
#[derive(Clone)]
pub struct Key(Arc<dyn Same>);

trait Same: Any + Send + Sync {
    fn same(&self, other: &dyn Same) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<K: PartialEq + Send + Sync + 'static> Same for K {
    fn same(&self, other: &dyn Same) -> bool {
        other.any().downcast_ref::<K>().is_some_and(|other| self == other)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl Key {
    /// Of this.
    pub fn new<K: PartialEq + Send + Sync + 'static>(key: K) -> Self {
        Self(Arc::new(key))
    }

    /// What it was made of.
    pub fn get<K: Clone + 'static>(&self) -> Option<K> {
        (*self.0).any().downcast_ref::<K>().cloned()
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(&*other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_document_carries_is_what_was_read() {
        let outcome = Ok(Held::new(vec![1_u8, 2]));
        let text = InDocument::encode(&outcome).expect("numbers can be written");
        let Ok(Ok(read)) = InDocument::decode(&text) else { panic!("{text}") };
        assert_eq!(read.value::<Vec<u8>>(), Ok(vec![1, 2]));
        assert!(matches!(read.value::<String>(), Err(AppError::Unexpected { .. })));
        assert_eq!(Held::new(5_u8).value::<u8>(), Ok(5));
    }

    #[test]
    fn an_error_is_carried_as_one() {
        let text = InDocument::encode(&Err(AppError::Late)).expect("an error can be written");
        let Ok(Err(error)) = InDocument::decode(&text) else { panic!("{text}") };
        assert_eq!(error, AppError::Late);
        assert!(InDocument::decode("").is_err());
    }

    #[test]
    fn keys_are_the_same_when_what_they_were_made_of_is() {
        assert!(Key::new("a".to_owned()) == Key::new("a".to_owned()));
        assert!(Key::new(1_u8) != Key::new(2_u8));
        assert!(Key::new(1_u8) != Key::new(1_u16));
        assert_eq!(Key::new(1_u8).get::<u8>(), Some(1));
    }
}
