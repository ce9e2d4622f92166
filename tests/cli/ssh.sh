#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# Two machines: GNU parallel sends lines by ssh to two hosts, which are network namespaces here, and
# puts the answers together in their order. Needs root, and leaves nothing behind.
# shellcheck source=common.bash
. "$(dirname "$0")/common.bash"

for tool in parallel ssh sshd ssh-keygen ip unshare nsenter; do
    command -v $tool >/dev/null || PATH=$PATH:/usr/sbin command -v $tool >/dev/null ||
        skip "without $tool"
done
PATH=$PATH:/usr/sbin
if [[ -z ${BYLINE_APART:-} ]]; then
    unshare --net --mount true 2>/dev/null || skip 'without the right to make network namespaces'
    rm -rf "$work" # the shell that follows makes its own
    BYLINE_APART=1 exec unshare --net --mount --kill-child --fork --pid --mount-proc bash "$0"
fi

# What sshd and parallel keep for themselves goes into folders that nobody else sees.
mount -t tmpfs none /run
mkdir /run/sshd
export HOME=$work PARALLEL_HOME=$work

ssh-keygen -q -t ed25519 -N '' -f "$work/key"
cat >"$work/sshd_config" <<END
HostKey $work/key
AuthorizedKeysFile $work/key.pub
StrictModes no
UsePAM no
PidFile none
END
cat >"$work/ssh_config" <<END
User $(id -un)
IdentityFile $work/key
UserKnownHostsFile $work/known
StrictHostKeyChecking accept-new
LogLevel ERROR
END

# host NUMBER: a network namespace with an sshd in it, that is reached as 10.77.NUMBER.2.
host() {
    local pid
    unshare --net sleep 600 &
    pid=$!
    while [[ $(readlink /proc/$pid/ns/net) == "$(readlink /proc/self/ns/net)" ]]; do sleep 0.05; done
    ip link add "host$1" type veth peer name eth0 netns $pid
    ip address add "10.77.$1.1/24" dev "host$1"
    ip link set "host$1" up
    nsenter --net="/proc/$pid/ns/net" ip address add "10.77.$1.2/24" dev eth0
    nsenter --net="/proc/$pid/ns/net" ip link set eth0 up
    nsenter --net="/proc/$pid/ns/net" "$(command -v sshd)" -D -f "$work/sshd_config" -E "$work/sshd.log" &
}
host 1
host 2
for number in 1 2; do
    tries=0
    until ssh -F "$work/ssh_config" 10.77.$number.2 true 2>"$work/err" || ((++tries > 40)); do sleep 0.25; done
    ((tries <= 40)) || {
        tail -n 3 "$work/err" "$work/sshd.log"
        skip 'without an sshd that lets us in'
    }
done

for file in "${articles[@]}" "${articles[@]}"; do
    jq -cRs --arg id "$file" '{id: $id, text: .}' "$file"
done >"$work/in.jsonl"
"$BYLINE" --model=rules --input=jsonl --format=jsonl <"$work/in.jsonl" >"$work/expected"
parallel --will-cite --ssh "ssh -F $work/ssh_config" -S 10.77.1.2,10.77.2.2 -j 1 \
    --pipe --keep-order --block 10k \
    "echo \$SSH_CONNECTION >>$work/hosts; '$BYLINE' --model=rules --input=jsonl --format=jsonl" \
    <"$work/in.jsonl" >"$work/out" 2>"$work/err" || fail "exit status $?: $(head -n 3 "$work/err")"
cmp -s "$work/expected" "$work/out" || fail 'over ssh: other lines'
for number in 1 2; do
    grep -q " 10.77.$number.2 " "$work/hosts" || fail "host $number had nothing to do"
done

finish
