# SPDX-License-Identifier: MIT
# Completion of byline's command line in bash.

_byline() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} option='' words='' head=''

    # bash takes `=` for a word of its own.
    if [[ $word == '=' ]]; then
        option=$before word=''
    elif [[ $before == '=' ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $before == -[jo] ]]; then
        option=$before
    fi
    COMPREPLY=()
    case $option in
    --format) words='json jsonl tsv conll brat xml text html' ;;
    --input) words='text jsonl' ;;
    --date) words='none' ;;
    --date-order) words='dmy mdy' ;;
    --types)
        words='PERSON RANK ORGANISATION PLACE DATE GROUP MONEY MISC ALL'
        [[ $word != *,* ]] || head=${word%,*},
        ;;
    --offsets) words='byte codepoint utf16' ;;
    --invalid) words='error replace' ;;
    --model) words='rules' ;;
    --jobs | -j) words='0 1 2 4 8' ;;
    '')
        if [[ $word == -* ]]; then
            words='--format= --input= --date= --date-order= --types= --offsets= --invalid= --model= --output=
                --resume --jobs= --files-from= --flush --version --help'
            compopt -o nospace 2>/dev/null
        elif ((COMP_CWORD == 1)); then
            words='people eval bench train corpus'
        fi
        ;;
    esac
    # shellcheck disable=SC2207 # words of one line, without spaces
    COMPREPLY=($(compgen -P "$head" -W "$words" -- "${word##*,}"))
    case $option in
    '' | --model | --output | --files-from | -o)
        if [[ $word != -* ]]; then
            compopt -o filenames 2>/dev/null
            local file
            while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$word")
        fi
        ;;
    esac
}
complete -F _byline byline
