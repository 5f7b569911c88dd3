/**
 * How the tables came to be, the oldest step first: the number of steps done is the version of a file.
 * A step that was ever released is never changed.
 */
export const migrations: readonly string[] = [
	`
	-- The name of the store, and the largest ids whose rows are gone.
	CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
	INSERT INTO meta VALUES ('lastId', 0), ('lastEventId', 0);

	-- Jobs that nobody sees have negative ids. No index keeps the names unique: it would halve the speed of a submit.
	CREATE TABLE jobs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, record TEXT NOT NULL) STRICT;

	-- Runs that are not settled have no time.
	CREATE TABLE runs (id INTEGER PRIMARY KEY, job TEXT NOT NULL, settledAt REAL, run TEXT NOT NULL) STRICT;
	CREATE INDEX runsOfJobs ON runs (job, id);
	CREATE INDEX settledRuns ON runs (settledAt);

	CREATE TABLE attempts (
		taskId TEXT NOT NULL UNIQUE, runId INTEGER NOT NULL, isEnded INTEGER NOT NULL, attempt TEXT NOT NULL
	) STRICT;
	CREATE INDEX attemptsOfRuns ON attempts (runId);
	CREATE INDEX liveAttempts ON attempts (isEnded) WHERE isEnded = 0;

	-- What happened at one time, with the id of its last event: a row for each would be half the work of a submit.
	CREATE TABLE events (id INTEGER PRIMARY KEY, at REAL NOT NULL, events TEXT NOT NULL) STRICT;
	`,
];
