# SPDX-License-Identifier: MIT
# Completion of byline's command line in fish.

function __byline_types
    set -l before (string match -r '.*,' -- (commandline -ct | string replace -r '^--types=' ''))
    for type in PERSON RANK ORGANISATION PLACE DATE GROUP MONEY MISC ALL
        echo $before$type
    end
end

complete -c byline -l format -x -a 'json jsonl tsv conll brat xml text html' -d 'What to print'
complete -c byline -l input -x -a 'text jsonl' -d 'How to read files'
complete -c byline -l date -x -a none -d 'Day of publication, YYYY-MM-DD'
complete -c byline -l date-order -x -a 'dmy mdy' -d 'What 3/4/2017 is'
complete -c byline -l types -x -a '(__byline_types)' -d 'What to find'
complete -c byline -l offsets -x -a 'byte codepoint utf16' -d 'What start and end count'
complete -c byline -l invalid -x -a 'error replace' -d 'What to do with bad UTF-8'
complete -c byline -l model -r -a rules -d 'Another model, or rules'
complete -c byline -s o -l output -r -d 'A file that appears once it is complete'
complete -c byline -l resume -d 'Go on with a FILE.jsonl that broke off'
complete -c byline -s j -l jobs -x -d 'Threads; 0 is one for each processor'
complete -c byline -l files-from -r -d 'Read the names of files from a file'
complete -c byline -l flush -d 'Write each answer at once'
complete -c byline -l version -d 'Print the version'
complete -c byline -l help -d 'Print the options'
complete -c byline -n __fish_use_subcommand -a 'people eval bench train corpus'
