//! Phrases read per second on one core: `cargo bench --bench phrase`.

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use impound::phrase::{Hints, read};

/// Phrases as releases write them, in several languages, one of them refused.
const PHRASES: &[&str] = &[
    "more than €5 million in cash and 43 cars",
    "EUR 1.250.000,50",
    "Plus de 5 millions d'euros ont été saisis",
    "rund 2,5 Mio. Euro",
    "ter waarde van ruim 3 miljoen euro",
    "legfeljebb háromszázmillió forint",
    "nuo 2 iki 3 mln. eurų",
    "над 1 200 000 лв.",
    "beni per un valore di circa venti milioni di euro",
    "entre 10 y 15 millones de euros",
    "between €500,000 and €1.2 million",
    "several million euros",
];

fn main() -> std::io::Result<()> {
    let hints = Hints::default();
    let _ = read(PHRASES[0], hints);
    let (mut count, start) = (0_u64, Instant::now());
    while start.elapsed() < Duration::from_secs(3) {
        for _ in 0..100 {
            for phrase in PHRASES {
                let _ = black_box(read(black_box(phrase), hints));
            }
        }
        count += 100 * PHRASES.len() as u64;
    }
    let rate = u128::from(count) * 1_000_000_000 / start.elapsed().as_nanos().max(1);
    writeln!(std::io::stdout(), "{rate} phrases a second, {count} read")?;
    let long = "more than 5 million euros, ".repeat(40_000);
    let start = Instant::now();
    let _ = black_box(read(&long, hints));
    writeln!(std::io::stdout(), "a phrase of {} bytes: {:?}", long.len(), start.elapsed())
}
