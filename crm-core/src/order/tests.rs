//! Orders from quote to payment, without an engine.

use super::limits::{CLOSED_MAX, OPEN_MAX};
use super::*;
use crate::code::Code;
use crate::counter::{Counter, CounterEffect};
use crate::pricing::Use;
use crate::time::Instant;

fn at(second: i64) -> Instant {
    Instant::from_micros(second * 1_000_000)
}

fn reserved(order: &str, until: i64, by: i64) -> OrderEffect {
    let uses = vec![Use { counter: "promotion.flash.units".into(), by, limit: 100, version: Some(3) }];
    let reservation = Reservation {
        until: at(until),
        coupons: Vec::new(),
        points: None,
        benefits: Vec::new(),
        uses,
        gives: Vec::new(),
    };
    OrderEffect::Reserved { at: at(0), order: order.into(), reservation }
}

fn redeemed(order: &str) -> OrderEffect {
    OrderEffect::Redeemed { at: at(5), order: order.into(), not_given: Vec::new() }
}

fn released(order: &str, timed_out: bool) -> OrderEffect {
    let reason = timed_out.then(|| crate::code::Reason::new(Code::ReservationTimedOut));
    OrderEffect::Released { at: at(5), order: order.into(), reason }
}

#[test]
fn what_can_become_of_an_order_follows_from_what_became_of_it() {
    type Asked = Result<(), Code>;
    let table: &[(&[OrderEffect], Asked, Asked)] = &[
        (&[], Ok(()), Err(Code::OrderNotReserved)),
        (&[reserved("o", 9, 1)], Err(Code::OrderReserved), Ok(())),
        (&[reserved("o", 9, 1), redeemed("o")], Err(Code::OrderRedeemed), Err(Code::OrderRedeemed)),
        (&[redeemed("o")], Err(Code::OrderRedeemed), Err(Code::OrderRedeemed)),
        (&[reserved("o", 9, 1), released("o", false)], Ok(()), Err(Code::OrderReleased)),
        (&[reserved("o", 9, 1), released("o", true)], Ok(()), Err(Code::OrderTimedOut)),
        (&[reserved("o", 9, 1), released("o", true), reserved("o", 9, 1)], Err(Code::OrderReserved), Ok(())),
    ];
    for (effects, new, held) in table {
        let mut reservations = Reservations::default();
        effects.iter().for_each(|effect| reservations.apply(effect));
        assert_eq!(reservations.check_new("o").map_err(|reason| reason.code), *new, "{effects:?}");
        assert_eq!(reservations.held("o").map(|_| ()).map_err(|reason| reason.code), *held, "{effects:?}");
    }
}

#[test]
fn only_so_many_orders_are_held_and_remembered() {
    let mut reservations = Reservations::default();
    (0..OPEN_MAX).for_each(|number| reservations.apply(&reserved(&format!("o-{number}"), 9, 1)));
    assert_eq!(reservations.check_new("more").map_err(|reason| reason.code), Err(Code::TooManyReservations));
    (0..CLOSED_MAX * 2).for_each(|number| reservations.apply(&redeemed(&format!("o-{number}"))));
    assert_eq!((reservations.open.len(), reservations.closed.len()), (0, CLOSED_MAX));
    assert!(reservations.closed("o-0").is_none(), "the oldest are forgotten");
}

#[test]
fn what_runs_out_gives_back_what_it_took() {
    let mut reservations = Reservations::default();
    reservations.apply(&reserved("early", 10, 2));
    reservations.apply(&reserved("late", 20, 3));
    assert_eq!(reservations.due(), Some(at(10)));
    let (counters, effects) = reservations.run_out(at(10));
    let given: Vec<(i64, Option<i64>)> =
        counters.iter().map(|CounterEffect::Add { by, limit, .. }| (*by, *limit)).collect();
    assert_eq!(given, [(-2, None)]);
    effects.iter().for_each(|effect| reservations.apply(effect));
    assert_eq!(reservations.due(), Some(at(20)));
    assert_eq!(reservations.held("early").unwrap_err().code, Code::OrderTimedOut);
}

#[test]
fn a_counter_is_asked_as_it_was_read_last() {
    let used = Use { counter: "promotion.flash.units".into(), by: 2, limit: 100, version: Some(3) };
    let read = |value, version| [("promotion.flash.units".into(), Counter { value, version })].into();
    let version = |counters| {
        let added = super::decide::taken(&used, at(0), &counters);
        added.map(|CounterEffect::Add { version, .. }| version).map_err(|reason| reason.code)
    };
    assert_eq!(version([].into()), Ok(Some(3)), "as the quote read it");
    assert_eq!(version(read(98, 7)), Ok(Some(7)), "others bought meanwhile, and there is room");
    assert_eq!(version(read(99, 7)), Err(Code::CounterLimit), "one is left, two are wanted");
}
