//! Every command, run whole: what it prints, what it refuses and in which words, and that a refusal changes no file.

mod amount;
mod asset;
mod case;
mod correct;
mod desk;
mod erase;
mod everywhere;
mod existing_assets;
mod help;
mod history;
mod hostile;
mod import;
mod init;
mod new_assets;
mod phrases;
mod process;
mod prompts;
mod references;
mod report;
mod restrict;
mod show;
mod source;
mod streams;
mod verify;
mod void;
