import type { RulePage } from "../rule-page.ts";

/** In the form of a real one. */
const awsKey = "abcdefghij/KLMNOPQRST+abcdefghijKLMNOPQR".padEnd(40, "x");

export const page: RulePage = {
	chronos:
		"A job is one readable document: everybody who may list the jobs, on most servers everybody, sees its command, its environment and its URIs, and so does everybody who may see the tasks in Mesos. Chronos has no store for secrets.",
	valid: [
		`{"name": "a", "command": "curl -u anna:$PASSWORD https://example.com"}`,
		`{"name": "a", "command": "psql postgres://anna:\${PASSWORD}@db/x --password-file /run/secret"}`,
		`{"name": "a", "command": "login --password \\"$(cat /run/secret)\\" --token $TOKEN"}`,
		`{"name": "a", "command": "login --password=/run/secret; tool --password env:PW --passphrase {{pw}}"}`,
		`{"name": "a", "command": "train --max-token 4096 --token classification-head-v2 --pad-token=PAD"}`,
		`{"name": "a", "command": "run --zk zk://a.zk:2181,b.zk:2181/mesos --dir hdfs://hdfs:9000/history"}`,
		`{"name": "a", "command": "ssh -o PasswordAuthentication=no git@example.com"}`,
		`{"name": "a", "command": "docker login -u anna -p $PASSWORD; docker login --password-stdin; docker run -p 8080:80 x"}`,
		environment("AWS_SECRET_ACCESS_KEY", "/run/secrets/aws"),
		environment("ALLOW_EMPTY_PASSWORD", "yes"),
		environment("DB_PASSWORD", "$VAULT_PASSWORD"),
		environment("DB_PASSWORD", "<your password>"),
		environment("DB_PASSWORD_FILE", "/run/secrets/db"),
		environment("MYSQL_PASSWORD", "/run/secrets/db"),
		environment("EOS_TOKEN", "[EOS]"),
		environment("JAVA_OPTS", "-Xmx1000m -Djavax.net.ssl.keyStore=/etc/keystore.jks"),
	],
	invalid: [
		{ text: `{"name": "a", "command": «"login --user anna --password hunter2"»}`, says: "command contains a password" },
		{ text: `{"name": "a", "command": «"PGPASSWORD='hunter2' psql"»}` },
		{ text: `{"name": "a", "command": «"curl -s -u anna:hunter2 https://example.com"»}` },
		{ text: `{"name": "a", "command": «"sshpass -p hunter2 ssh anna@example.com"»}` },
		{ text: `{"name": "a", "command": «"mysqldump -h db -phunter2 shop"»}` },
		{ text: `{"name": "a", "command": «"psql postgres://anna:hunter2@db/x"»}`, says: "a password in a URL" },
		{ text: `{"name": "a", "command": «"curl -H 'Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d'"»}`, says: "a token" },
		{
			text: `{"name": "a", "command": «"curl -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJlLW9mLWFubmE' https://example.com"»}`,
			says: "a JSON web token",
		},
		{
			text: environment("SESSION", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJlLW9mLWFubmE", true),
			says: "a JSON web token",
		},
		{ text: `{"name": "a", "command": «"AWS_SECRET_ACCESS_KEY=${awsKey} aws s3 ls"»}`, says: "an AWS secret key" },
		{ text: environment("AWS_SECRET_ACCESS_KEY", awsKey, true), says: "an AWS secret key" },
		{ text: `{"name": "a", "command": «"docker login -u anna -p hunter2secret example.com"»}` },
		{ text: `{"name": "a", "command": «"upload --api-key 0a1b2c3d4e5f6a7b8c9d"»}` },
		{ text: `{"name": "a", "command": «"aws s3 --id AKIA0123456789ABCDEF"»}`, says: "an AWS access key" },
		{ text: `{"name": "a", "command": "tool", "arguments": ["-v", «"--password=hunter2"»]}`, says: "arguments[1]" },
		{ text: `{"name": "a", "uris": [«"https://anna:hunter2@example.com/x.tgz"»]}` },
		{ text: `{"name": "a", "fetch": [{"uri": «"https://anna:hunter2@example.com/x.tgz"»}]}` },
		{ text: environment("DB_PASSWORD", "hunter2", true), says: "DB_PASSWORD contains" },
		{ text: environment("WANDB_API_KEY", "0a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f", true) },
		{ text: environment("GIT", `ghp_${"a1B2c3".repeat(6)}`, true), says: "a GitHub token" },
		{
			text: `{"name": "a", "container": {"image": "x:1", "parameters": [{"key": "env", "value": «"DB_PASSWORD=hunter2"»}]}}`,
		},
	],
};

function environment(name: string, value: string, marked = false): string {
	const text = JSON.stringify(value);
	return `{"name": "a", "environmentVariables": [{"name": "${name}", "value": ${marked ? `«${text}»` : text}}]}`;
}
