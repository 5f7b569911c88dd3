/** Runs `$2` with what stands after it; what that prints, and how it ends, is also written below the folder `$1`. */
export const loggingScript = [
	// Plain POSIX, without a single quote; the prefix of its variables keeps those of the job as they are.
	'cj_d=$1; cj_c=$2; shift 2; [ $# = 0 ] || cj_c="$cj_c \\"\\$@\\"";',
	// ct:TIME:ATTEMPT:NAME:ARGUMENTS, which every version of Chronos tells (contract §5.2).
	"cj_t=${mesos_task_id#*:}; cj_s=${cj_t%%:*}; cj_t=${cj_t#*:}; cj_a=${cj_t%%:*}; cj_t=${cj_t#*:}; cj_n=${cj_t%%:*};",
	"cj_f=$cj_d/$cj_n/$cj_s-$cj_a; cj_q=;",
	'case $cj_n in ""|.|..) false;;',
	'*) mkdir -p "$cj_d/$cj_n" && (: >>"$cj_f.log") && command -v tee && command -v cat && cj_q=$(mktemp -d) && mkfifo "$cj_q/o" "$cj_q/e" "$cj_q/w" "$cj_q/x";;',
	"esac >/dev/null 2>&1 ||",
	// No log is no reason not to run.
	'{ [ -z "$cj_q" ] || rm -rf "$cj_q"; printf "chronos-job: no log is kept in %s\\n" "$cj_d" >&2; exec /bin/sh -c "$cj_c" sh "$@"; };',
	// Whoever ends the job must not cut off its last words.
	'cj_i() { trap "" HUP INT QUIT TERM USR1 USR2; exec tee -a "$cj_f.log" 2>/dev/null; };',
	'cj_i <"$cj_q/o" & cj_o=$!; cj_i <"$cj_q/e" >&2 & cj_e=$!;',
	'exec 8>"$cj_q/o" 9>"$cj_q/e" 7<>"$cj_q/w" 6<"$cj_q/w" 5>"$cj_q/w" 7<>"$cj_q/x" 4>"$cj_q/x" 3<"$cj_q/x" 7>&-; rm -rf "$cj_q";',
	// A witness dies of what is sent to all of the group, the command included; it ends when this shell does.
	"cj_u() { cat <&6 >/dev/null 2>&1 3<&- 4>&- 5>&- 6<&- 8>&- 9>&- & cj_v=$!; }; cj_u;",
	// PROF comes after any of the others that waits already, so that the witness tells which of them it got.
	'cj_h() { cj_k="$cj_k $1"; [ -z "$cj_p" ] || { kill -PROF $cj_v; wait $cj_v; [ $? = $2 ] || kill -$1 $cj_p; cj_u; } 2>/dev/null; };',
	// What runs in the background of a shell is deaf to INT.
	'cj_k=; cj_p=; trap "cj_h TERM 0" INT; trap "cj_h TERM 143" TERM; trap "cj_h HUP 129" HUP;',
	'trap "cj_h USR1 138" USR1; trap "cj_h USR2 140" USR2;',
	// A bash whose wait is interrupted may lose how a child ended that ends right then, so a keeper that waits for nothing else tells it.
	'(trap : TERM HUP USR1 USR2; (exec /bin/sh -c "echo \\$\\$ >&4; exec /bin/sh -c \\"\\$@\\" 4>&-" sh "$cj_c" sh "$@" >&8 2>&9 3<&- 8>&- 9>&- 5>&- 6<&-);',
	"echo $? >&4) 2>/dev/null & cj_g=$!; exec 4>&- 8>&- 9>&-;",
	'cj_x=-; until read cj_p <&3 || [ "$cj_k" = "$cj_x" ]; do cj_x=$cj_k; done;',
	"for cj_x in $cj_k; do kill -$cj_x $cj_p; done 2>/dev/null;",
	// A signal ends the waiting but not the command.
	'while cj_k=; wait $cj_g; cj_r=$?; [ -n "$cj_k" ] && kill -0 $cj_g; do :; done 2>/dev/null; read cj_x <&3 && cj_r=$cj_x;',
	// What the command has left in the background may print for ever; nobody waits for that.
	"cj_p=; trap : USR1; exec 5>&- 6<&-;",
	'(trap "kill \\$cj_z" TERM; sleep 2 & cj_z=$!; wait $cj_z && kill -USR1 $$) >/dev/null 2>&1 & cj_w=$!;',
	"for cj_x in $cj_o $cj_e; do ! kill -0 $cj_x || wait $cj_x; [ $? -lt 129 ] || break; done 2>/dev/null; kill $cj_w 2>/dev/null;",
	'{ echo $cj_r >"$cj_f.exit"; } 2>/dev/null; exit $cj_r',
].join(" ");
