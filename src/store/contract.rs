//! What any engine must do.
