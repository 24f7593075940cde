//! Links that open and close what holds others.

use kit::url::Params;
use network_map::model::Key;

/// The page with this open.
pub fn opened(params: &Params, key: Key) -> Params {
    let key = key.to_string();
    params.minus("shut", &key).minus("open", &key).and("open", &key)
}

/// The page with this closed. What was open inside stays so for when it is opened again.
pub fn closed(params: &Params, key: Key) -> Params {
    let key = key.to_string();
    params.minus("open", &key).minus("shut", &key).and("shut", &key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_takes_back_closing() {
        let key = Key::from_number(0xabc);
        let open = opened(&Params::default().with("q", "x"), key);
        assert_eq!(open.link(""), "?q=x&open=000000000abc");
        assert_eq!(closed(&open, key).link(""), "?q=x&shut=000000000abc");
        assert_eq!(opened(&opened(&closed(&open, key), key), key), open);
    }
}
