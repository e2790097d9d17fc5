//! Compiling a program: every room from its definitions, and all rooms into one worklist.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::earn::{OrderFields, event_fields};
use super::earned::{check_reserved, check_unearned, with_points};
use super::facts::{COUPON, DIMENSION, EVENT, JOINED_AT, METRIC, POINTS, PROFILE, SEGMENT, TIER, slot};
use super::worklist::{self, Entry, Worklist};
use crate::code::Code;
use crate::coupon::Coupons;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::event::{Catalogue, EARNED, EventType, FieldDefinition, Keep};
use crate::metric::Metrics;
use crate::points::{EventShape, Points};
use crate::pricing::{ActionDefinition, Pricing, Terms};
use crate::program::Program;
use crate::promotion::Promotions;
use crate::rule::{Drift, Field, Schema, Type};
use crate::tag::Tags;
use crate::text::Text;
use crate::tier::{BenefitDefinition, Tiers};
use crate::time::{Calendar, Instant, Span};

/// What benefits that take something off a price say: by ladder, level (from 1) and name.
pub(super) type BenefitTerms = BTreeMap<(usize, usize, Text), Arc<Terms>>;

/// A compiled program.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) program: Program,
    pub(super) fingerprint: u64,
    pub(super) warnings: Diagnostics,
    pub(super) calendar: Calendar,
    pub(super) catalogue: Catalogue,
    pub(super) profile: Vec<(Text, FieldDefinition)>,
    pub(super) registered: Option<EventType>,
    pub(super) changed: Option<EventType>,
    pub(super) keep: Keep,
    pub(super) metrics: Metrics,
    pub(super) tags: Tags,
    pub(super) points: Points,
    /// By type of event.
    pub(super) order_fields: Vec<OrderFields>,
    pub(super) coupons: Coupons,
    pub(super) tiers: Tiers,
    /// Whether any metric counts earned points.
    pub(super) counts_earned: bool,
    pub(super) pricing: Pricing,
    pub(super) promotions: Promotions,
    pub(super) benefit_terms: BenefitTerms,
    pub(super) worklist: Worklist,
}

/// Compiles a program. The core is there whenever the findings hold no error.
pub(super) fn compile(program: Program) -> (Option<Core>, Diagnostics) {
    let mut findings = check_settings(&program);
    let calendar = Calendar { zone: program.zone.clone(), week_start: program.week_start };
    let catalogue =
        collect(&mut findings, Catalogue::new(&program.events, &program.profile, program.currency, calendar.clone()));
    let Some(catalogue) = catalogue.map(|catalogue| with_points(catalogue, &program)) else { return (None, findings) };
    let metrics = collect(&mut findings, Metrics::new(&program.metrics, &catalogue));
    let Some(metrics) = metrics else { return (None, findings) };
    let mut metrics = metrics.with_horizon(program.lateness.horizon);
    let schema = schema(&program, &metrics, calendar.clone());
    let tags = collect(&mut findings, Tags::new(&program.tags, &program.segments, &schema));
    let points = collect(&mut findings, points(&program, &schema, &catalogue));
    let pricing = Pricing::new(&program.pricing, &schema).map_err(|found| under("pricing", found));
    let pricing = collect(&mut findings, pricing);
    let promotions = pricing.as_ref().map(|pricing| Promotions::new(&program.promotions, pricing));
    let promotions = promotions.and_then(|promotions| collect(&mut findings, promotions));
    let coupons = pricing.as_ref().map(|pricing| Coupons::new(&program.coupons, pricing, &schema));
    let coupons = coupons.and_then(|coupons| collect(&mut findings, coupons));
    let benefit_terms = pricing.as_ref().map(|pricing| benefit_terms(&mut findings, &program, pricing));
    check_packs(&mut findings, &program);
    check_reserved(&mut findings, &program);
    check_unearned(&mut findings, &program);
    check_named_offers(&mut findings, &program);
    let restarting = metrics.restarting();
    check_restarting(&mut findings, &program, &metrics, &restarting);
    let slots: Vec<_> = restarting.iter().map(|(metric, ladder)| (slot(METRIC, *metric), ladder.clone())).collect();
    let tiers = collect(&mut findings, Tiers::new(&program.tiers, &schema, &slots));
    let (Some(tags), Some(points), Some(coupons), Some(tiers)) = (tags, points, coupons, tiers) else {
        return (None, findings);
    };
    let (Some(pricing), Some(promotions)) = (pricing, promotions) else { return (None, findings) };
    if findings.has_errors() {
        return (None, findings);
    }
    findings.0.extend(tags.warnings().iter().chain(tiers.warnings()).cloned());
    let entries = worklist::tag_entries(&tags)
        .chain(worklist::points_entries(&points))
        .chain(worklist::coupon_entries(&coupons, &tiers));
    let entries = entries.chain(worklist::tier_entries(&tiers, &restarting));
    let entries: Vec<Entry> = entries.chain([worklist::order_entry()]).collect();
    let Some(worklist) = collect(&mut findings, Worklist::new(&entries)) else { return (None, findings) };
    metrics.watch(|index| worklist.watch(slot(METRIC, index)));
    let core = Core {
        fingerprint: fingerprint(&program),
        warnings: findings.clone(),
        calendar,
        profile: program.profile.iter().map(|(name, field)| (name.clone(), field.clone())).collect(),
        registered: catalogue.find("member.registered"),
        changed: catalogue.find("profile.changed"),
        keep: Keep::line_fields(&catalogue, metrics.line_fields().iter().map(Text::as_str)),
        order_fields: OrderFields::of_all(&catalogue, &points),
        counts_earned: catalogue.find(EARNED).is_some_and(|kind| metrics.listens_to(kind)),
        catalogue,
        metrics,
        tags,
        points,
        coupons,
        tiers,
        pricing,
        promotions,
        benefit_terms: benefit_terms.unwrap_or_default(),
        worklist,
        program,
    };
    (Some(core), findings)
}

/// The points of a program. An earning rule may also name what its event says; a multiplier and an expiry what every event says.
fn points(program: &Program, schema: &Schema, catalogue: &Catalogue) -> Result<Points, Diagnostics> {
    let names = || catalogue.shapes().iter().map(|shape| &shape.name);
    let of_event = |name: &str| {
        let Some(kind) = catalogue.find(name) else {
            return Err(Diagnostic::unknown("event type", name, names()).into());
        };
        let mut schema = schema.clone();
        schema.fields.extend(event_fields(catalogue, kind));
        let lines = catalogue.shape(kind).map(|shape| &shape.lines).into_iter().flatten();
        Ok(EventShape { schema, lines: Some(lines.map(|(name, field)| (name.clone(), field.kind)).collect()) })
    };
    let mut of_any = schema.clone();
    let common = |(_, field): &(Text, Field)| field.slot.0 & !EVENT < crate::event::slots::FIELDS;
    of_any.fields.extend(event_fields(catalogue, EventType(0)).filter(common));
    let points = Points::with_events(&program.points, &of_any, &of_event)?;
    Ok(points.without_memory().with_horizon(program.lateness.horizon))
}

/// What benefits that take something off a price say, and the findings about what benefits say of prices and points.
fn benefit_terms(findings: &mut Diagnostics, program: &Program, pricing: &Pricing) -> BenefitTerms {
    let mut terms = BenefitTerms::new();
    for (ladder, (name, definition)) in program.tiers.iter().enumerate() {
        for (place, level) in definition.levels.iter().enumerate() {
            for (benefit, definition) in &level.benefits {
                let mut found = Diagnostics::default();
                found.0.extend(unknown_currency(program, definition));
                match definition.to_offer().map(|offer| pricing.terms(&offer)) {
                    Some(Ok(compiled)) => {
                        terms.insert((ladder, place.saturating_add(1), benefit.clone()), compiled);
                    }
                    Some(Err(more)) => found.extend_under("offer", more),
                    None => {}
                }
                let under = |finding: Diagnostic| {
                    finding.under(benefit).under("benefits").under(place).under("levels").under(name)
                };
                findings.extend_under("tiers", found.into_iter().map(under));
            }
        }
    }
    terms
}

/// The names of the benefits of all ladders, as offers have them.
pub(super) fn benefit_names(program: &Program) -> Vec<Text> {
    let ladders = program.tiers.iter();
    let levels = ladders.flat_map(|(ladder, definition)| definition.levels.iter().map(move |level| (ladder, level)));
    let names = levels.flat_map(|(ladder, level)| level.benefits.keys().map(move |name| (ladder, name)));
    names.map(|(ladder, name)| smol_str::format_smolstr!("tier.{ladder}.{name}")).collect()
}

/// Reports what offers name and what there is not: coupons that they give, offers and groups that they do not go together with.
fn check_named_offers(findings: &mut Diagnostics, program: &Program) {
    let benefits = benefit_names(program);
    let names = || program.promotions.keys().chain(program.coupons.keys()).chain(program.pricing.groups.keys());
    let is_offer = |name: &Text| names().chain(&benefits).any(|known| known == name);
    let promotions = program.promotions.iter().map(|(name, of)| ("promotions", name, &of.offer));
    let coupons = program.coupons.iter().filter_map(|(name, of)| Some(("coupons", name, of.offer.as_ref()?)));
    for (section, name, offer) in promotions.chain(coupons) {
        let mut found = Vec::new();
        for (place, action) in offer.gives.iter().enumerate() {
            if let ActionDefinition::Coupon(given) = action
                && !program.coupons.contains_key(&given.template)
            {
                let finding = Diagnostic::unknown("coupon template", &given.template, program.coupons.keys());
                found.push(finding.under("template").under("coupon").under(place).under("gives"));
            }
        }
        for (place, other) in offer.stacking.not_with.iter().enumerate().filter(|(_, other)| !is_offer(other)) {
            let finding = Diagnostic::unknown("offer or group", other, names().chain(&benefits));
            found.push(finding.under(place).under("not_with").under("stacking"));
        }
        findings.0.extend(found.into_iter().map(|finding| finding.under("offer").under(name).under(section)));
    }
}

/// The finding that a benefit multiplies points that there are not.
fn unknown_currency(program: &Program, benefit: &BenefitDefinition) -> Option<Diagnostic> {
    let name = benefit.currency.as_ref().filter(|name| !program.points.contains_key(*name))?;
    Some(Diagnostic::unknown("points currency", name, program.points.keys()).under("currency"))
}

/// Keeps what could be compiled, and notes the findings where it could not.
fn collect<T>(findings: &mut Diagnostics, result: Result<T, Diagnostics>) -> Option<T> {
    result.map_err(|more| findings.extend_new(more)).ok()
}

/// Findings about one section of the program.
fn under(section: &str, findings: Diagnostics) -> Diagnostics {
    Diagnostics(findings.into_iter().map(|finding| finding.under(section)).collect())
}

/// Findings about the program's own settings.
fn check_settings(program: &Program) -> Diagnostics {
    let mut findings = Diagnostics::default();
    if program.name.is_empty() {
        let finding = Diagnostic::error(Code::InvalidName).with("name", "").with("reason", "it is empty");
        findings.push(finding.under("name"));
    }
    if program.profile.len() > 1_000 {
        let finding = Diagnostic::error(Code::LimitExceeded).with("what", "the number of profile fields");
        findings.push(finding.with("actual", program.profile.len()).with("limit", 1_000).under("profile"));
    }
    findings.0.extend(check_keep(program));
    findings
}

/// The finding that orders are forgotten while their events may still arrive.
fn check_keep(program: &Program) -> Option<Diagnostic> {
    let calendar = Calendar { zone: program.zone.clone(), week_start: program.week_start };
    let ends = |span: Span| span.after(Instant::from_micros(0), &calendar);
    let keep = program.orders.keep.filter(|keep| ends(*keep) < ends(program.lateness.horizon))?;
    let reason = format!("{keep} is shorter than the lateness horizon, {}", program.lateness.horizon);
    let finding = Diagnostic::error(Code::Conflict).with("key", "keep").with("reason", reason);
    Some(
        finding
            .with_help("keep orders as long as they can be refunded, and as their events can arrive")
            .under("keep")
            .under("orders"),
    )
}

/// Findings about levels that give coupons of which there is no template, or no certain amount.
fn check_packs(findings: &mut Diagnostics, program: &Program) {
    for (ladder, definition) in &program.tiers {
        for (place, benefit, of) in definition.packs() {
            let finding = match program.coupons.get(of) {
                Some(template) if template.is_drawn() => {
                    let reason = "the host draws what such a coupon carries: it cannot be given on its own";
                    Diagnostic::error(Code::Conflict).with("key", "of").with("reason", reason)
                }
                Some(_) => continue,
                None => Diagnostic::unknown("coupon template", of, program.coupons.keys()),
            };
            let place = place.to_string();
            let path = ["of", benefit.as_str(), "benefits", place.as_str(), "levels", ladder.as_str(), "tiers"];
            findings.push(path.into_iter().fold(finding, |finding, key| finding.under(key)));
        }
    }
}

/// Findings about metrics that count since a level of a ladder that there is not.
fn check_restarting(findings: &mut Diagnostics, program: &Program, metrics: &Metrics, restarting: &[(usize, Text)]) {
    for (metric, ladder) in restarting.iter().filter(|(_, ladder)| !program.tiers.contains_key(ladder)) {
        let Some(name) = metrics.names().get(*metric) else { continue };
        let finding = Diagnostic::unknown("ladder", ladder, program.tiers.keys());
        let place = ["tier_start", "since", "window", name.as_str(), "metrics"];
        findings.push(place.into_iter().fold(finding, |finding, key| finding.under(key)));
    }
}

/// All that rules about a member may name.
fn schema(program: &Program, metrics: &Metrics, calendar: Calendar) -> Schema {
    let mut schema = Schema { fields: std::collections::BTreeMap::new(), currency: program.currency, calendar };
    let joined_at = Field { slot: JOINED_AT, kind: Type::Instant, optional: true, values: None, drift: Drift::Still };
    schema.fields.insert("member.joined_at".into(), joined_at);
    for (index, (name, field)) in program.profile.iter().enumerate() {
        let optional = field.default.is_none();
        let values = field.values.clone();
        let field = Field { slot: slot(PROFILE, index), kind: field.kind, optional, values, drift: Drift::Still };
        schema.fields.insert(smol_str::format_smolstr!("member.{name}"), field);
    }
    for (index, name) in metrics.names().iter().enumerate() {
        let Some((kind, optional, drift)) = metrics.field(index) else { continue };
        let field = Field { slot: slot(METRIC, index), kind, optional, values: None, drift };
        schema.fields.insert(smol_str::format_smolstr!("metric.{name}"), field);
    }
    schema.fields.extend(Tags::fields(&program.tags, &program.segments, slot(DIMENSION, 0), slot(SEGMENT, 0)));
    schema.fields.extend(Points::fields(&program.points, slot(POINTS, 0)));
    schema.fields.extend(Coupons::fields(&program.coupons, slot(COUPON, 0)));
    schema.fields.extend(Tiers::fields(&program.tiers, slot(TIER, 0)));
    schema
}

/// A digest of a program, by which a member stored under another one is recognised.
fn fingerprint(program: &Program) -> u64 {
    let mut low = crate::member::Digester::new();
    low.text(&program.to_json());
    u64::from(low.finish())
}
