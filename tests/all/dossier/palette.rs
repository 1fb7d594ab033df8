//! Colour-blind readers can tell the stages apart by colour, and so can readers of a grey print.
//!
//! Distances are those of CIE 1976 in Lab. The matrices are those of Machado, Oliveira and Fernandes (2009) for full severity,
//! on linear RGB.

#![allow(clippy::float_arithmetic, reason = "colours are not amounts: nothing here is counted")]

const STYLE: &str = include_str!("../../../src/render/html/style.css");

const STAGES: [&str; 3] = ["frz", "sei", "con"];

type Colour = [f64; 3];
type Matrix = [Colour; 3];

const BLINDNESS: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// From linear RGB to XYZ, for the white of a screen.
const XYZ: Matrix = [
    [0.412_456_4, 0.357_576_1, 0.180_437_5],
    [0.212_672_9, 0.715_152_2, 0.072_175_0],
    [0.019_333_9, 0.119_192_0, 0.950_304_1],
];
const WHITE: Colour = [0.950_47, 1.0, 1.088_83];

fn times(matrix: Matrix, colour: Colour) -> Colour {
    matrix.map(|row| row.iter().zip(colour).map(|(factor, part)| factor * part).sum())
}

/// The colour of a name in the palette of a scheme, in linear RGB.
fn colour(scheme: &str, name: &str) -> Colour {
    let palette = match scheme {
        "light" => STYLE,
        _ => STYLE.split_once("prefers-color-scheme:dark").unwrap().1,
    };
    let (_, rest) = palette.split_once(&format!("--{name}:#")).unwrap();
    [0, 2, 4].map(|at| {
        let part = f64::from(u8::from_str_radix(&rest[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn lab(colour: Colour) -> Colour {
    let xyz = times(XYZ, colour.map(|part| part.clamp(0.0, 1.0)));
    let curve = |part: f64| {
        if part > 216.0 / 24_389.0 { part.cbrt() } else { (24_389.0 / 27.0 * part + 16.0) / 116.0 }
    };
    let [x, y, z] = [0, 1, 2].map(|at| curve(xyz[at] / WHITE[at]));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(one: Colour, other: Colour) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

/// The least distance between two stages, as a reader sees them.
fn least(scheme: &str, seen: impl Fn(Colour) -> Colour) -> f64 {
    let [frozen, seized, confiscated] = STAGES.map(|stage| lab(seen(colour(scheme, stage))));
    [distance(frozen, seized), distance(frozen, confiscated), distance(seized, confiscated)]
        .into_iter()
        .fold(f64::INFINITY, f64::min)
}

#[test]
fn the_stages_are_far_apart_for_readers_of_every_colour_vision() {
    for scheme in ["light", "dark"] {
        assert!(least(scheme, |colour| colour) >= 30.0, "{scheme}");
        for (name, matrix) in BLINDNESS {
            let found = least(scheme, |colour| times(matrix, colour));
            assert!(found >= 30.0, "{scheme}, {name}: {found}");
        }
    }
}

/// Three greys with enough contrast to the page cannot all be 30 apart, so less has to do: each bar also has its stage in words.
#[test]
fn the_stages_differ_in_lightness() {
    for scheme in ["light", "dark"] {
        let found = least(scheme, |colour| [times(XYZ, colour)[1]; 3]);
        assert!(found >= 12.0, "{scheme}: {found}");
    }
}
