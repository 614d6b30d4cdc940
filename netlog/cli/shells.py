"""What a shell evaluates so that TAB completes netlog's lines.

Typer has scripts of its own. Its zsh one evaluates what it is told, so that a contact's name could
run a command, and its bash one drops a journal's spaces and quotes. In these, names are data.

A script asks `completion.answer`, with the line up to the cursor in the environment. Each line
that comes back is an offer, with a tab and a description after it where the shell can show one; a
lone colon asks for the shell's own file names.
"""

from __future__ import annotations

from netlog.errors import BadInput

_BASH = r"""_netlog() {
    local offer word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS= read -r offer; do
        if [[ $offer == : ]]; then
            compopt -o default
        else
            [[ $word == [\"\']* ]] || printf -v offer %q "$offer"
            COMPREPLY+=("$offer")
        fi
    done < <(_NETLOG_COMPLETE=complete_bash _TYPER_COMPLETE_ARGS=${COMP_LINE:0:COMP_POINT} \
        command netlog 2>/dev/null)
}
complete -F _netlog netlog
"""

_ZSH = r"""_netlog() {
    local offer line="${words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX"
    local -a offers shown
    for offer in "${(@f)$(_NETLOG_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS=$line \
        command netlog 2>/dev/null)}"; do
        offers+=("${offer%%$'\t'*}")
        shown+=("${offer/$'\t'/  -- }")
    done
    [[ $PREFIX == --*=* ]] && compset -P '--*='
    if [[ $offers == : ]]; then
        _files
    elif [[ -n $offers ]]; then
        compadd -l -d shown -a offers
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
compdef _netlog netlog
"""

_FISH = r"""function __netlog_offers
    set -l line (commandline -cp | string collect)
    set -l option (commandline -ct | string match -r -- '^--[^=]+=')
    set -l offers (_NETLOG_COMPLETE=complete_fish _TYPER_COMPLETE_ARGS=$line \
        command netlog 2>/dev/null)
    if test "$offers" = :
        set offers (__fish_complete_path (commandline -ct | string replace -r -- '^--[^=]+=' ''))
    end
    for offer in $offers
        printf '%s\n' "$option$offer"
    end
end
complete -c netlog -f -a '(__netlog_offers)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def script(shell: str) -> str:
    """The script for a shell. Raises BadInput for one that netlog does not know."""
    if shell not in _SCRIPTS:
        raise BadInput(f'there is no completion for "{shell}"', "netlog knows bash, zsh and fish")
    return _SCRIPTS[shell]
