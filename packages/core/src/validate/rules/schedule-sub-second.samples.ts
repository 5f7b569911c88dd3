import type { RulePage } from "../rule-page.ts";

export const page: RulePage = {
	chronos:
		"The server accepts `PT0.5S`, then divides by the whole seconds of the period when it launches the job. The division by zero happens where Mesos calls back, and ends the connection: no job runs any more until the server is started again.",
	valid: [
		`{"name": "a", "schedule": "R1//PT1S"}`,
		`{"name": "a", "schedule": "R//PT1.5S"}`,
		`{"name": "a", "schedule": "R1//PT0S"}`,
	],
	invalid: [
		{ text: `{"name": "a", "schedule": «"R/2030-01-01T00:00:00Z/PT0.5S"»}`, says: "500 ms" },
		{ text: `{"name": "a", "schedule": «"R1//PT0.001S"»}`, says: "1 ms" },
	],
};
