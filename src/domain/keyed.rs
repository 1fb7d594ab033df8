//! Values by key, where a key is looked up several times for each row of an import or a report.

use std::collections::HashMap;

/// Values by key. The hash is seeded anew in each program, and much faster than the standard library's.
pub(crate) type Keyed<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
