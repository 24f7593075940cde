//! The country of an address outside.

use country::Country;

/// The code of the country in which an address is registered, and its name in the reader's language; none for what is no
/// public address, or is in no table.
pub fn of(address: &str) -> Option<(String, String)> {
    let country = Country::of(address.parse().ok()?)?;
    Some((country.code().to_owned(), country.name(text::language().code()).to_owned()))
}
