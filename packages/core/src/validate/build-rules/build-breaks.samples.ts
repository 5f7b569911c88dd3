import type { RulePage } from "../rule-page.ts";

const at = (schedule: string) => `{"name": "a", "command": "true", "schedule": ${schedule}}`;

export const page: RulePage = {
	chronos:
		"3.0.0 and 3.0.1 have mistakes that later builds lack: a period with months or years ends the thread that schedules all jobs, and 3.0.0 writes the arguments of a job behind its command at every run and answers 400 to a start more than a year ago. A job without a command, and the network `USER`, are answered with 500 before 3.0.1; a name with a dot with 400 before 2.5.",
	valid: [
		at(`"R1//P1Y"`),
		{ text: at(`"R1//P1Y"`), serverBuilds: ["3.0.2"] },
		{ text: at(`"R1//P1Y"`), serverBuilds: ["3.0.0", "3.0.1", "3.0.2"] },
		{ text: at(`"R/2026-11-01T00:00:00Z/P1D"`), serverBuilds: ["3.0.0"] },
		{ text: `{"name": "a", "container": {"image": "i"}}`, serverBuilds: ["3.0.1"] },
		{ text: `{"name": "a.b", "command": "true", "arguments": ["x"]}`, serverBuilds: ["2.5"] },
	],
	invalid: [
		{ text: at(`«"R1//P1Y"»`), serverBuilds: ["3.0.0", "3.0.1"], says: "stops scheduling" },
		{ text: at(`«"R/2025-11-01T00:00:00Z/P1D"»`), serverBuilds: ["3.0.0"], says: "more than a year ago" },
		{ text: `{"name": "a", "command": "true", "arguments": «["x"]»}`, serverBuilds: ["3.0.0"], says: "grows" },
		{ text: `«{"name": "a", "container": {"image": "i"}}»`, serverBuilds: ["2.5"], says: "without a command" },
		{
			text: `{"name": "a", "command": "true", "container": {"image": "i", "network": «"USER"»}}`,
			serverBuilds: ["3.0.0"],
		},
		{ text: `{"name": «"a.b"», "command": "true"}`, serverBuilds: ["2.3", "2.4"], says: "(2.3 or 2.4) takes no dots" },
	],
};
