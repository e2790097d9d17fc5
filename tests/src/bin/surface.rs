//! Prints the public surface that every language shares, as JSON.

use crm_core::code;
use crm_core::engine::Verb;

fn main() {
    let codes: Vec<&str> = code::table().map(|entry| entry.code.as_str()).collect();
    let verbs: Vec<&str> = Verb::ALL.iter().map(|verb| verb.as_str()).collect();
    println!("{}", serde_json::json!({"codes": codes, "verbs": verbs}));
}
