/** What a script does beyond the plain one. */
export interface ScriptLimits {
	readonly hasGroup: boolean;
	readonly addressSpaceKb: number | undefined;
}

/** $1 nonce, $2 boot id, $3 sandbox, $4 server; with a group $5 its directory, $6 the other one, $7 its events; then the command. */
export function plainScript(limits: ScriptLimits): string {
	const words = limits.hasGroup ? 7 : 4;
	return `${claim(limits)}
shift ${String(words)}
( ${enter(limits)}exec "$@" ) </dev/null >>"$_chronos_job/stdout" 2>>"$_chronos_job/stderr"
_chronos_job_status=$?
${settle(limits)}`;
}

/** Like the plain one, and before the command setsid, the filter and the bytes of its head and tail. */
export function cappedScript(limits: ScriptLimits): string {
	const cap = limits.hasGroup ? 7 : 4;
	const [setsid, filter, head, tail] = [1, 2, 3, 4].map((place) => `"\${${String(cap + place)}}"`);
	const arguments_ = [setsid, filter, head, tail].join(" ");
	// The filters live in sessions of their own, without the mark, so that what ends the job does not cut its last words;
	// the job's own end waits until both have got there.
	return `${claim(limits)}
_chronos_job_filter() { MESOS_SANDBOX= PATH=/usr/bin:/bin "$1" /bin/sh -c "$2" "$_chronos_job_nonce" "$5" "$3" "$4"; }
_chronos_job_run() {
trap : HUP INT QUIT TERM
shift ${String(cap + 4)}
( ${enter(limits)}exec "$@" ) </dev/null 2>&1 >&3 3>&-
_chronos_job_status=$?
_chronos_job_turn=0
until [ -e "$_chronos_job/stdout.open" ] && [ -e "$_chronos_job/stderr.open" ]; do
_chronos_job_turn=$((_chronos_job_turn + 1))
[ "$_chronos_job_turn" -lt 5000 ] || /bin/sleep 0.05
[ "$_chronos_job_turn" -lt 5020 ] || break
done
exec >&- 2>&- 3>&-
${settle(limits)}
}
{ _chronos_job_run "$@" | _chronos_job_filter ${arguments_} "$3/stderr" 3>&-; } 3>&1 |
_chronos_job_filter ${arguments_} "$3/stdout"`;
}

// The last line of a record says that it is whole, which spares the two processes of a rename.
// Time since the boot is in both records, because the clock may be set in between.
function claim({ hasGroup }: ScriptLimits): string {
	const group = hasGroup ? ` "group $5" \${6:+"group $6"}` : "";
	return `trap : HUP INT QUIT TERM
set -C
_chronos_job=$3
_chronos_job_nonce=$1
_chronos_job_up=
read -r _chronos_job_up _chronos_job_idle </proc/uptime
printf '%s\\n' "$1" "$2" "$$" "up $_chronos_job_up"${group} end >"$3/.claim" || exit ${String(claimTaken)}
_chronos_job_server=$4${hasGroup ? "\n_chronos_job_group=$5\n_chronos_job_cpu=$6\n_chronos_job_events=$7" : ""}`;
}

/** What a supervisor ends with that could not claim the sandbox. */
const claimTaken = 75;

// The supervisor itself stays outside, to tell what happened inside. Version 1 moves a single thread, which is all of
// this shell, ten times as fast as a process.
function enter({ hasGroup, addressSpaceKb }: ScriptLimits): string {
	const limit = addressSpaceKb === undefined ? "" : `ulimit -v ${String(addressSpaceKb)} || exit 126; `;
	if (!hasGroup) return limit;
	return `for _chronos_job_in in "$_chronos_job_group" \${_chronos_job_cpu:+"$_chronos_job_cpu"}; do
if [ -e "$_chronos_job_in/tasks" ]; then echo 0 >|"$_chronos_job_in/tasks"
else echo 0 >|"$_chronos_job_in/cgroup.procs"; fi || exit 126
done
${limit}`;
}

// A full disk delays the record; only a removed sandbox prevents it. While the server lives it stores the end itself,
// so that the flush is only worth its process when it does not. Then the group is emptied, as Mesos empties a container.
function settle({ hasGroup }: ScriptLimits): string {
	const oom = hasGroup ? `[ -z "$_chronos_job_oom" ] || echo oom; ` : "";
	return `${hasGroup ? emptyGroup : ""}until {
read -r _chronos_job_up _chronos_job_idle </proc/uptime
echo "$_chronos_job_status"; times; echo "up $_chronos_job_up"; ${oom}echo end; } >|"$_chronos_job/.exit"; do
[ -d "$_chronos_job" ] || break
/bin/sleep 1
done
kill -0 "$_chronos_job_server" || /bin/sync "$_chronos_job/.exit"
kill -KILL 0`;
}

// An old kernel cannot end a group at once, and what forks meanwhile is met in a later round. The kernel says 0 of a
// process that cannot be named from here, and a kill takes 0 for its own group.
const emptyGroup = `if [ -e "$_chronos_job_group/cgroup.kill" ]; then echo 1 >|"$_chronos_job_group/cgroup.kill"; else
_chronos_job_turn=0
while [ "$_chronos_job_turn" -lt 100 ] && read -r _chronos_job_pid <"$_chronos_job_group/cgroup.procs"; do
while read -r _chronos_job_pid; do
[ "$_chronos_job_pid" -le 0 ] || kill -KILL "$_chronos_job_pid"
done <"$_chronos_job_group/cgroup.procs"
_chronos_job_turn=$((_chronos_job_turn + 1))
done
fi
_chronos_job_oom=
while read -r _chronos_job_key _chronos_job_count; do
[ "$_chronos_job_key" != oom_kill ] || [ "$_chronos_job_count" = 0 ] || _chronos_job_oom=yes
done <"$_chronos_job_events"
`;

// $1 file, $2 bytes of the head, $3 bytes of the tail. Pieces shorter than 4 MiB would cost more processes than bytes.
export const filterScript = `: >"$1.open"
head -c "$2" >>"$1"
piece=$3
[ "$piece" -ge 4194304 ] || piece=4194304
i=0
while head -c "$piece" >"$1.tail$i"; [ -s "$1.tail$i" ]; do
[ "$i" -lt 2 ] || rm -f "$1.tail$((i - 2))"
i=$((i + 1))
done
[ "$i" -gt 0 ] || exec rm -f "$1.tail$i" "$1.open"
last=$1.tail$((i - 1))
before=$1.tail$((i - 2))
[ -e "$before" ] || before=
dropped=$(((i - 1) * piece + $(wc -c <"$last") - $3))
[ "$dropped" -le 0 ] || printf '\\n[chronos-job: %s bytes dropped here]\\n' "$dropped" >>"$1"
cat \${before:+"$before"} "$last" | tail -c "$3" >>"$1"
rm -f "$last" \${before:+"$before"} "$1.tail$i" "$1.open"`;
