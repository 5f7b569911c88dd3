import { isNoContent, isPage, isStatus } from "../answers.ts";
import { farSchedule as schedule } from "../chronos.ts";
import type { ChronosTest, Need, Topic } from "../chronos-test.ts";
import { equal } from "../difference.ts";
import { authorization } from "../send.ts";

const needs: readonly Need[] = ["credentials"];

/** Requests that all need the password (contract §1.6). */
const guarded: readonly (readonly [method: string, path: string])[] = [
	["GET", "/v1/scheduler/jobs"],
	["POST", "/v1/scheduler/iso8601"],
	["DELETE", "/v1/scheduler/job/a"],
	["GET", "/v1/scheduler/nope"],
	["GET", "/ping"],
	["GET", "/metrics"],
	["GET", "/"],
	["GET", "/nope"],
	["OPTIONS", "/v1/scheduler/jobs"],
];

/** Headers that do not open. */
const wrong: readonly (readonly [about: string, header: string])[] = [
	["another password", authorization({ user: "someone", password: "else" })],
	["another scheme", "Bearer abc"],
	["no credentials", "Basic"],
	["text that is not base64", "Basic %%%"],
	["base64 without a colon", "Basic d3Jvbmc="],
	["an empty user and password", authorization({ user: "", password: "" })],
];

export const authentication: Topic = {
	name: "authentication",
	tests: [
		...guarded.map(([method, path]): ChronosTest => ({
			name: `${method} ${path} without a password is 401 as HTML`,
			section: "§1.6",
			needs,
			run: async (chronos) => isPage(await chronos.request({ method, path, anonymous: true }), 401, "Unauthorized"),
		})),
		...wrong.map(([about, header]): ChronosTest => ({
			name: `${about} is 401 as HTML`,
			section: "§1.6",
			needs,
			run: async (chronos) =>
				isPage(
					await chronos.call("GET", "jobs", { anonymous: true, headers: { Authorization: header } }),
					401,
					"Unauthorized",
				),
		})),
		{
			name: "a 401 asks for basic credentials, in lower case",
			section: "§1.6",
			needs,
			run: async (chronos) => {
				const { headers } = await chronos.call("GET", "jobs", { anonymous: true });
				equal("WWW-Authenticate", headers["www-authenticate"], 'basic realm="Mesosphere"');
			},
		},
		{
			name: "a 401 cannot be read by pages of other origins",
			section: "§1.6",
			needs,
			run: async (chronos) => {
				const { headers } = await chronos.call("GET", "jobs", { anonymous: true });
				equal("the header", headers["access-control-allow-origin"], undefined);
			},
		},
		{
			name: "the right password opens",
			section: "§1.6",
			needs,
			run: async (chronos) => {
				isStatus(await chronos.call("GET", "jobs"), 200);
				isNoContent(await chronos.put({ name: chronos.name(), schedule }));
				isStatus(await chronos.request({ path: "/ping" }), 200);
			},
		},
		{
			name: "the name of the scheme may have any case",
			section: "§1.6",
			needs,
			run: async (chronos) => {
				const { credentials } = chronos.connection;
				const header = credentials === undefined ? "" : authorization(credentials).replace("Basic", "bAsIc");
				isStatus(await chronos.call("GET", "jobs", { anonymous: true, headers: { Authorization: header } }), 200);
			},
		},
		{
			name: "a refused submit stores nothing",
			section: "§1.6",
			needs,
			run: async (chronos) => {
				const name = chronos.name();
				const headers = { "Content-Type": "application/json" };
				await chronos.call("POST", "iso8601", { anonymous: true, headers, body: JSON.stringify({ name, schedule }) });
				equal("the job is there", await chronos.has(name), false);
			},
		},
	],
};
