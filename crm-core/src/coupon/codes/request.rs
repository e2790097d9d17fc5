//! What is asked about codes from every language: documents in, documents out.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::signed::{FIRST_DAY, KEY_LAST, NO_DAY, SERIAL_LAST};
use super::{CodeDefinition, CodePattern, CodeSeries, Key, Signed, Signer};
use crate::code::{Code, Reason};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::shape;
use crate::text::Text;
use crate::time::{Date, civil_date, optional_date};

/// The most codes that are made at a time.
pub const CODES_MAX: u32 = 100_000;
/// The shortest secret, in bytes.
pub const SECRET_BYTES_MIN: usize = 16;

/// A question about codes. It needs no program and no member: a till answers it offline.
///
/// ```json
/// {"make": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "from": 0, "count": 3}}
/// {"find": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "code": "SPRING-4K7M2Q9", "issued": 3}}
/// {"sign": {"template": "spring_20", "prefix": "SP", "key": {"number": 2, "secret": "sixteen bytes or more"}, "from": 4711, "count": 1, "until": "2026-11-30"}}
/// {"verify": {"template": "spring_20", "prefix": "SP", "keys": [{"number": 2, "secret": "sixteen bytes or more"}], "code": "SP-…", "today": "2026-11-21"}}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum CouponCodesRequest {
    /// The codes of a range of numbers of a series. Fewer come where the series ends.
    Make {
        /// What the codes look like.
        pattern: CodeDefinition,
        /// What chooses the series, and is kept as secret as a key.
        seed: Secret,
        /// The first number.
        #[serde(default)]
        from: u64,
        /// How many: 1 to 100,000.
        count: u32,
    },
    /// The number of a code in a series.
    Find {
        /// What the codes look like.
        pattern: CodeDefinition,
        /// What chooses the series.
        seed: Secret,
        /// The code as it was typed.
        code: Text,
        /// How many codes were issued, from number 0 on: a code past them is refused. Without it, none is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issued: Option<u64>,
    },
    /// Codes that can be verified without asking anyone.
    Sign {
        /// The coupon template that they are of.
        template: Text,
        /// What they start with.
        #[serde(default)]
        prefix: Text,
        /// The key.
        key: SigningKey,
        /// The first serial number.
        #[serde(default)]
        from: u64,
        /// How many: 1 to 100,000.
        count: u32,
        /// The last day on which they are valid, 2020-01-01 or later; without it, they do not end.
        #[serde(default, skip_serializing_if = "Option::is_none", with = "optional_date")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
        until: Option<Date>,
    },
    /// What a signed code says, and whether it is one.
    Verify {
        /// The coupon template that it is to be of.
        template: Text,
        /// What its codes start with.
        #[serde(default)]
        prefix: Text,
        /// The keys that are in use.
        keys: Vec<SigningKey>,
        /// The code as it was typed.
        code: Text,
        /// The day.
        #[serde(with = "civil_date")]
        #[cfg_attr(feature = "schema", schemars(schema_with = "crate::time::date_schema"))]
        today: Date,
    },
}

/// A secret of the host. Its debug form hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("format" = "password")))]
#[serde(transparent)]
pub struct Secret(
    /// 16 bytes or more, in UTF-8, that nobody can guess.
    pub Text,
);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// A signing key as a document has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SigningKey {
    /// Its number, 0 to 31, which stands in each code.
    pub number: u8,
    /// Its secret.
    pub secret: Secret,
}

/// The answer to a question about codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponCodesAnswer {
    /// The codes that were made or signed, in the order of their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Text>,
    /// The number of the code that was asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// What the code that was asked about says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// Why the code that was asked about is none; empty where it is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Reason>,
}

impl CouponCodesRequest {
    /// Reads a question's JSON.
    ///
    /// # Errors
    /// Everything found, each with its place.
    pub fn from_json(text: &str) -> Result<Self, Diagnostics> {
        shape::whole(&shape::parse(text)?)
    }

    /// Answers it. A code that was typed wrong, forged, not issued or has ended is no error: the answer says why it is refused.
    ///
    /// ```
    /// use crm_core::coupon::codes::CouponCodesRequest;
    /// let make = r#"{"make": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "from": 0, "count": 3}}"#;
    /// let made = CouponCodesRequest::from_json(make)?.answer()?;
    /// let find = serde_json::json!({"find": {"pattern": {"pattern": "SPRING-######*"}, "seed": "a secret of the host", "code": made.codes[2], "issued": 3}});
    /// assert_eq!(CouponCodesRequest::from_json(&find.to_string())?.answer()?.number, Some(2));
    /// # Ok::<(), crm_core::diagnostic::Diagnostics>(())
    /// ```
    ///
    /// # Errors
    /// Everything found: a pattern that is none, a secret shorter than 16 bytes, no codes or more than 100,000 at a time, numbers and days that
    /// do not fit into a code.
    pub fn answer(&self) -> Result<CouponCodesAnswer, Diagnostics> {
        self.findings().or(())?;
        match self {
            Self::Make { pattern, seed, from, count } => {
                let series = seed.series(pattern)?;
                Ok(CouponCodesAnswer::made(series.codes(*from..from.saturating_add((*count).into()))))
            }
            Self::Find { pattern, seed, code, issued } => {
                let number = seed.series(pattern)?.issued(code, issued.unwrap_or(u64::MAX));
                Ok(CouponCodesAnswer::of(number.map_err(|reason| vec![reason]), |answer, number| {
                    answer.number = Some(number)
                }))
            }
            Self::Sign { template, prefix, key, from, count, until } => {
                let signer = Signer::new(template, prefix, [key.key()]);
                let serials = *from..from.saturating_add((*count).into());
                Ok(CouponCodesAnswer::made(serials.filter_map(|serial| signer.sign(key.number, serial, *until))))
            }
            Self::Verify { template, prefix, keys, code, today } => {
                let signer = Signer::new(template, prefix, keys.iter().map(SigningKey::key));
                Ok(CouponCodesAnswer::of(signer.verify(code, *today), |answer, signed| answer.signed = Some(signed)))
            }
        }
    }

    /// What is wrong with the question.
    fn findings(&self) -> Diagnostics {
        let mut within = Diagnostics::default();
        let name = match self {
            Self::Make { pattern, seed, count, .. } => {
                seed.series_findings(pattern, &mut within);
                within.extend_under("count", outside(u64::from(*count), 1, CODES_MAX.into()));
                "make"
            }
            Self::Find { pattern, seed, .. } => {
                seed.series_findings(pattern, &mut within);
                "find"
            }
            Self::Sign { key, from, count, until, .. } => {
                within.extend_under("key", key.findings());
                within.extend_under("count", outside(u64::from(*count), 1, CODES_MAX.into()));
                let first_of_last = SERIAL_LAST.saturating_sub(u64::from(*count).saturating_sub(1));
                within.extend_under("from", outside(*from, 0, first_of_last));
                within.extend_under("until", until.and_then(|until| outside(until, FIRST_DAY, last_day())));
                "sign"
            }
            Self::Verify { keys, .. } => {
                for (index, key) in keys.iter().enumerate() {
                    let found = key.findings().map(|finding| finding.under(index));
                    within.extend_under("keys", found);
                }
                "verify"
            }
        };
        let mut found = Diagnostics::default();
        found.extend_under(name, within);
        found
    }
}

impl CouponCodesAnswer {
    fn made(codes: impl Iterator<Item = String>) -> Self {
        Self { codes: codes.map(Text::from).collect(), ..Self::default() }
    }

    fn of<T>(found: Result<T, Vec<Reason>>, tell: impl FnOnce(&mut Self, T)) -> Self {
        let mut answer = Self::default();
        match found {
            Ok(found) => tell(&mut answer, found),
            Err(refusals) => answer.refusals = refusals,
        }
        answer
    }
}

impl Secret {
    fn finding(&self) -> Option<Diagnostic> {
        let reason = format!("a secret has {SECRET_BYTES_MIN} bytes or more");
        let finding = || Diagnostic::error(Code::InvalidShape).with("reason", reason);
        (self.0.len() < SECRET_BYTES_MIN).then(finding)
    }

    /// What keeps it from choosing a series of `pattern`.
    fn series_findings(&self, pattern: &CodeDefinition, found: &mut Diagnostics) {
        found.extend_under("pattern", CodePattern::new(pattern).err().into_iter().flatten());
        found.extend_under("seed", self.finding());
    }

    fn series(&self, pattern: &CodeDefinition) -> Result<CodeSeries, Diagnostics> {
        Ok(CodeSeries::new(CodePattern::new(pattern)?, self.0.as_bytes()))
    }
}

impl SigningKey {
    fn key(&self) -> Key {
        Key { number: self.number, secret: self.secret.0.as_bytes().to_vec() }
    }

    fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        let number = outside(self.number, 0, KEY_LAST).map(|finding| finding.under("number"));
        number.into_iter().chain(self.secret.finding().map(|finding| finding.under("secret")))
    }
}

fn outside<T: PartialOrd + ToString>(value: T, minimum: T, maximum: T) -> Option<Diagnostic> {
    if (&minimum..=&maximum).contains(&&value) {
        return None;
    }
    let finding = Diagnostic::error(Code::OutOfRange).with("value", value.to_string());
    Some(finding.with("minimum", minimum.to_string()).with("maximum", maximum.to_string()))
}

/// The last of the last days that a code can have.
fn last_day() -> Date {
    FIRST_DAY.checked_add_days(chrono::Days::new(NO_DAY.saturating_sub(1))).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ask(request: &serde_json::Value) -> Result<CouponCodesAnswer, Diagnostics> {
        CouponCodesRequest::from_json(&request.to_string())?.answer()
    }

    const SECRET: &str = "sixteen bytes or more";

    #[test]
    fn what_is_made_is_found_and_what_is_signed_is_verified() {
        let pattern = json!({"pattern": "SPRING-######*"});
        let made = ask(&json!({"make": {"pattern": pattern, "seed": SECRET, "from": 5, "count": 3}})).unwrap();
        assert_eq!(made.codes.len(), 3);
        let find = |issued: u64| {
            ask(&json!({"find": {"pattern": pattern, "seed": SECRET, "code": made.codes[2], "issued": issued}}))
        };
        assert_eq!(find(8).unwrap().number, Some(7));
        assert_eq!(find(7).unwrap().refusals[0].code, Code::CodeNotIssued);

        let key = json!({"number": 2, "secret": SECRET});
        let signed = ask(
            &json!({"sign": {"template": "spring", "prefix": "SP", "key": key, "from": 4711, "count": 2, "until": "2026-11-30"}}),
        );
        let code = &signed.unwrap().codes[1];
        let verify = |today: &str| {
            ask(&json!({"verify": {"template": "spring", "prefix": "SP", "keys": [key], "code": code, "today": today}}))
        };
        let says = verify("2026-11-30").unwrap().signed.unwrap();
        assert_eq!((says.key, says.serial, says.until.unwrap().to_string().as_str()), (2, 4712, "2026-11-30"));
        assert_eq!(verify("2026-12-01").unwrap().refusals[0].code, Code::CodeEnded);
    }

    #[test]
    fn everything_wrong_with_a_question_is_found_at_its_place() {
        let cases = [
            (
                json!({"make": {"pattern": {"pattern": "SPRING"}, "seed": "short", "count": 0}}),
                &["/make/pattern/pattern", "/make/seed", "/make/count"][..],
            ),
            (json!({"find": {"pattern": {"pattern": "####"}, "seed": "short", "code": "0000"}}), &["/find/seed"]),
            (
                json!({"sign": {"template": "t", "key": {"number": 32, "secret": ""}, "from": 1_099_511_627_775_u64, "count": 2, "until": "2019-12-31"}}),
                &["/sign/key/number", "/sign/key/secret", "/sign/from", "/sign/until"],
            ),
            (
                json!({"sign": {"template": "t", "key": {"number": 1, "secret": SECRET}, "count": 1, "until": "2109-09-18"}}),
                &["/sign/until"],
            ),
            (
                json!({"verify": {"template": "t", "keys": [{"number": 1, "secret": ""}], "code": "", "today": "2026-01-01"}}),
                &["/verify/keys/0/secret"],
            ),
            (json!({"forge": {}}), &["/forge"]),
        ];
        for (request, expected) in cases {
            let found = ask(&request).unwrap_err();
            let places: Vec<&str> = found.0.iter().map(|finding| finding.pointer.as_str()).collect();
            assert_eq!(places, expected, "{request}");
        }
        let last = ask(
            &json!({"sign": {"template": "t", "key": {"number": 31, "secret": SECRET}, "from": 1_099_511_627_775_u64, "count": 1, "until": "2109-09-17"}}),
        );
        assert_eq!(last.unwrap().codes.len(), 1, "the greatest numbers and the last day fit");
    }

    #[test]
    fn a_secret_is_not_printed() {
        let make = json!({"make": {"pattern": {"pattern": "####"}, "seed": SECRET, "count": 1}});
        let request = CouponCodesRequest::from_json(&make.to_string()).unwrap();
        assert!(!format!("{request:?}").contains("sixteen"));
    }
}
