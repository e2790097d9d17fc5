//! What an offer that applies would give if more were bought: the next step, the next repeat.

use super::definition::{Per, StepsOf};
use super::offer::{Action, Cut};
use super::turn::Turn;
use crate::code::{Code, Reason};
use crate::num::{Decimal, Money, decimal_text};

/// A step that is not reached yet.
struct Step {
    of: StepsOf,
    from: Decimal,
    actual: Decimal,
    by: Cut,
    per: Per,
}

impl Turn<'_> {
    /// How far the next step or repeat is that takes off more, and what it takes off; none where there is none, or the offer could not be had there.
    pub(super) fn next_step(&self) -> Option<Reason> {
        let steps = self.offer.terms.actions.iter().filter_map(|action| self.step_above(action));
        let step = steps.into_iter().find(|step| self.is_allowed(step))?;
        let (code, name) = match step.by {
            Cut::Price(_) => (Code::NextPrice, "price"),
            Cut::AmountOff(_) | Cut::Off(_) | Cut::Issued => (Code::NextStep, "off"),
        };
        let reason = Reason::new(code).with("required", self.step_text(step.of, step.from));
        let reason = reason.with("actual", self.step_text(step.of, step.actual));
        let reason = reason.with("short_by", self.step_text(step.of, step.from.saturating_sub(step.actual)));
        let reason = reason.with(name, self.cut_text(step.by));
        Some(match step.per {
            Per::Order => reason,
            Per::Line => reason.with("per", "line"),
            Per::Unit => reason.with("per", "unit"),
        })
    }

    /// The next step of an action.
    fn step_above(&self, action: &Action) -> Option<Step> {
        match action {
            Action::Steps { of, per, steps } => {
                let actual = self.stepped(*of);
                let steps = steps.iter().map(|(from, by)| (*from, *by));
                let (from, by) = self.first_better(None, actual, steps)?;
                Some(Step { of: *of, from, actual, by, per: *per })
            }
            Action::Sets { by, per, steps, .. } if !steps.is_empty() => {
                let actual = self.stepped(StepsOf::Spend);
                let steps = steps.iter().map(|(from, by)| (Decimal::from(*from), *by));
                let (from, by) = self.first_better(Some(*by), actual, steps)?;
                let per = if *per == super::SetsPer::Unit { Per::Unit } else { Per::Order };
                Some(Step { of: StepsOf::Spend, from, actual, by, per })
            }
            Action::Every { spend, off, times } => {
                let actual = self.spend();
                let next =
                    actual.checked_div(*spend)?.checked_add(1).filter(|next| times.is_none_or(|most| *next <= most))?;
                let by = Cut::AmountOff(off.checked_mul(next)?);
                let (from, actual) = (spend.checked_mul(next)?.into(), actual.into());
                Some(Step { of: StepsOf::Spend, from, actual, by, per: Per::Order })
            }
            _ => None,
        }
    }

    /// The first step above `actual` that takes off more than the one reached.
    fn first_better(
        &self,
        first: Option<Cut>,
        actual: Decimal,
        steps: impl Iterator<Item = (Decimal, Cut)>,
    ) -> Option<(Decimal, Cut)> {
        let mut reached = first;
        for (from, by) in steps {
            if from <= actual {
                reached = Some(by);
            } else if reached.is_none_or(|reached| self.is_better(by, reached)) {
                return Some((from, by));
            }
        }
        None
    }

    /// Whether a step takes off more than another one, as far as that can be told without prices.
    fn is_better(&self, by: Cut, reached: Cut) -> bool {
        match (by, reached) {
            (Cut::Off(one), Cut::Off(other)) => one > other,
            (Cut::Price(one), Cut::Price(other)) => one < other,
            (Cut::AmountOff(_) | Cut::Issued, Cut::AmountOff(_) | Cut::Issued) => {
                self.amount_off(by) > self.amount_off(reached)
            }
            _ => true,
        }
    }

    fn amount_off(&self, by: Cut) -> i64 {
        match by {
            Cut::AmountOff(amount) => amount,
            _ => self.offer.amount.unwrap_or(0),
        }
    }

    /// Whether the offer can still be had where a step is reached.
    fn is_allowed(&self, step: &Step) -> bool {
        let needs = &self.offer.terms.needs;
        let most = match step.of {
            StepsOf::Spend => needs.maximum_spend.map(Decimal::from),
            StepsOf::Quantity => needs.maximum_quantity,
        };
        most.is_none_or(|most| step.from <= most)
    }

    /// What steps count, so far.
    pub(super) fn stepped(&self, of: StepsOf) -> Decimal {
        match of {
            StepsOf::Spend => self.spend().into(),
            StepsOf::Quantity => self.quantity(),
        }
    }

    /// What steps count, as it is shown.
    pub(super) fn step_text(&self, of: StepsOf, number: Decimal) -> String {
        match of {
            StepsOf::Spend => self.money(i64::try_from(number).unwrap_or(i64::MAX)).to_string(),
            StepsOf::Quantity => decimal_text(number),
        }
    }

    fn cut_text(&self, by: Cut) -> String {
        match by {
            Cut::Off(rate) => format!("{}%", decimal_text(rate.to_decimal().saturating_mul(Decimal::ONE_HUNDRED))),
            Cut::Price(amount) => self.money(amount).to_string(),
            Cut::AmountOff(_) | Cut::Issued => self.money(self.amount_off(by)).to_string(),
        }
    }

    pub(super) fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.policy.currency)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use crate::num::Decimal;
    use crate::pricing::{Amount, Anyone, Applied, Cart, Offer, Pricing};
    use crate::text::Language;
    use crate::time::Instant;

    fn applied(pricing: &Pricing, gives: &Value, prices: &[Amount]) -> Option<Applied> {
        let terms = pricing.terms(&serde_json::from_value(json!({ "gives": [gives] })).unwrap()).unwrap();
        let line = |(place, price)| json!({"id": format!("l{place}"), "sku": "a", "unit_price": price});
        let lines: Vec<Value> = prices.iter().enumerate().map(line).collect();
        let cart: Cart = serde_json::from_value(json!({ "lines": lines })).unwrap();
        let now = Anyone::at(Instant::parse("2026-11-11T10:00:00+08:00").unwrap());
        pricing.quote(&cart, &[Offer::promotion("p", terms)], &now, &()).unwrap().applied.pop()
    }

    #[test]
    fn it_is_said_in_both_languages() {
        let pricing = crate::pricing::tests::pricing(json!({}));
        let step = |from: &str, by: Value| json!({"from": from, "by": by});
        let steps = |one: Value, two: Value| json!({"steps": {"steps": [step("300", one), step("500", two)]}});
        let off = |amount: &str| json!({ "amount_off": amount });
        let cases = [
            (steps(off("40"), off("80")), "180.00 more for 80.00 off", "再买180.00，可优惠80.00"),
            (steps(json!({"pay": "90%"}), json!({"pay": "85%"})), "180.00 more for 15% off", "再买180.00，可优惠15%"),
            (
                steps(json!({"price": "290"}), json!({"price": "280"})),
                "180.00 more for a price of 280.00",
                "再买180.00，可享价格280.00",
            ),
        ];
        for (gives, english, chinese) in cases {
            let next =
                applied(&pricing, &gives, &["320".parse::<Decimal>().map(Amount).unwrap()]).unwrap().next.unwrap();
            assert_eq!((next.message(Language::En), next.message(Language::Zh)), (english.into(), chinese.into()));
        }
    }

    proptest! {
        #[test]
        fn buying_what_is_missing_reaches_the_step_and_no_less_does(
            price in 1..60_000_i64,
            (spend, off) in (1_000..20_000_i64, 1..1_000_i64),
            times in prop::option::of(1..4_u32),
            repeats in any::<bool>(),
        ) {
            let pricing = crate::pricing::tests::pricing(json!({}));
            let text = |minor: i64| Decimal::new(minor, 2).to_string();
            let mut every = json!({"every": {"spend": text(spend), "amount_off": text(off)}});
            if let Some(times) = times {
                every["every"]["times"] = times.into();
            }
            let by = |times: i64| json!({"from": text(spend * times), "by": {"amount_off": text(off * times)}});
            let gives = if repeats { every } else { json!({"steps": {"steps": [by(1), by(2), by(4)]}}) };
            let price = Amount(Decimal::new(price, 2));
            let now = applied(&pricing, &gives, &[price]);
            if let Some((now, next)) = now.and_then(|now| now.next.clone().map(|next| (now, next))) {
                let short: Decimal = next.params["short_by"].parse().unwrap();
                let then = applied(&pricing, &gives, &[price, Amount(short)]).unwrap();
                prop_assert_eq!(then.amount.to_string(), next.params["off"].as_str());
                let less = applied(&pricing, &gives, &[price, Amount(short - Decimal::new(1, 2))]).unwrap();
                prop_assert_eq!(less.amount, now.amount);
            }
        }
    }
}
