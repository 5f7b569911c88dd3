import { expect, it } from "vitest";
import { resolveRunAs } from "./run-as.ts";

const root = { name: "root", uid: 0, gid: 0, home: "/root" };
const ann = { name: "ann", uid: 1000, gid: 1000, home: "/home/ann" };
const passwd = "root:x:0:0:root:/root:/bin/sh\nbob:x:1001:1002:Bob,,:/home/bob:/bin/sh\n";
const setpriv = "/usr/bin/setpriv";
const bob = { name: "bob", uid: 1001, gid: 1002, home: "/home/bob" };

it.each([
	["nobody in particular is who the server is", "", ann, setpriv, { account: ann, prefix: [] }],
	["the own user is allowed", "ann", ann, undefined, { account: ann, prefix: [] }],
	[
		"root becomes whom the job wants",
		"bob",
		root,
		setpriv,
		{ account: bob, prefix: [setpriv, "--reuid=1001", "--regid=1002", "--init-groups", "--"] },
	],
	["another user is refused to others", "bob", ann, setpriv, { kind: "refused" }],
	["an unknown user is refused", "bo", root, setpriv, { kind: "refused" }],
	["root needs the program", "bob", root, undefined, { kind: "refused" }],
])("%s", (...[, runAsUser, current, program, expected]) => {
	expect(resolveRunAs({ runAsUser, current, passwd, setpriv: program })).toMatchObject(expected);
});
