import type { Verb } from "@chronos-job/tui";

/** The commands that make sense inside the dashboard. */
export const verbs: readonly Verb[] = [
	looks("doctor", "look for what is wrong"),
	looks("explain", "say in plain words what a job file will do"),
	looks("graph", "draw which jobs start which"),
	looksAtJobs("history", "show the past runs of a job"),
	looksAtJobs("list", "list jobs"),
	looksAtJobs("logs", "print what a job has written"),
	looks("next", "say when jobs will run"),
	looksAtJobs("show", "show a job"),
	looksAtJobs("stats", "show how long runs took"),
	looksAtJobs("wait", "wait for what becomes of jobs"),
	looksAtJobs("why", "say why a job does not run"),
	looks("backup", "write all jobs into a file"),
	looks("pull", "write jobs into a folder"),
	looks("diff", "compare files with the server"),
	looks("plan", "show what submit would do"),
	looks("validate", "check job files"),
	looks("local", "the Chronos of this machine"),
	looks("context", "the servers that have names"),
	changesJobs("clone", "make a job like another one"),
	changesJobs("delete", "delete jobs"),
	changesJobs("disable", "keep jobs from running"),
	changesJobs("edit", "change a job in your editor"),
	changesJobs("enable", "let jobs run again"),
	changesJobs("gc", "delete one-shot jobs that are done"),
	changesJobs("kill", "end what runs of jobs"),
	changesJobs("mark-success", "count a success that did not happen"),
	changesJobs("rename", "give a job another name"),
	changesJobs("retry", "run jobs once more"),
	changesJobs("run", "start a job now"),
	changesJobs("undo", "put back what the latest change replaced"),
	changes("restore", "bring jobs back from a backup"),
	changes("submit", "send job files"),
	changes("sweep", "run a job for many parameters"),
	changes("sync", "make the server have the jobs of a folder"),
];

function looks(name: string, about: string): Verb {
	return { name, about, takesJobs: false, writes: false };
}

function looksAtJobs(name: string, about: string): Verb {
	return { name, about, takesJobs: true, writes: false };
}

function changes(name: string, about: string): Verb {
	return { name, about, takesJobs: false, writes: true };
}

function changesJobs(name: string, about: string): Verb {
	return { name, about, takesJobs: true, writes: true };
}
