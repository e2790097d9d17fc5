//! Where what is paid back goes: to money, to gift cards and the like.

use super::order::Order;
use super::{PaymentBack, Tenders};

/// What is paid back, by where it goes.
pub(super) struct Tendered {
    pub(super) to_money: i64,
    pub(super) to_payments: i64,
    pub(super) payments: Vec<PaymentBack>,
}

impl Order<'_> {
    /// The parts that go back to money and to each payment: no more than each had paid. Payments had paid in the order of the quote, and money after
    /// them: what comes back goes that way forth, or back.
    pub(super) fn tenders(&self, total: i64, tenders: Tenders) -> Tendered {
        let sum = |part: &dyn Fn(&super::Refund) -> i64| {
            self.before.iter().fold(0_i64, |sum, refund| sum.saturating_add(part(refund)))
        };
        let money_back = sum(&|refund| self.minor(refund.to_money));
        let payments_back = sum(&|refund| self.minor(refund.to_payments));
        let money = self.minor(self.quote.totals.due).saturating_sub(money_back).max(0);
        let payments = self.minor(self.quote.totals.paid).saturating_sub(payments_back).max(0);
        let to_payments = match tenders {
            Tenders::MoneyFirst => total.saturating_sub(money).clamp(0, payments),
            Tenders::PaymentsFirst => total.clamp(0, payments),
        };
        let payments = self.to_each(to_payments, payments_back, tenders);
        Tendered { to_money: total.saturating_sub(to_payments), to_payments, payments }
    }

    fn to_each(&self, mut amount: i64, back: i64, tenders: Tenders) -> Vec<PaymentBack> {
        let known = self.before.iter().flat_map(|refund| &refund.payments);
        let named = known.clone().fold(0_i64, |sum, known| sum.saturating_add(self.minor(known.amount)));
        // What went back to payments without being said to which went the same way.
        let mut unnamed = back.saturating_sub(named).max(0);
        let mut used: Vec<_> = self.quote.payments.iter().collect();
        if tenders == Tenders::MoneyFirst {
            used.reverse();
        }
        let payments = used.into_iter().filter_map(|used| {
            let back = known.clone().filter(|known| known.id == used.id);
            let back = back.fold(0_i64, |sum, known| sum.saturating_add(self.minor(known.amount)));
            let left = self.minor(used.amount).saturating_sub(back).max(0);
            let gone = left.min(unnamed);
            unnamed = unnamed.saturating_sub(gone);
            let part = amount.min(left.saturating_sub(gone));
            amount = amount.saturating_sub(part);
            (part > 0).then(|| PaymentBack { id: used.id.clone(), amount: self.money(part) })
        });
        payments.collect()
    }
}
