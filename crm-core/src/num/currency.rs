//! The currencies of ISO 4217.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::read_text;

/// The currencies and funds in use by decimal places of their minor unit, each row sorted. Codes without a minor unit (precious
/// metals, bond units, tests) are not money that anyone pays with, and left out.
const IN_USE: [(u8, &[&str]); 4] = [
    (
        0,
        &[
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF",
            "XOF", "XPF",
        ],
    ),
    (
        2,
        &[
            "AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BMD", "BND", "BOB",
            "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF", "CHW", "CNY", "COP", "COU",
            "CRC", "CUP", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL",
            "GHS", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IRR", "JMD", "KES",
            "KGS", "KHR", "KPW", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MGA", "MKD", "MMK",
            "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR",
            "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SDG",
            "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TOP",
            "TRY", "TTD", "TWD", "TZS", "UAH", "USD", "USN", "UYU", "UZS", "VED", "VES", "WST", "XAD", "XCD", "XCG",
            "YER", "ZAR", "ZMW", "ZWG",
        ],
    ),
    (3, &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
    (4, &["CLF", "UYW"]),
];

/// An ISO 4217 currency: its code and how many decimal places its minor unit has.
///
/// ```
/// use crm_core::num::Currency;
/// assert_eq!(Currency::new("JPY").map(|yen| yen.exponent()), Some(0));
/// assert_eq!(Currency::new("cny"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency {
    code: [u8; 3],
    exponent: u8,
}

impl Currency {
    /// The renminbi, in yuan and fen.
    pub const CNY: Self = Self { code: *b"CNY", exponent: 2 };
    /// The euro.
    pub const EUR: Self = Self { code: *b"EUR", exponent: 2 };
    /// The yen, which has no minor unit in use.
    pub const JPY: Self = Self { code: *b"JPY", exponent: 0 };
    /// The United States dollar.
    pub const USD: Self = Self { code: *b"USD", exponent: 2 };

    /// The currency with this ISO 4217 code, or `None` for a code that is not in use.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let (exponent, _) = IN_USE.iter().find(|(_, codes)| codes.binary_search(&code).is_ok())?;
        Some(Self { code: code.as_bytes().try_into().ok()?, exponent: *exponent })
    }

    /// Every currency in use, by decimal places and code.
    pub fn all() -> impl Iterator<Item = Self> {
        IN_USE.iter().flat_map(|(_, codes)| codes.iter().filter_map(|code| Self::new(code)))
    }

    /// The three letters of the code, as they are kept.
    pub(crate) const fn letters(self) -> [u8; 3] {
        self.code
    }

    /// The three letters of the code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or_default()
    }

    /// The decimal places of the minor unit: 2 for CNY, 0 for JPY.
    #[must_use]
    pub const fn exponent(&self) -> u32 {
        self.exponent as u32
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "an ISO 4217 currency in use such as `CNY`", Self::new)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Currency {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<String> = Self::all().map(|currency| currency.to_string()).collect();
        schemars::json_schema!({"type": "string", "description": "an ISO 4217 currency", "enum": codes})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_names_each_once() {
        for (_, codes) in IN_USE {
            assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
        }
        let distinct: std::collections::BTreeSet<String> =
            Currency::all().map(|currency| currency.to_string()).collect();
        assert_eq!((Currency::all().count(), distinct.len()), (165, 165));
        assert!(distinct.iter().all(|code| code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())));
    }

    #[test]
    fn minor_units() {
        let cases = [
            ("CNY", Some(2)),
            ("HKD", Some(2)),
            ("TWD", Some(2)),
            ("MGA", Some(2)),
            ("XCG", Some(2)),
            ("JPY", Some(0)),
            ("VND", Some(0)),
            ("ISK", Some(0)),
            ("KWD", Some(3)),
            ("TND", Some(3)),
            ("CLF", Some(4)),
            ("HRK", None),
            ("XAU", None),
            ("XXX", None),
            ("", None),
            ("CN", None),
            ("cny", None),
            ("CNY ", None),
        ];
        for (code, exponent) in cases {
            assert_eq!(Currency::new(code).map(|currency| currency.exponent()), exponent, "{code}");
        }
        for constant in [Currency::CNY, Currency::EUR, Currency::JPY, Currency::USD] {
            assert_eq!(Currency::new(constant.code()), Some(constant));
        }
    }

    #[test]
    fn an_unknown_code_is_refused() {
        let error = serde_json::from_str::<Currency>("\"RMB\"").unwrap_err().to_string();
        assert!(error.starts_with("`RMB` is not an ISO 4217 currency in use such as `CNY`"), "{error}");
    }
}
