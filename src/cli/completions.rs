//! `impound completions`: the script by which a shell asks impound what could follow.

use clap_complete::env::{EnvCompleter, Shells};
use serde::Serialize;

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// The variable that makes the program complete a command line instead of running it.
pub(super) const VARIABLE: &str = "IMPOUND_COMPLETE";

/// The program's name, by which the shell finds it.
const NAME: &str = "impound";

/// Bash takes a colon for the end of a word, and references of assets and identifiers have one. So its words are joined
/// again before they are completed, and what is before the last colon is left out of the answers, as bash expects.
const BASH: &str = r#"_impound() {
    local IFS=$'\013' line=$COMP_LINE words=() at=-1 index=0 word i
    for ((i = 0; i < ${#COMP_WORDS[@]}; i++)); do
        word=${COMP_WORDS[i]}
        if ((at >= 0)) && [[ $line != [[:blank:]]* && ($word == [:=]* || ${words[at]} == *[:=]) ]]; then
            words[at]+=$word
        else
            words[++at]=$word
        fi
        line=${line#"${line%%[![:blank:]]*}"}
        line=${line#"$word"}
        ((i == COMP_CWORD)) && index=$at
    done
    local typed=${words[index]}
    local before=${typed%"${typed##*[:=]}"}
    COMPREPLY=($(_CLAP_IFS="$IFS" _CLAP_COMPLETE_INDEX="$index" IMPOUND_COMPLETE=bash impound -- "${words[@]}"))
    COMPREPLY=("${COMPREPLY[@]#"$before"}")
    [[ ${COMPREPLY-} == *[:=] ]] && compopt -o nospace
    return 0
}
complete -o bashdefault -o nosort -F _impound impound
"#;

/// Print the script that lets your shell complete commands, flags and what the ledger knows
///
/// Tab then completes cases, sources, assets, kinds, jurisdictions and currencies, too. The ledger is only read; where there is
/// none, or it cannot be read at once, its names are left out.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  In ~/.bashrc:
    source <(impound completions bash)
  In ~/.zshrc, after compinit:
    source <(impound completions zsh)
  Once, for fish:
    impound completions fish > ~/.config/fish/completions/impound.fish
  In ~/.config/elvish/rc.elv:
    eval (impound completions elvish | slurp)
  In the profile of PowerShell:
    impound completions powershell | Out-String | Invoke-Expression")]
pub(super) struct Completions {
    /// The shell: bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL")]
    shell: String,

    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    shell: &'a str,
    script: &'a str,
}

/// Prints the script.
///
/// # Errors
/// The shell is unknown, or the output cannot be written.
pub(super) fn run(args: Completions, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&args.shell) else {
        let names = words::either(shells.names().map(str::to_owned).collect());
        let shell = crate::domain::text::quote(&args.shell);
        return Err(Failure::usage(format!("{shell} is not a shell that impound knows"), format!("say {names}")));
    };
    let script = script(shell).map_err(|error| Failure::output(&error))?;
    args.answer.give(session, &Object { shell: shell.name(), script: &script }, || script.clone())?;
    Ok(Exit::Done)
}

fn script(shell: &dyn EnvCompleter) -> std::io::Result<String> {
    if shell.name() == "bash" {
        return Ok(BASH.to_owned());
    }
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, NAME, NAME, NAME, &mut script)?;
    Ok(String::from_utf8_lossy(&script).trim_start_matches('\n').to_owned())
}
