//! The form that `impound report form` fills in: a built-in one, or a file.

use std::path::Path;

use crate::domain::{Fault, text};
pub(super) use crate::report::Form;

use super::failure::Failure;
use super::files::{self, Links};
use super::near;
use super::words;

/// The longest file of a form, in bytes.
const LONGEST: u64 = 1 << 20;

/// Reads a form: a built-in one by name, any other by path.
///
/// # Errors
/// There is no such form, its file cannot be read, or it is not a form.
pub(super) fn read(form: &str) -> Result<Form, Failure> {
    let path = Path::new(form);
    let text = match Form::text(form) {
        Some(text) => text.to_owned(),
        None if path.extension().is_none() && !path.exists() => {
            let names: Vec<&str> = Form::names().collect();
            let built_in = format!("built in: {}; any other form is the path of a TOML file", names.join(", "));
            let hint = near::or_meant(form, &names, &built_in);
            return Err(Fault::new(format!("no form is called {}", text::quote(form))).hint(hint).into());
        }
        None => files::read_text(path, LONGEST, Links::Followed)?,
    };
    Ok(Form::parse(&text).map_err(|fault| fault.at(words::path(path)))?)
}
