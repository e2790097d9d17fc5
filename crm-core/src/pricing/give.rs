//! What an offer takes off, in its turn.

use super::basket::{Basket, Line, Lot};
use super::cart::Cart;
use super::definition::{Basis, Choice, NeedsOf, Overflow, Per, SetsPer, Spread, StepsOf};
use super::each::{Most, quantity_weight};
use super::merge::merged;
use super::offer::{Action, BuyGet, Caps, Cut, Offer, ScopeNumber};
use super::policy::Policy;
use super::share::shares;
use super::units::{Pick, Runs, scope_bit};
use crate::code::{Code, Reason};
use crate::num::{Decimal, Money, Rate, Rounding, multiply};

/// An offer in its turn: what it sees.
#[derive(Clone, Copy)]
pub(super) struct Turn<'a> {
    pub(super) policy: &'a Policy,
    pub(super) cart: &'a Cart,
    pub(super) offer: &'a Offer,
    pub(super) basket: &'a Basket,
    /// The lines of each of its scopes, as far as rules decide; then those of other offers.
    pub(super) scopes: &'a [Lines],
    /// The numbers of lines that scopes are ranges of; first all lines, one after the other.
    pub(super) numbers: &'a [u32],
    /// How many units it may still be given for.
    pub(super) units_left: Option<i64>,
    /// How much it may still take off, by its budget.
    pub(super) money_left: Option<i64>,
    /// How much all offers together may still take off.
    pub(super) order_left: Option<i64>,
    /// Whether the most that it could take off is asked for, in any state that can follow: the dearest units, the best step.
    pub(super) at_most: bool,
    /// How much is taken off a line at most, where what one line cannot bear is to go to others.
    pub(super) line_most: i64,
}

/// The lines of a scope: a range of a list of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Lines {
    pub(super) fn of(self, numbers: &[u32]) -> &[u32] {
        numbers.get(self.from..self.to).unwrap_or_default()
    }
}

/// What an offer takes off, before it is taken off.
#[derive(Clone, Debug, Default)]
pub(super) struct Gain {
    pub(super) parts: Vec<Part>,
    /// What kept it from being more.
    pub(super) limited_by: Vec<Reason>,
}

/// A part of a gain: off a line as a whole, or off some of its units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) line: usize,
    /// The lot and how many of its units; the whole line where absent.
    pub(super) units: Option<(usize, i64)>,
    /// Whether the units are used up for other offers that count units.
    pub(super) take: bool,
    pub(super) amount: i64,
}

impl Gain {
    pub(super) fn total(&self) -> i64 {
        sum(&self.parts)
    }

    /// How many units something is taken off.
    pub(super) fn units(&self, basket: &Basket) -> i64 {
        let counts = self.parts.iter().filter(|part| part.amount > 0).map(|part| match part.units {
            Some((_, count)) => count,
            None => basket.lines.get(part.line).map_or(0, |line| line.units),
        });
        counts.fold(0, i64::saturating_add)
    }
}

impl<'a> Turn<'a> {
    /// The same turn, asking for the most that the offer could take off in any state that can follow.
    pub(super) const fn at_most(self) -> Self {
        Self { at_most: true, ..self }
    }

    pub(super) const fn choice(&self, choose: Choice) -> Choice {
        if self.at_most { Choice::Dearest } else { choose }
    }

    /// The lines of a scope, as they stand.
    pub(super) fn lines(&self, scope: ScopeNumber) -> std::borrow::Cow<'a, [u32]> {
        let lines = self.scopes.get(scope).map_or(&[][..], |lines| lines.of(self.numbers));
        let full_price_only = self.offer.terms.scopes.get(scope).is_some_and(|scope| scope.full_price_only);
        if full_price_only {
            let full = |number: &&u32| self.line(**number).is_some_and(|line| !line.is_discounted());
            lines.iter().filter(full).copied().collect::<Vec<u32>>().into()
        } else {
            lines.into()
        }
    }

    pub(super) fn line(&self, number: u32) -> Option<&'a Line> {
        self.basket.lines.get(usize::try_from(number).ok()?)
    }

    /// The lines on which the offer's needs are counted.
    pub(super) fn counted_lines(&self) -> std::borrow::Cow<'a, [u32]> {
        let terms = &self.offer.terms;
        let on_delivery = terms.scopes.first().is_some_and(|scope| scope.of == super::ScopeOf::Delivery);
        if terms.needs.of == NeedsOf::Cart || on_delivery {
            self.numbers.get(..self.basket.goods).unwrap_or_default().into()
        } else {
            self.lines(0)
        }
    }

    /// What is spent on what the offer's needs are counted on.
    pub(super) fn spend(&self) -> i64 {
        let basis = self.offer.terms.needs.basis;
        self.counted_lines().iter().fold(0, |sum, line| {
            sum.saturating_add(
                self.line(*line).map_or(0, |line| if basis == Basis::Initial { line.initial } else { line.net }),
            )
        })
    }

    /// How many are bought of what the offer's needs are counted on.
    pub(super) fn quantity(&self) -> Decimal {
        self.counted_lines().iter().fold(Decimal::ZERO, |sum, line| {
            sum.saturating_add(self.line(*line).map_or(Decimal::ZERO, |line| line.quantity))
        })
    }

    /// What the offer takes off, caps applied.
    pub(super) fn gain(&self) -> Gain {
        let terms = &self.offer.terms;
        let mut gain = Gain { parts: self.parts(), limited_by: Vec::new() };
        if let Some(most) = terms.caps.line.filter(|_| !self.is_anywhere()) {
            self.cap_lines(&mut gain, most);
        }
        self.cap_order(&mut gain);
        gain
    }

    /// What all actions take off, no unit in two parts.
    fn parts(&self) -> Vec<Part> {
        let (mut parts, mut starts) = (Vec::new(), Vec::new());
        let several = self.offer.terms.actions.len() > 1;
        for action in &self.offer.terms.actions {
            if several {
                starts.push(parts.len());
            }
            self.act(action, &mut parts);
        }
        if several && !self.at_most {
            parts = merged(self.basket, &parts, &starts);
        }
        if (several || self.policy.caps.line.is_some()) && !self.is_anywhere() {
            self.keep_to_rooms(&mut parts);
        }
        parts
    }

    /// Whether what is asked for is the most that could be taken off, which is reckoned with the dearest units: others may stand in lines that
    /// leave more room.
    fn is_anywhere(&self) -> bool {
        self.at_most && self.offer.terms.actions.iter().any(|action| self.chooses_units(action))
    }

    fn chooses_units(&self, action: &Action) -> bool {
        action.chooses_units() || self.units_left.is_some()
    }

    fn act(&self, action: &Action, parts: &mut Vec<Part>) {
        if self.at_most && self.offer.terms.base == Basis::Initial && self.chooses_units(action) {
            let all = self.basket.lines.iter().enumerate();
            parts.extend(all.map(|(line, of)| Part { line, units: None, take: false, amount: of.room() }));
            return;
        }
        match action {
            Action::Together { by, spread } => self.together(*by, *spread, parts),
            Action::EachLine { by } => self.each_line(*by, parts),
            Action::EachUnit { by, per_line, units, choose } => {
                let most = Most { per_line: *per_line, units: *units, choose: self.choice(*choose) };
                self.each_unit(|_| Some(*by), most, parts);
            }
            Action::PriceList(name) => self.price_list(name, parts),
            Action::Steps { of, per, steps } => {
                if self.at_most {
                    self.best_step(*of, *per, steps, parts);
                } else if let Some(by) = self.steps_reached(*of, steps).next_back() {
                    self.per(*per, by, parts);
                }
            }
            Action::Every { spend, off, times } => {
                let reached = self.spend().checked_div(*spend).unwrap_or(0);
                let times = times.map_or(reached, |times| reached.min(times));
                self.together(Cut::AmountOff(off.saturating_mul(times)), Spread::Price, parts);
            }
            Action::Ladder { first, further, per_line } => self.ladder(*first, *further, *per_line, parts),
            Action::Sets { size, by, per, steps, choose, times } => {
                let spend = self.spend();
                let reached = steps.iter().filter(|(from, _)| *from <= spend).map(|(_, by)| *by);
                let mut cuts = std::iter::once(*by).chain(reached);
                let times = self.times_left(*times, *size, parts);
                let sets = |by: Cut| {
                    let mut parts = Vec::new();
                    self.sets(&[(0, *size)], by, *per, self.choice(*choose), times, &mut parts);
                    parts
                };
                if self.at_most {
                    parts.extend(cuts.map(sets).max_by_key(|parts| sum(parts)).unwrap_or_default());
                } else {
                    parts.extend(cuts.next_back().map(sets).unwrap_or_default());
                }
            }
            Action::Bundle { parts: wanted, by, choose, times } => {
                let size = wanted.iter().fold(0_i64, |size, (_, count)| size.saturating_add(*count));
                let times = self.times_left(*times, size, parts);
                self.sets(wanted, *by, SetsPer::Set, self.choice(*choose), times, parts);
            }
            Action::BuyGet(buy_get) => self.buy_get(buy_get, parts),
            Action::Gift { .. } | Action::Coupons { .. } => {}
        }
    }

    /// How many sets of a size can be made at most, by the action's own limit and by the units that the offer's limit leaves after `parts`.
    fn times_left(&self, times: Option<i64>, size: i64, parts: &[Part]) -> Option<i64> {
        smaller(times, self.stock_left(parts).map(|units| units.checked_div(size).unwrap_or(0)))
    }

    fn per(&self, per: Per, by: Cut, parts: &mut Vec<Part>) {
        match per {
            Per::Order => self.together(by, Spread::Price, parts),
            Per::Line => self.each_line(by, parts),
            Per::Unit => {
                let most = Most { choose: self.choice(Choice::default()), ..Most::default() };
                self.each_unit(|_| Some(by), most, parts);
            }
        }
    }

    /// The steps reached, in their order.
    fn steps_reached<'s>(
        &self,
        of: StepsOf,
        steps: &'s [(Decimal, Cut)],
    ) -> impl DoubleEndedIterator<Item = Cut> + use<'s> {
        let reached = match of {
            StepsOf::Spend => self.spend().into(),
            StepsOf::Quantity => self.quantity(),
        };
        steps.iter().filter(move |(from, _)| *from <= reached).map(|(_, by)| *by)
    }

    /// The step reached that takes off most.
    fn best_step(&self, of: StepsOf, per: Per, steps: &[(Decimal, Cut)], parts: &mut Vec<Part>) {
        let gains = self.steps_reached(of, steps).map(|by| {
            let mut parts = Vec::new();
            self.per(per, by, &mut parts);
            parts
        });
        parts.extend(gains.max_by_key(|parts| sum(parts)).unwrap_or_default());
    }

    /// What a reduction takes off a price; at most the price.
    pub(super) fn cut(&self, by: Cut, price: i64) -> i64 {
        let off = match by {
            Cut::AmountOff(amount) => amount,
            Cut::Off(rate) => self.share_of(price, rate),
            Cut::Price(other) => price.saturating_sub(other),
            Cut::Issued => self.offer.amount.unwrap_or(0),
        };
        off.clamp(0, price.max(0))
    }

    fn share_of(&self, price: i64, rate: Rate) -> i64 {
        multiply(price, rate.to_decimal(), self.policy.rounding).unwrap_or(price)
    }

    /// What a reduction meant for one unit takes off so many of them.
    pub(super) fn cut_units(&self, by: Cut, price: i64, count: Decimal) -> i64 {
        let times = |one: i64| multiply(one, count, Rounding::HalfUp).unwrap_or(i64::MAX);
        self.cut(
            match by {
                Cut::AmountOff(one) => Cut::AmountOff(times(one)),
                Cut::Price(one) => Cut::Price(times(one)),
                Cut::Issued => Cut::AmountOff(times(self.offer.amount.unwrap_or(0))),
                Cut::Off(_) => by,
            },
            price,
        )
    }

    /// The price of a line that a reduction is reckoned on.
    pub(super) fn base(&self, line: &Line) -> i64 {
        if self.offer.terms.base == Basis::Initial { line.initial } else { line.net }
    }

    fn together(&self, by: Cut, spread: Spread, parts: &mut Vec<Part>) {
        if self.units_left.is_some() {
            self.within(by, Some(spread), parts);
            return;
        }
        let numbers = self.lines(0);
        let (mut weights, mut rooms) = (Vec::with_capacity(numbers.len()), Vec::with_capacity(numbers.len()));
        let mut total = 0_i64;
        for line in numbers.iter().filter_map(|number| self.line(*number)) {
            total = total.saturating_add(self.base(line));
            weights.push(self.weight(line, spread));
            rooms.push(line.room().min(self.line_most));
        }
        let off = self.cut(by, total);
        // Where lines are less dear, another one may bear what this one cannot.
        let redistribute = self.at_most || self.policy.overflow == Overflow::Redistribute;
        let amounts = shares(off, &weights, &rooms, self.policy.remainder, redistribute);
        let placed = numbers.iter().zip(amounts).filter(|(_, amount)| *amount > 0);
        parts.reserve(numbers.len());
        parts.extend(placed.filter_map(|(number, amount)| whole_line(self.placed(*number)?.0, amount)));
    }

    fn weight(&self, line: &Line, spread: Spread) -> i64 {
        match spread {
            _ if line.net == 0 => 0,
            Spread::Price => self.base(line),
            Spread::Quantity => quantity_weight(line.quantity),
        }
    }

    fn each_line(&self, by: Cut, parts: &mut Vec<Part>) {
        if self.units_left.is_some() {
            self.within(by, None, parts);
            return;
        }
        for number in self.lines(0).iter() {
            let Some((place, line)) = self.placed(*number) else { continue };
            let amount = self.cut(by, self.base(line)).min(line.room());
            parts.extend(whole_line(place, amount).filter(|_| amount > 0));
        }
    }

    /// A line and its place, by its number.
    pub(super) fn placed(&self, number: u32) -> Option<(usize, &'a Line)> {
        let place = usize::try_from(number).ok()?;
        Some((place, self.basket.lines.get(place)?))
    }

    /// What units cost now, how much of it can be taken off, and how many they are where weighed goods count as one.
    pub(super) fn picked(&self, pick: Pick) -> (i64, i64, Decimal) {
        let Some(line) = self.basket.lines.get(pick.line) else { return (0, 0, Decimal::ZERO) };
        let Some(lot) = line.lot(pick.lot) else { return (0, 0, Decimal::ZERO) };
        let net = Lot::share(lot.net, lot.units, pick.count);
        // The most that units could bear is what they cost: the dearest are then those off which most is taken.
        let floor = if self.at_most { 0 } else { Lot::share(lot.floor, lot.units, pick.count) };
        let quantity = if line.is_counted { pick.count.into() } else { line.quantity };
        (net, net.saturating_sub(floor), quantity)
    }

    /// The price of units that a reduction is reckoned on.
    pub(super) fn base_of(&self, pick: Pick) -> i64 {
        match (self.offer.terms.base, self.basket.lines.get(pick.line)) {
            (Basis::Initial, Some(line)) => Lot::share(line.initial, line.units, pick.count),
            _ => self.picked(pick).0,
        }
    }

    /// What a reduction meant for one unit takes off units.
    pub(super) fn cut_of(&self, pick: Pick, by: Cut) -> i64 {
        let (_, room, quantity) = self.picked(pick);
        self.cut_units(by, self.base_of(pick), quantity).min(room)
    }

    pub(super) fn cut_pick(&self, pick: Pick, by: Cut, take: bool, parts: &mut Vec<Part>) {
        let amount = self.cut_of(pick, by);
        if take || amount > 0 {
            parts.push(Part { line: pick.line, units: Some((pick.lot, pick.count)), take, amount });
        }
    }

    fn sets(
        &self,
        wanted: &[(ScopeNumber, i64)],
        by: Cut,
        per: SetsPer,
        choose: Choice,
        times: Option<i64>,
        parts: &mut Vec<Part>,
    ) {
        let lines: Vec<_> = wanted.iter().map(|(scope, _)| self.lines(*scope)).collect();
        let lines: Vec<(&[u32], u64)> = lines.iter().zip(0..).map(|(lines, bit)| (&**lines, scope_bit(bit))).collect();
        let counts: Vec<i64> = wanted.iter().map(|(_, count)| *count).collect();
        let mut runs = Runs::new(self.basket, &lines, choose);
        if self.at_most && runs.overlap() {
            // How often parts that share units come together is not told by the dearest ones.
            let all = self.basket.lines.iter().enumerate();
            parts.extend(all.map(|(line, of)| Part { line, units: None, take: false, amount: of.room() }));
            return;
        }
        for (picks, times) in runs.sets(&counts, times) {
            let picks: Vec<Pick> = picks.into_iter().map(|pick| pick.times(times)).collect();
            match per {
                SetsPer::Unit => picks.into_iter().for_each(|pick| self.cut_pick(pick, by, true, parts)),
                SetsPer::Set => self.cut_set(&picks, by, times, parts),
            }
        }
    }

    /// Takes something off sets as a whole; nothing where they cost less already.
    fn cut_set(&self, picks: &[Pick], by: Cut, times: i64, parts: &mut Vec<Part>) {
        let (nets, rooms): (Vec<i64>, Vec<i64>) = picks
            .iter()
            .map(|pick| {
                let (net, room, _) = self.picked(*pick);
                (net, room)
            })
            .unzip();
        let total = nets.iter().fold(0_i64, |sum, net| sum.saturating_add(*net));
        let off = self.cut_units(by, total, times.into());
        if off == 0 {
            return;
        }
        let redistribute = self.policy.overflow == Overflow::Redistribute;
        let amounts = shares(off, &nets, &rooms, self.policy.remainder, redistribute);
        parts.extend(picks.iter().zip(amounts).map(|(pick, amount)| Part {
            line: pick.line,
            units: Some((pick.lot, pick.count)),
            take: true,
            amount,
        }));
    }

    /// How many more units an action needs that counts them; none for one that does not.
    pub(super) fn units_short(&self, action: &Action) -> Option<i64> {
        let short = |wanted: &[(ScopeNumber, i64)]| {
            let lines: Vec<_> = wanted.iter().map(|(scope, _)| self.lines(*scope)).collect();
            let lines: Vec<(&[u32], u64)> =
                lines.iter().zip(0..).map(|(lines, bit)| (&**lines, scope_bit(bit))).collect();
            let counts: Vec<i64> = wanted.iter().map(|(_, count)| *count).collect();
            Runs::new(self.basket, &lines, Choice::InOrder).short(&counts)
        };
        match action {
            Action::Sets { size, .. } => Some(short(&[(0, *size)])),
            Action::Bundle { parts, .. } => Some(short(parts)),
            Action::BuyGet(of) => Some(short(&[(of.buy_scope, of.buy), (of.get_scope, 1)])),
            _ => None,
        }
    }

    /// Gives units for units bought: as often as it goes, the last time perhaps with fewer given.
    fn buy_get(&self, buy_get: &BuyGet, parts: &mut Vec<Part>) {
        let BuyGet { buy, get, times, .. } = *buy_get;
        let (bought, given) = (self.lines(buy_get.buy_scope), self.lines(buy_get.get_scope));
        let choose = self.choice(buy_get.choose);
        let mut runs = if buy_get.buy_scope == buy_get.get_scope {
            Runs::new(self.basket, &[(&bought, 3)], choose)
        } else {
            Runs::new(self.basket, &[(&bought, 1), (&given, 2)], choose)
        };
        // As often as the units that are left allow, the last time perhaps with fewer given.
        let enough = |units: i64| units.saturating_add(get.saturating_sub(1)).checked_div(get).unwrap_or(units);
        let units_left = self.stock_left(parts);
        let most = smaller(times, units_left.map(enough));
        let (times, gifts) = how_often(&runs, buy, get, most);
        let gifts = units_left.map_or(gifts, |left| gifts.min(left));
        // What is bought has to be left over: units that could be both are given only as far as enough stay to be bought.
        let only_bought = runs.count(|scopes| scopes == 1);
        let to_buy = times.saturating_mul(buy);
        let mut spare = runs.count(|scopes| scopes == 3).saturating_sub(to_buy.saturating_sub(only_bought).max(0));
        let mut missing = gifts;
        let picks = runs.take_by(|scopes, left| {
            let most = if scopes == 3 {
                spare
            } else if scopes == 2 {
                left
            } else {
                0
            };
            let part = left.min(most).min(missing);
            missing = missing.saturating_sub(part);
            if scopes == 3 {
                spare = spare.saturating_sub(part);
            }
            part
        });
        picks.into_iter().for_each(|pick| self.cut_pick(pick, buy_get.by, true, parts));
        for pick in runs.take(to_buy, |scopes| scopes & 1 == 1, true) {
            parts.push(Part { line: pick.line, units: Some((pick.lot, pick.count)), take: true, amount: 0 });
        }
    }

    /// Several actions together take no more off a line than it bears; what is too much, the later ones do not take.
    fn keep_to_rooms(&self, parts: &mut [Part]) {
        let mut rooms: Vec<i64> = self.basket.lines.iter().map(Line::room).collect();
        for part in parts {
            if let Some(room) = rooms.get_mut(part.line) {
                part.amount = part.amount.min(*room);
                *room = room.saturating_sub(part.amount);
            }
        }
    }

    pub(super) fn cap_order(&self, gain: &mut Gain) {
        let order = smaller(self.offer.terms.caps.total(self.basket, self.policy.rounding), self.order_left);
        for (most, code) in [(order, Code::CapReached), (self.money_left, Code::BudgetExhausted)] {
            let Some(most) = most else { continue };
            let total = gain.total();
            if most < total {
                let weights: Vec<i64> = gain.parts.iter().map(|part| part.amount).collect();
                let amounts = shares(most.max(0), &weights, &weights, self.policy.remainder, true);
                gain.parts.iter_mut().zip(amounts).for_each(|(part, amount)| part.amount = amount);
                let money = |minor| Money::new(minor, self.policy.currency);
                gain.limited_by.push(Reason::new(code).with("limit", money(most)).with("wanted", money(total)));
            }
        }
    }

    /// Takes no more off a line than the offer's cap; what is too much for one, the others bear where the offer spreads it.
    fn cap_lines(&self, gain: &mut Gain, most: i64) {
        let wanted = gain.total();
        let too_much = |parts: &[Part]| {
            let mut left = vec![most; self.basket.lines.len()];
            parts.iter().any(|part| {
                left.get_mut(part.line).is_some_and(|left| {
                    *left = left.saturating_sub(part.amount);
                    *left < 0
                })
            })
        };
        if !too_much(&gain.parts) {
            return;
        }
        gain.parts = Self { line_most: most, ..*self }.parts();
        let mut left = vec![most; self.basket.lines.len()];
        for part in &mut gain.parts {
            if let Some(left) = left.get_mut(part.line) {
                part.amount = part.amount.min(*left);
                *left = left.saturating_sub(part.amount);
            }
        }
        if gain.total() < wanted {
            let money = |minor| Money::new(minor, self.policy.currency);
            gain.limited_by
                .push(Reason::new(Code::CapReached).with("limit", money(most)).with("wanted", money(wanted)));
        }
    }
}

impl Caps {
    /// The most that is taken off the order.
    pub(super) fn total(&self, basket: &Basket, rounding: Rounding) -> Option<i64> {
        let share =
            self.share.map(|share| multiply(basket.initial(), share.to_decimal(), rounding).unwrap_or(i64::MAX));
        smaller(self.order, share)
    }
}

impl Pick {
    fn times(self, times: i64) -> Self {
        Self { count: self.count.saturating_mul(times), ..self }
    }
}

/// How often units are given for units bought, and how many are given: the most that there are enough units for.
fn how_often(runs: &Runs, buy: i64, get: i64, most: Option<i64>) -> (i64, i64) {
    let (bought, given, both) =
        (runs.count(|scopes| scopes == 1), runs.count(|scopes| scopes == 2), runs.count(|scopes| scopes == 3));
    let gifts_at = |times: i64| {
        let from_both = times.saturating_mul(buy).saturating_sub(bought).max(0);
        let gifts = given.saturating_add(both.saturating_sub(from_both)).min(times.saturating_mul(get));
        // The last time has to give at least one unit.
        (from_both <= both && gifts > times.saturating_sub(1).saturating_mul(get)).then_some(gifts)
    };
    let (mut low, mut high) = (0, most.unwrap_or(i64::MAX).min(given.saturating_add(both)));
    while low < high {
        let middle = low.saturating_add(high.saturating_sub(low).saturating_add(1) / 2);
        if gifts_at(middle).is_some() {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    (low, gifts_at(low).unwrap_or(0))
}

fn sum(parts: &[Part]) -> i64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(part.amount))
}

pub(super) const fn whole_line(line: usize, amount: i64) -> Option<Part> {
    Some(Part { line, units: None, take: false, amount })
}

/// The smaller of two limits, each of which may be absent.
pub(super) fn smaller(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
