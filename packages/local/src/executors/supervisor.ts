import { join } from "node:path";
import type { Sandbox } from "./executor.ts";

export interface SupervisorOptions {
	readonly nonce: string;
	readonly sandbox: Sandbox;
	readonly bootId: string;
	readonly serverPid: number;
	/** What keeps head and tail of each stream; without it the command writes into the files itself. */
	readonly logCap?: LogCap | undefined;
	/** The program and its arguments. */
	readonly command: readonly string[];
}

export interface LogCap {
	/** Bytes kept of each stream, half of them from its beginning. */
	readonly maxBytes: number;
	/** The path of the program. */
	readonly setsid: string;
}

const claimFile = ".claim";
const exitFile = ".exit";

/** What a supervisor ends with that found the claim of another one. */
const claimTaken = 75;

/** The command line of the shell that watches over one attempt and needs nobody else to do so. */
export function supervisorArgv({ nonce, sandbox, bootId, serverPid, logCap, command }: SupervisorOptions): string[] {
	const identity = [nonce, bootId, sandbox.directory, String(serverPid)];
	if (logCap === undefined) return ["/bin/sh", "-c", plainScript, "chronos-job-attempt", ...identity, ...command];
	const headBytes = Math.ceil(logCap.maxBytes / 2);
	const cap = [logCap.setsid, filterScript, String(headBytes), String(logCap.maxBytes - headBytes)];
	return ["/bin/sh", "-c", cappedScript, "chronos-job-attempt", ...identity, ...cap, ...command];
}

export function claimPath(directory: string): string {
	return join(directory, claimFile);
}

export function exitPath(directory: string): string {
	return join(directory, exitFile);
}

/** There while a capped log is not yet as it will stay. */
export function openLogPath(logFile: string): string {
	return `${logFile}.open`;
}

// The last line of a record says that it is whole, which spares the two processes of a rename.
const claim = `trap : HUP INT QUIT TERM
set -C
_chronos_job=$3
_chronos_job_nonce=$1
printf '%s\\n' "$1" "$2" "$$" end >"$3/${claimFile}" || exit ${String(claimTaken)}
_chronos_job_server=$4`;

// A full disk delays the record; only a removed sandbox prevents it. While the server lives it stores the end itself,
// so that the flush is only worth its process when it does not. Then the group is emptied, as Mesos empties a container.
const settle = `until { echo "$_chronos_job_status"; times; echo end; } >|"$_chronos_job/${exitFile}"; do
[ -d "$_chronos_job" ] || break
/bin/sleep 1
done
kill -0 "$_chronos_job_server" || /bin/sync "$_chronos_job/${exitFile}"
kill -KILL 0`;

// The command runs in a subshell, because the shell would say "Killed" into the job's own output otherwise.
const plainScript = `${claim}
shift 4
( exec "$@" ) </dev/null >>"$_chronos_job/stdout" 2>>"$_chronos_job/stderr"
_chronos_job_status=$?
${settle}`;

// The filters live in sessions of their own, without the mark, so that what ends the job does not cut its last words;
// the job's own end waits until both have got there.
const cappedScript = `${claim}
_chronos_job_filter() { MESOS_SANDBOX= PATH=/usr/bin:/bin "$1" /bin/sh -c "$2" "$_chronos_job_nonce" "$5" "$3" "$4"; }
_chronos_job_run() {
trap : HUP INT QUIT TERM
shift 8
( exec "$@" ) </dev/null 2>&1 >&3 3>&-
_chronos_job_status=$?
_chronos_job_turn=0
until [ -e "$_chronos_job/stdout.open" ] && [ -e "$_chronos_job/stderr.open" ]; do
_chronos_job_turn=$((_chronos_job_turn + 1))
[ "$_chronos_job_turn" -lt 5000 ] || /bin/sleep 0.05
[ "$_chronos_job_turn" -lt 5020 ] || break
done
exec >&- 2>&- 3>&-
${settle}
}
{ _chronos_job_run "$@" | _chronos_job_filter "$5" "$6" "$7" "$8" "$3/stderr" 3>&-; } 3>&1 |
_chronos_job_filter "$5" "$6" "$7" "$8" "$3/stdout"`;

// $1 file, $2 bytes of the head, $3 bytes of the tail. Pieces shorter than 4 MiB would cost more processes than bytes.
const filterScript = `: >"$1.open"
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
