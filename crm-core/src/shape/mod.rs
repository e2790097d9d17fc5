//! Reading JSON into shapes, with every finding rather than the first.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::text::excerpt;

mod node;

use node::{Misfit, Node, Step};

/// How many findings one shape reports at most; the rest would only follow from them.
const FINDINGS_MAX: usize = 100;

/// Reads JSON text into a tree. A key that stands twice in one object is a finding: the plain reader would drop the first.
pub(crate) fn parse(text: &str) -> Result<Value, Diagnostics> {
    let mut repeated = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Tree { way: Way::Root, repeated: &mut repeated };
    let tree = seed.deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree));
    match tree {
        Err(error) => Err(Diagnostic::error(Code::InvalidJson).with("reason", error).into()),
        Ok(tree) if repeated.is_empty() => Ok(tree),
        Ok(_) => Err(Diagnostics(repeated)),
    }
}

/// Reads `tree` into a shape, or gives everything that keeps it from being one.
pub(crate) fn whole<T: DeserializeOwned>(tree: &Value) -> Result<T, Diagnostics> {
    match read(tree) {
        // Where there are findings, the shape is what was left without their parts.
        (Some(shape), findings) => findings.or(shape),
        (None, findings) => Err(findings),
    }
}

/// Reads `tree` into a shape. After each finding the offending part is left out and reading goes on, so that all come at once. There is no shape where an
/// object had to be left out because a key is missing in it: what refers to it would seem wrong.
pub(crate) fn read<T: DeserializeOwned>(tree: &Value) -> (Option<T>, Diagnostics) {
    let misfit = match fit(tree) {
        Ok(shape) => return (Some(shape), Diagnostics::default()),
        Err(misfit) => misfit,
    };
    let (rest, findings) = examine(tree, misfit, &|tree| fit::<T>(tree).err());
    (rest.and_then(|rest| fit(&rest).ok()), findings)
}

/// Reads `tree` into a shape, or gives the first thing that keeps it from being one. The code for it is made once for each shape.
#[inline(never)]
pub(crate) fn fit<T: DeserializeOwned>(tree: &Value) -> Result<T, Misfit> {
    T::deserialize(Node(tree))
}

/// Everything that keeps `tree` from its shape, beginning with `misfit`, and what is left of it that has the shape.
fn examine(tree: &Value, mut misfit: Misfit, wrong: &Wrong<'_>) -> (Option<Value>, Diagnostics) {
    let mut rest = Rest { tree: tree.clone(), items_gone: Vec::new() };
    let mut findings = Diagnostics::default();
    let mut is_object_gone = false;
    while findings.0.len() < FINDINGS_MAX {
        let (finding, mut place) = explain(&misfit);
        place.extend(blamed(&rest.tree, &place, &misfit, wrong).map(Step::Key));
        let finding = at(finding, &rest.original(&place));
        is_object_gone |= finding.code() == Code::MissingKey;
        if !findings.0.iter().any(|known| follows(&finding, known)) {
            findings.push(finding);
        }
        if place.is_empty() || !rest.remove(&place) {
            break;
        }
        misfit = match wrong(&rest.tree) {
            None => return (Some(rest.tree).filter(|_| !is_object_gone), findings),
            Some(misfit) => misfit,
        };
    }
    (None, findings)
}

/// What keeps a tree from a shape, if anything does.
type Wrong<'a> = dyn Fn(&Value) -> Option<Misfit> + 'a;

/// What is left of a tree.
struct Rest {
    tree: Value,
    /// The items of lists that were left out, by their places in the tree as it was.
    items_gone: Vec<Vec<Step>>,
}

impl Rest {
    /// Takes the part at `place` out. Says whether there was one.
    fn remove(&mut self, place: &[Step]) -> bool {
        let original = self.original(place);
        let Some((last, way)) = place.split_last() else { return false };
        match (find_mut(&mut self.tree, way), last) {
            (Some(Value::Object(object)), Step::Key(key)) => object.remove(key).is_some(),
            (Some(Value::Array(list)), Step::Index(index)) if *index < list.len() => {
                list.remove(*index);
                self.items_gone.push(original);
                true
            }
            _ => false,
        }
    }

    /// Where the part at `place` stood before anything was left out: an item moved up by those before it that are gone.
    fn original(&self, place: &[Step]) -> Vec<Step> {
        place.iter().fold(Vec::new(), |mut way, step| {
            let step = match step {
                Step::Index(index) => Step::Index(self.original_index(&way, *index)),
                key @ Step::Key(_) => key.clone(),
            };
            way.push(step);
            way
        })
    }

    fn original_index(&self, list: &[Step], index: usize) -> usize {
        let gone = self.items_gone.iter().filter_map(|item| match item.split_last() {
            Some((Step::Index(index), way)) if way == list => Some(*index),
            _ => None,
        });
        let gone: BTreeSet<usize> = gone.collect();
        gone.into_iter().fold(index, |index, gone| if gone <= index { index.saturating_add(1) } else { index })
    }
}

/// The key of the object at `place` that an error is about, where the reader says no more than that the object is wrong: the one without which there is
/// another error, or none. A key that says which shape the object has is to blame only where the error is about its choice.
fn blamed(tree: &Value, place: &[Step], misfit: &Misfit, wrong: &Wrong<'_>) -> Option<String> {
    const NO_CHOICE: &str = "";
    let message = misfit.to_string();
    if message.starts_with("missing field") {
        return None;
    }
    let error_with = |key: &str, value: Option<Value>| {
        let mut changed = tree.clone();
        let object = find_mut(&mut changed, place)?.as_object_mut()?;
        match value {
            Some(value) => drop(object.insert(key.to_owned(), value)),
            None => drop(object.remove(key)),
        }
        wrong(&changed).map(|misfit| misfit.to_string())
    };
    let is_choice = |key: &str| {
        error_with(key, Some(NO_CHOICE.into())).is_some_and(|other| other.starts_with("unknown variant ``"))
    };
    let about_choice = message.starts_with("unknown variant");
    let to_blame =
        |key: &&String| error_with(key, None).as_ref() != Some(&message) && (about_choice || !is_choice(key));
    find_mut(&mut tree.clone(), place)?.as_object()?.keys().find(to_blame).cloned()
}

/// What is wrong with a choice that does not say, by its one key, what was chosen.
const ONE_KEY: &str = "an object with one key is expected";

/// Whether a finding only follows from an earlier one, whose part was left out: it is about that part, or that part is what is missing, or what was
/// chosen.
fn follows(finding: &Diagnostic, known: &Diagnostic) -> bool {
    if finding.reason.params.get("reason").is_some_and(|reason| reason == ONE_KEY) {
        let below = known.pointer.strip_prefix(finding.pointer.as_str());
        return below.is_some_and(|rest| rest.starts_with('/'));
    }
    let missing = finding.reason.params.get("key").filter(|_| finding.code() == Code::MissingKey);
    let place = missing.map_or_else(|| finding.pointer.clone(), |key| format!("{}/{key}", finding.pointer));
    let below = place.strip_prefix(known.pointer.as_str());
    known.code() != Code::UnknownKey && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// What a reader's error means, and the part that it is about: the object where a key is missing in it.
fn explain(misfit: &Misfit) -> (Diagnostic, Vec<Step>) {
    let mut place = misfit.place();
    let message = misfit.to_string();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (first, others) = quoted.split_first().map_or(("", [].as_slice()), |(first, others)| (*first, others));
    if message.starts_with("missing field") {
        return (Diagnostic::error(Code::MissingKey).with("key", first), place);
    }
    let finding = if message.starts_with("unknown field") {
        if place.last() != Some(&Step::Key(first.to_owned())) {
            place.push(Step::Key(first.to_owned()));
        }
        let key = excerpt(first);
        let finding = Diagnostic::error(Code::UnknownKey).with("key", &key).suggest(&key, others.iter().copied());
        finding.with_help(format!("allowed here: {}", others.join(", ")))
    } else if message.starts_with("unknown variant") {
        let name = excerpt(first);
        let finding = Diagnostic::error(Code::UnknownName).with("kind", "choice").with("name", &name);
        finding.suggest(&name, others.iter().copied()).with_help(format!("one of: {}", others.join(", ")))
    } else if message.ends_with("map with a single key") {
        Diagnostic::error(Code::InvalidShape).with("reason", ONE_KEY)
    } else {
        wrong_type(&message)
            .or_else(|| invalid_time(&message))
            .unwrap_or_else(|| Diagnostic::error(Code::InvalidShape).with("reason", excerpt(&message)))
    };
    (finding, place)
}

/// What a reader says of a value of another type.
fn wrong_type(message: &str) -> Option<Diagnostic> {
    let (found, expected) = message.strip_prefix("invalid type: ")?.rsplit_once(", expected ")?;
    let found_plain = excerpt(&found.replace('`', ""));
    let finding = Diagnostic::error(Code::WrongType).with("found", found_plain).with("expected", plain(expected));
    Some(match found.starts_with("floating point") {
        true => finding.with_help("write decimals as strings, such as \"12.50\""),
        false => finding,
    })
}

/// What instants, dates and times of day say of text that is none.
fn invalid_time(message: &str) -> Option<Diagnostic> {
    let (text, expected) = message.strip_prefix('`')?.split_once("` is not ")?;
    let of_time = ["an instant", "a date", "a time of day"].iter().any(|what| expected.starts_with(what));
    of_time.then(|| Diagnostic::error(Code::InvalidTime).with("text", excerpt(text)).with("expected", expected))
}

/// What a reader expected, without the names of its types.
fn plain(expected: &str) -> &str {
    match expected {
        text if text.starts_with("struct") || text == "a map" => "an object",
        "a sequence" => "a list",
        "a boolean" => "true or false",
        "u32" | "i64" | "u64" => "a whole number",
        text => text,
    }
}

fn at(finding: Diagnostic, place: &[Step]) -> Diagnostic {
    place.iter().rev().fold(finding, |finding, step| match step {
        Step::Key(key) => finding.under(key),
        Step::Index(index) => finding.under(index),
    })
}

/// The part at `place`.
fn find_mut<'a>(tree: &'a mut Value, place: &[Step]) -> Option<&'a mut Value> {
    place.iter().try_fold(tree, |tree, step| match step {
        Step::Key(key) => tree.get_mut(key.as_str()),
        Step::Index(index) => tree.get_mut(*index),
    })
}

/// Reads any JSON value and notes keys that stand twice.
struct Tree<'a> {
    way: Way<'a>,
    repeated: &'a mut Vec<Diagnostic>,
}

/// The way from the root to a value, from its end: it is written out for findings alone.
#[derive(Clone, Copy)]
enum Way<'a> {
    Root,
    Key(&'a Way<'a>, &'a str),
    Index(&'a Way<'a>, usize),
}

impl Way<'_> {
    fn pointer(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(above, key) => format!("{}/{}", above.pointer(), key.replace('~', "~0").replace('/', "~1")),
            Self::Index(above, index) => format!("{}/{index}", above.pointer()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Tree<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Tree<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let part = |index| Way::Index(&self.way, index);
        while let Some(part) = access.next_element_seed(Tree { way: part(list.len()), repeated: self.repeated })? {
            list.push(part);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let way = Way::Key(&self.way, &key);
            let value = access.next_value_seed(Tree { way, repeated: self.repeated })?;
            if object.contains_key(&key) {
                let mut finding = Diagnostic::error(Code::DuplicateName).with("kind", "key").with("name", &key);
                finding.pointer = way.pointer();
                self.repeated.push(finding);
            }
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Shop {
        name: String,
        #[serde(default)]
        floors: Option<u32>,
        #[serde(default)]
        kind: Option<Kind>,
        #[serde(default)]
        doors: Vec<String>,
        #[serde(default)]
        signs: Vec<Sign>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only reading is tested")]
    struct Sign {
        text: String,
        #[serde(default)]
        words: Vec<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    #[expect(dead_code, reason = "only reading is tested")]
    enum Choice {
        Wall { signs: Vec<Sign> },
        Floor {},
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Flagship,
        Outlet,
    }

    /// What is chosen was once left out of the places of findings, so that only the first was found.
    #[test]
    fn findings_inside_a_choice_have_its_name_in_their_place() {
        let of = |text: &str| -> Vec<String> {
            let (_, findings) = read::<Choice>(&parse(text).unwrap());
            findings.0.iter().map(|finding| format!("{} {}", finding.pointer, finding.code())).collect()
        };
        let found = of(r#"{"wall": {"signs": [{"text": 1}, {"txt": "a"}], "colour": 3}}"#);
        assert_eq!(found, ["/wall/colour unknown_key", "/wall/signs/0/text wrong_type", "/wall/signs/1 missing_key"]);
        assert_eq!(of(r#"{"wall": {}}"#), ["/wall missing_key"]);
        assert_eq!(of(r#"{"wal": {}}"#), ["/wal unknown_name"]);
        assert_eq!(of("{}"), [" invalid_shape"]);
        assert_eq!(of(r#"{"wall": {"signs": []}, "floor": {}}"#), ["/floor invalid_shape"]);
    }

    fn findings(text: &str) -> Vec<String> {
        let (_, findings) = read::<Shop>(&parse(text).unwrap());
        findings.0.iter().map(|finding| format!("{} {}", finding.pointer, finding.code())).collect()
    }

    #[test]
    fn all_findings_come_at_once() {
        let text = r#"{"nam": "x", "floors": "three", "kind": "flagshop"}"#;
        let (shop, found) = read::<Shop>(&parse(text).unwrap());
        assert!(shop.is_none());
        let mut places = findings(text);
        places.sort();
        assert_eq!(places, [" missing_key", "/floors wrong_type", "/kind unknown_name", "/nam unknown_key"]);
        let unknown = found.0.iter().find(|finding| finding.code() == Code::UnknownKey).unwrap();
        assert_eq!(unknown.suggestion.as_deref(), Some("name"));
    }

    /// A list once lost its first wrong item, and the place of the second was then one too low.
    #[test]
    fn items_of_a_list_keep_their_places() {
        let text =
            r#"{"name": "x", "doors": ["a", 1, 2, "b", 3], "signs": [1, {"text": "open", "words": [1, "a", 2]}]}"#;
        let mut places = findings(text);
        places.sort();
        let expected = ["/doors/1", "/doors/2", "/doors/4", "/signs/0", "/signs/1/words/0", "/signs/1/words/2"];
        assert_eq!(places, expected.map(|place| format!("{place} wrong_type")));
    }

    #[test]
    fn an_object_without_a_needed_key_does_not_hide_the_others() {
        let text = r#"{"name": "x", "signs": [{}, {"text": "open"}, {"size": 3}, {"text": 1}]}"#;
        assert_eq!(findings(text), ["/signs/0 missing_key", "/signs/2 missing_key", "/signs/3/text wrong_type"]);
        assert!(read::<Shop>(&parse(text).unwrap()).0.is_none());
    }

    #[test]
    fn a_key_that_stands_twice_is_not_dropped_in_silence() {
        let error = parse(r#"{"a": {"b": 1, "b": 2}}"#).unwrap_err();
        assert_eq!(error.0[0].pointer, "/a/b");
        assert_eq!(error.0[0].code(), Code::DuplicateName);
    }

    #[test]
    fn text_after_the_end_and_deep_nesting_are_findings() {
        assert_eq!(parse("{} {}").unwrap_err().0[0].code(), Code::InvalidJson);
        assert_eq!(parse(&"[".repeat(100_000)).unwrap_err().0[0].code(), Code::InvalidJson);
    }
}
