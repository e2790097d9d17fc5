//! An embeddable CRM core for retail.
//!
//! A merchant writes its CRM policy once, as data: a [`program::Program`]. It is checked and compiled into an [`engine::Engine`], a set of pure functions
//! over a [`member::Member`] and an explicit time. Nothing here touches a network, a disk, a clock or a source of randomness.
//!
//! ```
//! use crm_core::engine::{Engine, Subject};
//! use crm_core::event::Event;
//! use crm_core::time::Instant;
//!
//! let engine = Engine::from_json(r#"{
//!     "version": 1, "name": "shop", "currency": "CNY", "zone": "Asia/Shanghai",
//!     "metrics": {"orders": {"aggregate": "count", "event": "order.paid", "window": {"last": "90d"}}},
//!     "segments": {"regulars": {"when": "metric.orders >= 2"}}
//! }"#)?;
//! let mut member = engine.member("m-1");
//! let paid = Event::from_json(r#"{"id": "e-1", "type": "order.paid", "at": "2026-03-01T10:00:00Z", "data": {"order_id": "o-1", "amount": "428.00"}}"#)?;
//! let now = paid.at;
//! engine.handle(&mut member, paid.into(), now)?;
//!
//! let answer = engine.explain(&member, &Subject::Segment("regulars".into()), now)?;
//! let answer = serde_json::to_value(answer).unwrap_or_default();
//! assert_eq!(answer["segment"]["rule"]["gap"]["params"]["gap"], "1"); // one more order
//! # Ok::<(), crm_core::diagnostic::Diagnostics>(())
//! ```
//!
//! Each room also stands alone: a [`rule`], a set of [`metric`]s, the [`tag`]s, an allocation ([`num::allocate`]), a [`time::Schedule`].

#![cfg_attr(test, allow(clippy::arithmetic_side_effects, reason = "tests may overflow: they would fail"))]

#[cfg(feature = "schema")]
pub mod border;
pub mod code;
pub mod counter;
pub mod coupon;
pub mod diagnostic;
pub mod engine;
pub mod event;
pub mod exact;
pub mod group;
pub mod member;
pub mod metric;
pub mod num;
pub mod order;
pub mod points;
pub mod pricing;
pub mod program;
pub mod promotion;
pub mod rule;
mod shape;
pub mod tag;
pub mod text;
pub mod tier;
pub mod time;

pub use text::{Label, Language, Text};

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
