import { describe, expect, it } from "vitest";
import { findPlaceholder } from "./find-placeholder.ts";

describe("findPlaceholder", () => {
	it.each([
		["python3.6 </lustre/path/to/your/code>", "</lustre/path/to/your/code>"],
		["python3 /lustrehome/<username>/my_script.py > /lustrehome/<username>/out", "<username>"],
		["python3 train.py --epochs=<epochs>", "<epochs>"],
		["python3 train.py <config>", "<config>"],
		["cd <dir>; make", "<dir>"],
		["cd <dir> && make", "<dir>"],
		["echo '<your name>'", "<your name>"],
		["%s", "%s"],
		["run {{ user }} now", "{{ user }}"],
		["run --as user-<name>-x", "<name>"],
	])("finds what a shell cannot mean by %s", (text, placeholder) => {
		expect(findPlaceholder(text, "shell")).toBe(placeholder);
	});

	it.each([
		"sort <in >out",
		"sort <in> out",
		"sort < in > out.txt",
		"sort <input.txt>output.txt",
		"cat</etc/passwd>/tmp/x",
		"cat <<EOF > x\nfoo\nEOF",
		"cat <<EOF > x.html\n<html>\n</html>\nEOF",
		"diff <(a) <(b) > c",
		"sort <in 2>&1",
		"sort <in >| out",
		"sort <in >> out",
		"grep -o '<title>' a.xml",
		"sed 's/<b>/x/' a.html",
		'sed "s/<version>.*/x/" a.xml',
		'mail -s "<done>" a@b.it',
		"echo ${HOME} $USER",
		"awk '{print $1}'",
		"awk '$1<5 && $2>3 {print}' x",
		"date +%s",
		"docker ps --format '{{.Names}}'",
		"docker inspect -f '{{range .Mounts}}{{end}}' x",
		"curl -w '%{http_code}' x",
		"if [ $a -lt 3 ]; then echo; fi",
		"python -c 'import re; re.match(\"(?P<name>a)\", x)'",
		"git log --author='A <a@b.it>'",
		"echo {a,b}",
	])("knows what a shell makes of %s", (text) => {
		expect(findPlaceholder(text, "shell")).toBeUndefined();
	});

	it.each([
		["<your-username>", "<your-username>"],
		["/lustrehome/<username>", "<username>"],
		["${docker_image}", "${docker_image}"],
		["registry/${user}/image", "${user}"],
		["{{image}}", "{{image}}"],
		["{{ .Values.image }}", "{{ .Values.image }}"],
		["%s", "%s"],
		["%(user)s", "%(user)s"],
	])("finds what nobody replaces in %s", (text, placeholder) => {
		expect(findPlaceholder(text, "nobody")).toBe(placeholder);
	});

	it.each(["alice", "Bob <bob@example.org>", "a{2}", "hpc-(?<n>[0-9]+)", "http://a/b%20c", "(?<=a)b", "%s-%s", "{a}"])(
		"leaves %s alone",
		(text) => {
			expect(findPlaceholder(text, "nobody")).toBeUndefined();
		},
	);

	it.each([
		["<your-token>", "<your-token>"],
		["{{token}}", "{{token}}"],
		["%s", undefined],
		["<b>", undefined],
		["<h1>{{.Title}}</h1>", undefined],
		["${HOME}/x", undefined],
	])("is careful with the variable %s", (text, placeholder) => {
		expect(findPlaceholder(text, "program")).toBe(placeholder);
	});
});
