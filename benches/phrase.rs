//! Phrases read per second on one core: `cargo bench --bench phrase`.

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use impound::phrase::{Hints, read};

/// Phrases as press releases write them, in several languages; one of them is refused.
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

/// This process's time on a core if the system reports it, otherwise the elapsed time: others may be using the machine.
fn time_on_core(start: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanos = told.as_deref().and_then(|text| text.split(' ').next()).and_then(|first| first.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn main() -> std::io::Result<()> {
    let hints = Hints::default();
    let _ = read(PHRASES[0], hints);
    let start = Instant::now();
    let before = time_on_core(start);
    let mut count = 0_u128;
    while time_on_core(start) - before < Duration::from_secs(2) {
        for _ in 0..1000 {
            for phrase in PHRASES {
                let _ = black_box(read(black_box(phrase), hints));
                count += 1;
            }
        }
    }
    let rate = count * 1_000_000_000 / (time_on_core(start) - before).as_nanos().max(1);
    writeln!(std::io::stdout(), "{rate} phrases a second on one core, {count} read")?;
    for megabytes in [1, 2, 4] {
        let long = "more than 5 million euros, ".repeat(megabytes * 1_000_000 / 27);
        let before = time_on_core(start);
        let _ = black_box(read(&long, hints));
        writeln!(std::io::stdout(), "one phrase of {megabytes} MB: {:?}", time_on_core(start) - before)?;
    }
    Ok(())
}
