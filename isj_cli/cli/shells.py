"""Completion in bash, zsh, fish and PowerShell: what they run, and the answers that they get.

The scripts take the place of those of Typer, whose answers the shell runs as commands: a title of
a practice could then do anything. Here an answer is text, a candidate a line. The exit code 1 says
that the name of a file may come next, which shells complete best themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer._click.shell_completion import split_arg_string

from isj_cli import locale
from isj_cli.cli.completing import Candidate, Next, what_may_follow
from isj_cli.domain.errors import IsjError
from isj_cli.locale import _

PROGRAM = "isj"
ASKED = "_ISJ_COMPLETE"

# A name with a blank is quoted for bash; within quotes of one's own, only harmless ones fit.
BASH = r"""
_isj_completion() {
    local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]} answer each
    COMPREPLY=()
    if [[ ${COMP_WORDS[COMP_CWORD-1]} == *[\<\>] ]] || ! answer=$(
        _TYPER_COMPLETE_ARGS=${COMP_LINE:0:COMP_POINT} _ISJ_COMPLETE=complete_bash "$1" 2>/dev/null
    ); then
        compopt -o default 2>/dev/null
        return
    fi
    while read -r each; do
        if [[ $word != [\"\']* ]]; then
            printf -v each %q "$each"
        elif [[ $each == *[\"\'\$\`\\!]* ]]; then
            continue
        fi
        [[ -z $answer ]] || COMPREPLY+=("$each")
    done <<< "$answer"
}

complete -F _isj_completion isj
"""

# The first time, zsh runs the whole file in the place of the function `_isj` that it defines.
ZSH = r"""
#compdef isj

_isj() {
    local answer
    local -a found
    answer=$(_TYPER_COMPLETE_ARGS="${words[1,CURRENT]}" _ISJ_COMPLETE=complete_zsh isj 2>/dev/null)
    local files=$?
    [[ $PREFIX == --*=* ]] && compset -P '*='
    if (( files )); then
        _files
    else
        found=("${(@f)answer}")
        [[ -n $answer ]] && _describe -V isj found -M 'l:|=* r:|=*'
        # Of several that only hold the word, nothing may take its place.
        if (( $#found > 1 )) && [[ -z ${(M)found:#${(b)PREFIX}*} ]]; then
            compstate[insert]= compstate[list]=list
        fi
    fi
}

if [[ $funcstack[1] == _isj ]]; then
    _isj "$@"
else
    compdef _isj isj
fi
"""

FISH = r"""
function __isj_complete
    set -l line (commandline -cp | string collect)
    set -l answer (env _TYPER_COMPLETE_ARGS=$line _ISJ_COMPLETE=complete_fish isj 2>/dev/null)
    if test $status -eq 0
        string join \n -- $answer
    else
        __fish_complete_path (commandline -ct)
    end
end

complete --command isj --no-files --arguments '(__isj_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}

Form = Callable[[Candidate, str], str]


def _bash(candidate: Candidate, _before: str) -> str:
    return candidate.value


def _zsh(candidate: Candidate, _before: str) -> str:
    value, help = (each.replace("\\", "\\\\") for each in candidate)
    return ":".join(filter(None, (value.replace(":", "\\:"), help)))


def _fish(candidate: Candidate, before: str) -> str:
    return f"{before}{candidate.value}\t{candidate.help}"


def _powershell(candidate: Candidate, before: str) -> str:
    return f"{before}{candidate.value}:::{candidate.help.replace(':::', ': ') or ' '}"


_FORMS: dict[str, Form] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}


def answer(program: Any, asked: str) -> int:
    """Answer a shell that asks what may come next; return 1 where that is the name of a file.

    `asked` is `complete_` and the name of the shell; the line stands in the environment. Whatever
    goes wrong, nothing may come next: nobody asked for a message.
    """
    form = _FORMS.get(asked.removeprefix("complete_"))
    if form is None:
        return 2
    words, typed = _line(form)
    try:
        from isj_cli.cli.program import wanted_language

        locale.speak(locale.choose(wanted_language(words)))
        found = what_may_follow(program, words, typed)
    except Exception:
        if os.environ.get("ISJ_DEBUG") == "1":
            raise
        found = Next([])
    if form is _bash:
        found = found._replace(candidates=_beginning_alike(found))
    if found.candidates:
        print("\n".join(form(each, found.before) for each in found.candidates))
    return int(found.files)


def _beginning_alike(found: Next) -> list[Candidate]:
    """Return the candidates as bash can show them.

    It puts what several of them begin with in the place of what was typed. With that among them
    they begin with nothing alike, so that they are listed and the word stays; else none are given.
    """
    candidates = found.candidates
    if len(candidates) < 2 or candidates[0].value.startswith(found.begun):
        return candidates
    listed = [Candidate(found.begun), *candidates]
    return listed if len({each.value[:1] for each in listed}) > 1 else []


def _line(form: Form) -> tuple[list[str], str]:
    """Return the words behind the name of the program, and the one that is being typed."""
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = split_arg_string(line)[1:]
    if form is _powershell:
        is_typing = bool(os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE"))
    else:
        is_typing = not line[-1:].isspace()
    return (words[:-1], words[-1]) if words and is_typing else (words, "")


def current() -> str:
    """Return the name of the shell from which the program was started; raises `IsjError`."""
    from typer._completion_shared import _get_shell_name

    name = _get_shell_name()
    if name not in _FORMS:
        raise IsjError(
            _(
                "Completion is there for bash, zsh, fish and PowerShell; run this command again "
                "in one of those."
            )
        )
    return name


def script(shell: str) -> str:
    """Return what a shell has to run to complete."""
    from typer._completion_shared import get_completion_script

    if shell in SCRIPTS:
        return SCRIPTS[shell].strip()
    made: str = get_completion_script(prog_name=PROGRAM, complete_var=ASKED, shell=shell)
    return made


def install() -> tuple[str, Path]:
    """Make the current shell run its script from now on; return its name and the script's file.

    Raises `IsjError` where that shell is none of those that can complete.
    """
    from typer import _completion_shared as shared

    # Typer knows where each shell looks for it; the %-signs are doubled for its templates.
    for shell, text in SCRIPTS.items():
        shared._completion_scripts[shell] = text.replace("%", "%%")
    return shared.install(shell=current(), prog_name=PROGRAM, complete_var=ASKED)
