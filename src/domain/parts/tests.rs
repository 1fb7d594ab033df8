//! The sum over an asset's rest and items: examples, and an exhaustive check of small systems.

use proptest::prelude::*;

use super::*;

fn exactly(scaled: i128) -> Bounds {
    Bounds::between(End::at(scaled), Some(End::at(scaled))).unwrap()
}

fn about(scaled: i128) -> Bounds {
    Bounds::between(End::at(scaled), Some(End::at(scaled))).map(Bounds::about).unwrap()
}

fn up_to(scaled: i128) -> Bounds {
    Bounds::between(End::ZERO, Some(End::at(scaled))).unwrap()
}

fn carved(parts: &mut Parts, from: Part, item: Bounds) -> Part {
    parts.carve(from, item).unwrap().unwrap()
}

fn whole(of: Part) -> Remainder {
    Remainder { of, after: 0 }
}

#[test]
fn an_asset_of_exactly_120_whose_items_are_unstated_still_totals_exactly_120() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(120));
    let one = carved(&mut parts, asset, Bounds::UNSTATED);
    let two = carved(&mut parts, asset, Bounds::UNSTATED);
    let rest = parts.rest(asset);
    assert_eq!(parts.sum(&[rest, whole(one), whole(two)]).unwrap(), exactly(120));
    assert_eq!(parts.sum(&[rest]).unwrap(), up_to(120));
    assert_eq!(parts.sum(&[whole(one)]).unwrap(), up_to(120));
    assert_eq!(parts.sum(&[whole(one), whole(two)]).unwrap(), up_to(120));
}

#[test]
fn an_items_upper_bound_never_exceeds_what_the_asset_leaves_it() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(120));
    carved(&mut parts, asset, exactly(50));
    let other = carved(&mut parts, asset, up_to(100));
    assert_eq!(parts.sum(&[whole(other)]).unwrap(), up_to(70));
}

#[test]
fn items_of_items_share_one_equation() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(100));
    let item = carved(&mut parts, asset, up_to(60));
    let inner = carved(&mut parts, item, exactly(20));
    assert_eq!(parts.sum(&[parts.rest(item)]).unwrap(), up_to(40));
    let rest = parts.rest(asset);
    assert_eq!(parts.sum(&[rest]).unwrap(), Bounds::between(End::at(40), Some(End::at(80))).unwrap());
    assert_eq!(parts.sum(&[rest, parts.rest(item), whole(inner)]).unwrap(), exactly(100));
}

#[test]
fn an_unsatisfiable_carving_is_refused_and_changes_nothing() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(100));
    let item = carved(&mut parts, asset, Bounds::UNSTATED);
    carved(&mut parts, asset, exactly(70));
    let refused = parts.carve(item, exactly(40)).unwrap().unwrap_err();
    assert_eq!(refused, Overdrawn { part: asset, needed: End::at(110), available: End::at(100) });
    assert_eq!(parts.items(item), 0);
    carved(&mut parts, item, exactly(30));
    let more = Bounds::between(End::above(0), None).unwrap();
    assert!(parts.carve(asset, more).unwrap().is_err(), "more than nothing does not fit into nothing");
}

#[test]
fn about_does_not_affect_a_figure_whose_bounds_do_not_depend_on_it() {
    let mut parts = Parts::default();
    let asset = parts.whole(Bounds::UNSTATED);
    let item = carved(&mut parts, asset, about(30));
    assert_eq!(parts.sum(&[parts.rest(asset)]).unwrap(), Bounds::UNSTATED);
    assert!(parts.sum(&[parts.rest(asset), whole(item)]).unwrap().approximate(), "its lower bound is about 30");
    let asset = parts.whole(about(100));
    let item = carved(&mut parts, asset, exactly(10));
    assert!(!parts.sum(&[whole(item)]).unwrap().approximate());
    assert!(parts.sum(&[parts.rest(asset)]).unwrap().approximate());
}

#[test]
fn about_affects_every_figure_derived_from_it() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(100));
    let item = carved(&mut parts, asset, about(30));
    let plain = carved(&mut parts, asset, exactly(10));
    assert_eq!(parts.sum(&[parts.rest(asset)]).unwrap(), about(60));
    assert_eq!(parts.sum(&[whole(item)]).unwrap(), about(30));
    assert_eq!(parts.sum(&[whole(plain)]).unwrap(), exactly(10));
    let mut parts = Parts::default();
    let asset = parts.whole(about(100));
    let open = carved(&mut parts, asset, Bounds::UNSTATED);
    assert!(parts.sum(&[whole(open)]).unwrap().approximate(), "its upper bound is about 100");
    let small = carved(&mut parts, asset, up_to(20));
    let inner = carved(&mut parts, small, up_to(50));
    carved(&mut parts, inner, exactly(20));
    assert!(parts.sum(&[parts.rest(small)]).unwrap().is_nothing(), "all figures that bind it are exact");
}

#[test]
fn an_action_on_the_whole_or_the_rest_is_counted_with_what_it_concerned() {
    let mut parts = Parts::default();
    let asset = parts.whole(exactly(100));
    let item = carved(&mut parts, asset, Bounds::UNSTATED);
    let sum = parts.sum(&[whole(asset), whole(item), parts.rest(asset)]).unwrap();
    assert_eq!(sum, exactly(200));
}

/// A random system: for each part its parent (the first is the asset) and its ends in whole units.
#[derive(Clone, Debug)]
struct System {
    parts: Vec<(usize, i128, Option<i128>, bool, bool)>,
    /// Which of them only group their items.
    groups: Vec<bool>,
    counted: Vec<(usize, usize)>,
}

fn system() -> impl Strategy<Value = System> {
    let part = (any::<prop::sample::Index>(), 0..3_i128, prop::option::of(0..4_i128), any::<bool>(), any::<bool>());
    let parts = prop::collection::vec(part, 1..6);
    let counted = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5);
    let groups = prop::collection::vec(prop::bool::weighted(0.3), 6);
    (parts, groups, counted).prop_map(|(parts, groups, counted)| {
        let parts: Vec<_> = parts
            .into_iter()
            .enumerate()
            .map(|(n, (parent, lower, upper, lo, hi))| (parent.index(n.max(1)), lower, upper, lo, hi))
            .collect();
        let counted = counted.into_iter().map(|(of, after)| (of.index(parts.len()), after.index(5))).collect();
        System { parts, groups, counted }
    })
}

fn bounds((_, lower, upper, open_below, open_above): (usize, i128, Option<i128>, bool, bool)) -> Option<Bounds> {
    // Figures are multiples of STEP, so that filling unit by unit shows the effect of an open end.
    let lower = if open_below { End::above(lower * STEP) } else { End::at(lower * STEP) };
    let upper = upper.map(|u| if open_above { End::below(u * STEP) } else { End::at(u * STEP) });
    Bounds::between(lower, upper)
}

const STEP: i128 = 6;
/// The most that any part of a filling can be.
const CEILING: i128 = 12 * STEP;

/// Every value of the sum, with the true amounts filled in unit by unit, is within the reported bounds; and the bounds
/// are reached, or approached by open ends as closely as the steps allow.
fn check(system: &System) -> Result<(), TestCaseError> {
    let mut parts = Parts::default();
    let mut admitted: Vec<(Option<usize>, Part)> = Vec::new();
    for (n, part) in system.parts.iter().enumerate() {
        let Some(bounds) = bounds(*part) else { return Ok(()) };
        if n == 0 {
            admitted.push((None, parts.whole(bounds)));
        } else {
            let from = admitted[part.0].1;
            let item = if system.groups[n] { parts.group(from, bounds) } else { parts.carve(from, bounds) };
            let Ok(item) = item.unwrap() else { return Ok(()) };
            admitted.push((Some(part.0), item));
        }
    }
    let counted: Vec<(usize, usize)> =
        system.counted.iter().map(|(of, after)| (*of, *after.min(&parts.items(admitted[*of].1)))).collect();
    let addends: Vec<_> = counted.iter().map(|(of, after)| Remainder { of: admitted[*of].1, after: *after }).collect();
    // A group can only be formed if its items can have its total; these may not.
    let grouped = |n: usize| n > 0 && system.groups[n];
    let Some((least, most)) = fill((&parts, &grouped), &admitted, &counted, CEILING) else {
        prop_assert!((0..system.parts.len()).any(grouped), "what was admitted can be filled in");
        return Ok(());
    };
    for addend in &addends {
        let sum = parts.sum(&[*addend]).unwrap();
        prop_assert_eq!(parts.is_exact(*addend).unwrap(), sum.is_exact(), "{:?}", addend);
        let rest = parts.sum(&[parts.rest(addend.of)]).unwrap();
        prop_assert_eq!(parts.is_exhausted(addend.of).unwrap(), rest.is_nothing(), "{:?}", addend);
    }
    let sum = parts.sum(&addends).unwrap();
    let within = |value| sum.lower() <= End::at(value) && sum.upper().is_none_or(|upper| End::at(value) <= upper);
    prop_assert!(within(least) && within(most), "{least} to {most} outside {sum:?}");
    // Each open end costs the filling one unit, as often as its part is counted: five parts, four addends.
    let slack = |inclusive: bool| if inclusive { 0 } else { 5 * 4 };
    prop_assert!(least - sum.lower().scaled() <= slack(sum.lower().inclusive()), "{least} from {sum:?}");
    match sum.upper() {
        Some(upper) => prop_assert!(upper.scaled() - most <= slack(upper.inclusive()), "{most} from {sum:?}"),
        None => {
            let (_, more) = fill((&parts, &grouped), &admitted, &counted, CEILING + STEP).unwrap();
            prop_assert!(more > most, "{most} does not grow, {sum:?} has no upper end");
        }
    }
    Ok(())
}

type Tree = [(Option<usize>, Part)];

/// The parts, and which of them are groups.
type Known<'a> = (&'a Parts, &'a dyn Fn(usize) -> bool);

/// The minimum and maximum of the sum over all fillings with whole units up to the ceiling.
fn fill(parts: Known<'_>, tree: &Tree, counted: &[(usize, usize)], ceiling: i128) -> Option<(i128, i128)> {
    let by_amount = below(parts, tree, 0, 0, counted, ceiling);
    let least = by_amount.values().map(|(least, _)| *least).min()?;
    Some((least, by_amount.values().map(|(_, most)| *most).max()?))
}

/// For each possible amount of a part: the minimum and maximum of the counted rests in it.
fn below(
    parts: Known<'_>,
    tree: &Tree,
    at: usize,
    inherited: i128,
    counted: &[(usize, usize)],
    ceiling: i128,
) -> BTreeMap<i128, (i128, i128)> {
    let times = |passed: &dyn Fn(usize) -> bool| {
        counted.iter().filter(|(of, after)| *of == at && passed(*after)).count() as i128 + inherited
    };
    let own = times(&|_| true);
    let mut reached: BTreeMap<i128, (i128, i128)> =
        (0..=if parts.1(at) { 0 } else { ceiling }).map(|rest| (rest, (rest * own, rest * own))).collect();
    let items = tree.iter().enumerate().filter(|(_, (parent, _))| *parent == Some(at)).map(|(n, _)| n);
    for (position, item) in items.enumerate() {
        let inner = below(parts, tree, item, times(&|after| after <= position), counted, ceiling);
        let mut next: BTreeMap<i128, (i128, i128)> = BTreeMap::new();
        for (a, (least, most)) in &reached {
            for (b, (inner_least, inner_most)) in inner.range(..=ceiling - a) {
                let (low, high) = (least + inner_least, most + inner_most);
                next.entry(a + b).and_modify(|v| *v = (v.0.min(low), v.1.max(high))).or_insert((low, high));
            }
        }
        reached = next;
    }
    let whole = parts.0.stated(tree[at].1);
    reached.retain(|a, _| whole.lower() <= End::at(*a) && whole.upper().is_none_or(|u| End::at(*a) <= u));
    reached
}

proptest! {
    // More with PROPTEST_CASES=10000.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_filling_lies_within_the_sum_and_no_tighter_bounds_exist(system in system()) {
        check(&system)?;
    }
}
