/** Whether a process runs. */
export function isRunning(process: NodeJS.Process, pid: number): boolean {
	const fs = process.getBuiltinModule("node:fs");
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	try {
		// One that has ended stays until somebody asks how; in many containers nobody does.
		return !/^.*\) [ZX]/s.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
	} catch {
		return !fs.existsSync("/proc/self/stat");
	}
}
