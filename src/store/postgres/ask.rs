//! A statement with its values, to be sent together with others.

use tokio_postgres::types::{ToSql, Type};

/// A value and its type: whoever names the types saves the server from being asked for them.
pub(super) type Value<'a> = (Box<dyn ToSql + Sync + 'a>, Type);

/// A statement. In its text, `@.` is replaced by the ledger's schema.
pub(super) struct Ask<'a> {
    /// Its text.
    pub(super) sql: String,
    /// Its values.
    pub(super) values: Vec<Value<'a>>,
}

impl<'a> Ask<'a> {
    /// A statement without values.
    pub(super) fn new(sql: impl Into<String>) -> Ask<'a> {
        Ask { sql: sql.into(), values: Vec::new() }
    }

    /// The same statement with one more value.
    pub(super) fn with(mut self, value: impl ToSql + Sync + 'a, kind: Type) -> Ask<'a> {
        self.values.push((Box::new(value), kind));
        self
    }

    /// A call of a function that writes.
    pub(super) fn call(function: &str, arguments: Vec<Value<'a>>) -> Ask<'a> {
        let places = (1..=arguments.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
        Ask { sql: format!("SELECT @.{function}({places})"), values: arguments }
    }
}

/// A column of numbers.
pub(super) fn numbers<'a>(numbers: Vec<i64>) -> Value<'a> {
    (Box::new(numbers), Type::INT8_ARRAY)
}

/// A column of texts.
pub(super) fn texts<'a>(texts: Vec<impl ToSql + Sync + 'a>) -> Value<'a> {
    (Box::new(texts), Type::TEXT_ARRAY)
}

/// A column of bytes.
pub(super) fn bytes<'a>(bytes: Vec<impl ToSql + Sync + 'a>) -> Value<'a> {
    (Box::new(bytes), Type::BYTEA_ARRAY)
}

/// A column of flags.
pub(super) fn flags<'a>(flags: Vec<bool>) -> Value<'a> {
    (Box::new(flags), Type::BOOL_ARRAY)
}
