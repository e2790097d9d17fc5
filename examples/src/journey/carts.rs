//! Purchases as carts: what was bought, at its price before any discount, to be priced by a program.

use std::collections::BTreeMap;

use crm_core::Text;
use crm_core::pricing::{Amount, Cart, CartLine, CouponChoice};
use smol_str::format_smolstr;

use super::{Basket, Line, Writer};

impl Writer<'_> {
    /// Each tenth basket as the cart that it was before the store and its coupons took anything off, by its order.
    #[must_use]
    pub fn carts(&self) -> BTreeMap<Text, Cart> {
        let baskets = self.journey.baskets.iter().step_by(10);
        baskets.map(|basket| (format_smolstr!("B{}", basket.number), self.cart(basket))).collect()
    }

    fn cart(&self, basket: &Basket) -> Cart {
        let lines = self.journey.lines.get(basket.lines.clone()).unwrap_or_default();
        Cart {
            id: Some(format_smolstr!("B{}", basket.number)),
            channel: Some(Text::new_static("pos")),
            store: Some(format_smolstr!("S{}", basket.store)),
            lines: lines.iter().zip(1_u32..).filter_map(|(line, number)| self.cart_line(line, number)).collect(),
            choose_coupons: CouponChoice::Best,
            ..Cart::default()
        }
    }

    /// A line; several of an article are several only where its price is the same for each.
    fn cart_line(&self, line: &Line, number: u32) -> Option<CartLine> {
        let article = usize::try_from(line.product).ok().and_then(|index| self.articles.get(index))?;
        let list = line.amount.saturating_add(line.discount);
        let even = line.quantity > 1 && list.checked_rem(line.quantity) == Some(0);
        let quantity = if even { line.quantity } else { 1 };
        Some(CartLine {
            id: format_smolstr!("{number}"),
            sku: article.sku.clone(),
            categories: vec![article.category.clone()],
            brand: Some(article.brand.clone()),
            quantity: Amount(quantity.into()),
            unit_price: Amount::of_minor(list.checked_div(quantity).unwrap_or(list), self.currency),
            ..CartLine::default()
        })
    }
}
