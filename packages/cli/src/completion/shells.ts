const bash = `# chronos-job completion for bash
_chronos_job() {
	local words
	words=$(chronos-job --get-yargs-completions "\${COMP_WORDS[@]:0:$((COMP_CWORD + 1))}" 2>/dev/null)
	COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o bashdefault -o default -F _chronos_job chronos-job
`;

const zsh = `#compdef chronos-job
# chronos-job completion for zsh
_chronos_job() {
	local -a found
	found=("\${(@f)$(chronos-job --get-yargs-completions "\${(@)words[1,CURRENT]}" 2>/dev/null)}")
	found=("\${(@)found:#}")
	if ((\${#found})); then compadd -- "\${found[@]}"; else _files; fi
}
if [ "\${funcstack[1]}" = "_chronos_job" ]; then _chronos_job "$@"; else compdef _chronos_job chronos-job; fi
`;

const fish = `# chronos-job completion for fish
function __chronos_job_complete
	chronos-job --get-yargs-completions (commandline --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor) 2>/dev/null
end
complete --command chronos-job --arguments "(__chronos_job_complete)"
`;

/** The script of every shell that can be completed. */
export const shells: ReadonlyMap<string, string> = new Map([
	["bash", bash],
	["fish", fish],
	["zsh", zsh],
]);
