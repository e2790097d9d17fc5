//! Codes that a till verifies without asking anyone.

use std::collections::BTreeMap;

use hmac::Mac;
use serde::{Deserialize, Serialize};

use super::Alphabet;
use super::pattern::{malformed, typed};
use super::series::keyed;
use crate::code::{Code, Reason};
use crate::text::Text;
use crate::time::{Date, optional_date};

/// Symbols of 5 bits: the key's number, the serial number, the last day, the authentication, the check symbol.
const KEY: usize = 1;
const SERIAL: usize = 8;
const DAY: usize = 3;
const MAC: usize = 12;
const LENGTH: usize = KEY + SERIAL + DAY + MAC + 1;
/// The day from which last days are counted, and the number that stands for none.
pub(super) const FIRST_DAY: Date = match Date::from_ymd_opt(2020, 1, 1) {
    Some(day) => day,
    None => Date::MIN,
};
pub(super) const NO_DAY: u64 = 0x7fff;
/// The greatest serial number.
pub(super) const SERIAL_LAST: u64 = (1 << 40) - 1;
/// The greatest number of a key.
pub(super) const KEY_LAST: u8 = 31;

/// A signing key: its number, from 0 to 31, and its secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// Its number, which stands in each code.
    pub number: u8,
    /// Its secret: 16 bytes or more that nobody can guess.
    pub secret: Vec<u8>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("number", &self.number).finish_non_exhaustive()
    }
}

/// What a signed code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "SignedCode"))]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The number of the key it was signed with.
    pub key: u8,
    /// Its serial number, below 2⁴⁰.
    pub serial: u64,
    /// The last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
    pub until: Option<Date>,
}

/// Signs and verifies codes of one template: a prefix, and 25 symbols with the key's number, a serial number, the last day, and 60 bits of an
/// HMAC-SHA256 over all of it and the template's name.
///
/// A till holds the same keys and verifies without a connection; what it cannot know is whether the code was used before, elsewhere. To exchange a
/// key, add another and sign with it; once the last code of the old one has ended, take the old one away.
///
/// ```
/// use crm_core::coupon::codes::{Key, Signer};
/// use crm_core::time::Date;
/// let day = |text: &str| text.parse::<Date>().unwrap();
/// let old = Key { number: 1, secret: b"sixteen bytes or more".to_vec() };
/// let new = Key { number: 2, secret: b"another secret, as long".to_vec() };
/// let office = Signer::new("spring_20", "SP", [old.clone(), new.clone()]);
/// let code = office.sign(2, 4711, Some(day("2026-11-30"))).unwrap();
///
/// let till = Signer::new("spring_20", "SP", [old, new]);
/// assert_eq!(till.verify(&code, day("2026-11-30")).unwrap().serial, 4711);
/// let late = till.verify(&code, day("2026-12-01")).unwrap_err();
/// assert_eq!(late[0].code.as_str(), "code_ended");
/// ```
#[derive(Clone, Debug)]
pub struct Signer {
    template: Text,
    prefix: Text,
    keys: BTreeMap<u8, Key>,
}

impl Signer {
    /// Signs and verifies codes of `template`, which start with `prefix` (letters and digits).
    #[must_use]
    pub fn new(template: &str, prefix: &str, keys: impl IntoIterator<Item = Key>) -> Self {
        let prefix = prefix.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase());
        let keys = keys.into_iter().filter(|key| key.number < 32).map(|key| (key.number, key));
        Self { template: template.into(), prefix: prefix.collect(), keys: keys.collect() }
    }

    /// The code with this serial number, in groups of five symbols. None for a key that is not here, a serial number of 2⁴⁰ or more, or a last day
    /// before 2020 or after 2109.
    #[must_use]
    pub fn sign(&self, key: u8, serial: u64, until: Option<Date>) -> Option<String> {
        let secret = &self.keys.get(&key)?.secret;
        let day = until.map_or(Some(NO_DAY), |date| {
            u64::try_from(crate::time::days_between(FIRST_DAY, date)).ok().filter(|day| *day < NO_DAY)
        })?;
        let mut values = symbols(u64::from(key), KEY)?;
        values.extend(symbols(serial, SERIAL)?);
        values.extend(symbols(day, DAY)?);
        values.extend(self.authentication(secret, &values));
        values.push(Alphabet::Unambiguous.check(&values));
        let mut text = self.prefix.to_string();
        for (place, value) in values.into_iter().enumerate() {
            if place.checked_rem(5) == Some(0) && !text.is_empty() {
                text.push('-');
            }
            text.push(Alphabet::Unambiguous.symbol(value)?);
        }
        Some(text)
    }

    /// What a code says, if it was signed with one of the keys and its last day is not over on `today`.
    ///
    /// # Errors
    /// `code_malformed`, `check_symbol_mismatch` (both: a slip), `key_unknown`, `signature_invalid` (a forgery, or another template's); or
    /// `code_ended`.
    pub fn verify(&self, text: &str, today: Date) -> Result<Signed, Vec<Reason>> {
        let values = self.values(text).map_err(|reason| vec![reason])?;
        let (signed, mac) = values.split_at_checked(KEY + SERIAL + DAY).unwrap_or_default();
        let number = |from: usize, count: usize| {
            signed.iter().skip(from).take(count).fold(0_u64, |number, value| (number << 5) | u64::from(*value))
        };
        let key = signed.first().copied().unwrap_or_default();
        let about = |code| Reason::new(code).with("code", text);
        let Some(known) = self.keys.get(&key) else { return Err(vec![about(Code::KeyUnknown).with("key", key)]) };
        let expected = self.authentication(&known.secret, signed);
        // Every symbol is compared, wherever the first difference is, so that the time taken says nothing.
        let differing = expected.iter().zip(mac).fold(0_u8, |bits, (one, other)| bits | (one ^ other));
        if differing != 0 {
            return Err(vec![about(Code::SignatureInvalid)]);
        }
        let day = number(KEY + SERIAL, DAY);
        let until = (day != NO_DAY).then(|| FIRST_DAY.checked_add_days(chrono::Days::new(day))).flatten();
        match until.filter(|until| *until < today) {
            Some(until) => Err(vec![about(Code::CodeEnded).with("until", until)]),
            None => Ok(Signed { key, serial: number(KEY, SERIAL), until }),
        }
    }

    /// The values of a code's symbols, all but the check symbol, which fits.
    fn values(&self, text: &str) -> Result<Vec<u8>, Reason> {
        let mut typed = typed(text);
        let end = text.chars().count().saturating_add(1);
        for letter in self.prefix.chars() {
            let (place, character) = typed.next().ok_or_else(|| malformed(text, end))?;
            if !character.eq_ignore_ascii_case(&letter) {
                return Err(malformed(text, place));
            }
        }
        let mut values = Vec::with_capacity(LENGTH);
        for (place, character) in typed {
            let value = Alphabet::Unambiguous.value(character).filter(|_| values.len() < LENGTH);
            values.push(value.ok_or_else(|| malformed(text, place))?);
        }
        if values.len() < LENGTH {
            return Err(malformed(text, end));
        }
        match values.pop() {
            Some(check) if check == Alphabet::Unambiguous.check(&values) => Ok(values),
            _ => Err(Reason::new(Code::CheckSymbolMismatch).with("code", text)),
        }
    }

    fn authentication(&self, secret: &[u8], signed: &[u8]) -> Vec<u8> {
        let mut mac = keyed(secret, b"crm-core/coupon/signed/1");
        for part in [self.template.as_bytes(), self.prefix.as_bytes(), signed] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        let digest = mac.finalize().into_bytes();
        let bits = digest.iter().take(8).fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        symbols(bits >> 4, MAC).unwrap_or_default()
    }
}

/// A number as so many symbols of 5 bits, the highest first; none where it does not fit.
fn symbols(number: u64, count: usize) -> Option<Vec<u8>> {
    let mut left = number;
    let mut values = Vec::with_capacity(count);
    for _ in 0..count {
        values.push(u8::try_from(left & 31).ok()?);
        left >>= 5;
    }
    values.reverse();
    (left == 0).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn signer(template: &str, keys: &[u8]) -> Signer {
        let key = |number: &u8| Key { number: *number, secret: format!("secret number {number}").into_bytes() };
        Signer::new(template, "SP", keys.iter().map(key))
    }

    #[test]
    fn a_code_says_what_was_signed_however_it_is_typed() {
        let till = signer("spring", &[1, 2]);
        for (serial, until) in [(0, None), (4_711, Some("2026-11-30")), ((1 << 40) - 1, Some("2020-01-01"))] {
            let until = until.map(day);
            let code = till.sign(2, serial, until).unwrap();
            assert_eq!(code.len(), 2 + 5 * 6, "{code}");
            let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            let signed = till.verify(&typed, until.unwrap_or(day("2099-01-01"))).unwrap();
            assert_eq!(signed, Signed { key: 2, serial, until });
        }
        assert_eq!(till.sign(2, 1 << 40, None), None, "a serial number that does not fit");
        assert_eq!(till.sign(3, 1, None), None, "a key that is not here");
    }

    #[test]
    fn keys_are_exchanged_without_breaking_codes_until_the_old_one_is_taken_away() {
        let code = signer("spring", &[1]).sign(1, 7, None).unwrap();
        let today = day("2026-11-21");
        assert!(signer("spring", &[1, 2]).verify(&code, today).is_ok());
        assert_eq!(signer("spring", &[2]).verify(&code, today).unwrap_err()[0].code, Code::KeyUnknown);
    }

    #[test]
    fn slips_and_forgeries_are_told_apart() {
        let till = signer("spring", &[1]);
        let code = till.sign(1, 7, None).unwrap();
        let today = day("2026-11-21");
        let reason = |text: &str| till.verify(text, today).unwrap_err()[0].code;
        let mut slipped: Vec<char> = code.chars().collect();
        slipped[5] = if slipped[5] == 'A' { 'B' } else { 'A' };
        assert_eq!(reason(&slipped.iter().collect::<String>()), Code::CheckSymbolMismatch);
        assert_eq!(reason(code.get(..code.len() - 1).unwrap()), Code::CodeMalformed);
        assert_eq!(reason(&format!("{code}X")), Code::CodeMalformed);
        assert_eq!(reason(""), Code::CodeMalformed);
        // Another serial number with its own right check symbol: only the signature tells.
        let mut values = till.values(&code).unwrap();
        values[KEY + SERIAL - 1] ^= 1;
        values.push(Alphabet::Unambiguous.check(&values));
        let forged: String = values.iter().map(|value| Alphabet::Unambiguous.symbol(*value).unwrap()).collect();
        assert_eq!(reason(&format!("SP{forged}")), Code::SignatureInvalid);
        // The same keys, another template.
        assert_eq!(signer("autumn", &[1]).verify(&code, today).unwrap_err()[0].code, Code::SignatureInvalid);
    }
}
