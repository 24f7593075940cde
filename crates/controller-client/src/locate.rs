//! Names the place in a JSON text where decoding stopped, such as `groups[3].kind`.
//!
//! serde_json tells line and column only. A wrapper around every decoder could tell the path, but would be
//! compiled again for each answer's type; walking the text once more, when it has gone wrong, costs nothing.

/// A container that we are in, and where in it we are.
enum Frame<'a> {
    Object(&'a [u8]),
    Array(usize),
}

/// The path of the value that stands at, or ends at, the line and column of a `serde_json::Error`.
/// A container counts as ending with its bracket: a missing field is found at the object that misses it.
pub(crate) fn path(json: &[u8], line: usize, column: usize) -> String {
    let start: usize =
        json.split_inclusive(|b| *b == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let target = start + column;
    let mut frames: Vec<Frame> = Vec::new();
    let mut expect_key = false;
    let mut at = 0;
    while let Some(&byte) = json.get(at) {
        let begin = at;
        at += 1;
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b':' => continue,
            b',' => {
                match frames.last_mut() {
                    Some(Frame::Array(index)) => *index += 1,
                    Some(Frame::Object(_)) => expect_key = true,
                    None => {}
                }
                continue;
            }
            b'{' | b'[' => {
                if begin >= target {
                    break;
                }
                expect_key = byte == b'{';
                frames.push(if expect_key { Frame::Object(b"") } else { Frame::Array(0) });
                continue;
            }
            b'}' | b']' => {
                frames.pop();
                expect_key = false;
            }
            b'"' => {
                at = end_of_string(json, at);
                if let (true, Some(Frame::Object(key))) = (expect_key, frames.last_mut()) {
                    *key = &json[begin + 1..(at - 1).max(begin + 1)];
                    expect_key = false;
                }
            }
            _ => {
                let scalar = |b: &u8| !matches!(b, b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n');
                at += json[at..].iter().take_while(|b| scalar(b)).count();
            }
        }
        if at >= target {
            break;
        }
    }
    write(&frames)
}

/// Where the string ends whose opening quote stands before `at`: past its closing quote, or at the text's end.
fn end_of_string(json: &[u8], mut at: usize) -> usize {
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

fn write(frames: &[Frame]) -> String {
    let mut path = String::new();
    for frame in frames {
        match frame {
            Frame::Array(index) => path.push_str(&format!("[{index}]")),
            Frame::Object([]) => {}
            Frame::Object(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&String::from_utf8_lossy(key));
            }
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "what is read is of no interest here")]
    struct Row {
        name: String,
        #[serde(default)]
        ids: Vec<u32>,
        #[serde(default)]
        inner: Option<Box<Row>>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "what is read is of no interest here")]
    struct Rows {
        rows: Vec<Row>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "what is read is of no interest here")]
    struct Flat {
        #[serde(flatten)]
        row: Row,
    }

    fn place<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str) -> String {
        let error = serde_json::from_str::<T>(json).expect_err("the text is wrong");
        super::path(json.as_bytes(), error.line(), error.column())
    }

    #[test]
    fn a_wrong_value_is_named_by_its_path() {
        assert_eq!(
            place::<Rows>(r#"{"more":[{"a":"]}"}],"rows":[{"name":"a"},{"name":7}]}"#),
            "rows[1].name"
        );
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"a","ids":[1,2,"x"]}]}"#), "rows[0].ids[2]");
        assert_eq!(
            place::<Rows>("{\n \"rows\": [\n  {\"name\": \"a\",\n   \"ids\": {\"b\": 1}}\n ]}"),
            "rows[0].ids"
        );
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":["x"]}]}"#), "rows[0].name");
        assert_eq!(place::<Rows>(r#"{"rows":"none"}"#), "rows");
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"\"}","inner":{"name":null}}]}"#), "rows[0].inner.name");
    }

    #[test]
    fn a_missing_field_is_named_by_the_object_that_misses_it() {
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"a"},{"ids":[1]}]}"#), "rows[1]");
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"a","inner":{}}]}"#), "rows[0].inner");
        assert_eq!(place::<Rows>("{}"), "");
        assert_eq!(place::<Vec<Flat>>(r#"[{"name":"a"},{"ids":[1]}]"#), "[1]");
    }

    #[test]
    fn a_text_that_is_cut_short_is_named_as_far_as_it_goes() {
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"a"},{"name":"b"#), "rows[1].name");
        assert_eq!(place::<Rows>(r#"{"rows":[{"name":"a"}"#), "rows[0]");
        assert_eq!(place::<Rows>(""), "");
    }
}
