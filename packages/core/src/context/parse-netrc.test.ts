import { expect, it } from "vitest";
import { parseNetrc } from "./parse-netrc.ts";

const file = `# mine
machine a.example.org login ada password s3cret
machine a.example.org login bob password "two words"
macdef init
machine trap login x password y

machine default
	login machine
	password login
machine bare password p#1
default login anonymous password guest
`;

it.each([
	["a.example.org", undefined, { login: "ada", password: "s3cret" }],
	["a.example.org", "bob", { login: "bob", password: "two words" }],
	["a.example.org", "eve", undefined],
	["default", undefined, { login: "machine", password: "login" }],
	["bare", "ada", { login: undefined, password: "p#1" }],
	["trap", undefined, { login: "anonymous", password: "guest" }],
	["elsewhere", undefined, { login: "anonymous", password: "guest" }],
])("of %s, %s it knows %j", (machine, login, expected) => {
	const entry = parseNetrc(file, machine, login);
	expect(entry && { login: entry.login, password: entry.password }).toEqual(expected);
});

it.each(["", "machine", "machine x", "password", "login x default"])("%j is no reason to stop", (text) => {
	expect(parseNetrc(text, "y")?.password).toBeUndefined();
});
