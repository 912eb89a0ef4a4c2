-- A queue as the first schema kept it: twelve films, four answers of amara's, and one more film before her.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE branch(
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, base INTEGER, revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO branch VALUES(1,'main',NULL,0,0);
CREATE TABLE scope(key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
INSERT INTO scope VALUES(1,'film',1,1,1700000333730999);
CREATE TABLE dataset(
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, identity TEXT,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO dataset VALUES(1,'films',NULL,1,1,1700000333730999);
CREATE TABLE task(
  key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL REFERENCES scope(key),
  dataset INTEGER NOT NULL REFERENCES dataset(key),   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO task VALUES(1,'film',1,1,1,1,1700000333730999);
CREATE TABLE definition(
  key INTEGER PRIMARY KEY, kind TEXT NOT NULL, digest BLOB NOT NULL, canonical BLOB NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL,
  UNIQUE(kind, digest)
) STRICT;
INSERT INTO definition VALUES(1,'ui',X'acaeea1479cc331fc1ec6af113e65a713881b1999a10876939a9c34082b78586',X'7b2261736b223a5b7b226964223a2267656e7265222c226b696e64223a2263686f696365222c2270726f6d7074223a2257686963682067656e72652069732069742c20696e2074686520776f726473206f6620313f227d5d2c2267756964656c696e6573223a22222c2273686f77223a5b7b226669656c64223a227469746c65222c227374796c65223a2268656164696e67227d5d7d',1,1,1700000333730999);
INSERT INTO definition VALUES(2,'taxonomy',X'948bcdf87b1bf8f0e47aeb6690ffff4ae8844f635c4199b747fd3c89988f0b96',X'7b226c6162656c73223a5b7b226964223a22636f6d656479222c227469746c65223a22636f6d656479227d2c7b226964223a226472616d61222c227469746c65223a226472616d61227d2c7b226964223a22686f72726f72222c227469746c65223a22686f72726f72227d5d7d',1,1,1700000333730999);
INSERT INTO definition VALUES(3,'schema',X'01f2f9c28aa1d4d36a81ff042620b6677d25bf07c2bf4acc37b58658778a4fca',X'7b226669656c6473223a5b5d7d',1,1,1700000333730999);
INSERT INTO definition VALUES(4,'policy',X'4ce9e8497f137921c78add3649a2956c934ba7a5881029422237f880e474a98c',X'7b22676f6c645f726174655f6d696c6c696f6e746873223a302c226c656173655f7365636f6e6473223a313830302c226d61785f736b697073223a332c226f7665726c6170223a312c227265757365223a226578616374222c2272657573655f66726f6d223a5b5d7d',1,1,1700000333730999);
CREATE TABLE build(
  key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, task INTEGER NOT NULL REFERENCES task(key), title TEXT NOT NULL,
  ui_version INTEGER NOT NULL REFERENCES definition(key), ui INTEGER NOT NULL REFERENCES definition(key),
  taxonomy INTEGER NOT NULL REFERENCES definition(key), schema INTEGER NOT NULL REFERENCES definition(key),
  policy INTEGER NOT NULL REFERENCES definition(key), ui_number INTEGER NOT NULL, ui_edition INTEGER NOT NULL,
  taxonomy_number INTEGER NOT NULL, schema_number INTEGER NOT NULL, is_tail INTEGER NOT NULL,
  source_commit TEXT, source_clean INTEGER, program TEXT NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO build VALUES(1,X'5afde9f4bfe780bc67326ff024988bc4e812734bdbb4af7b41895fab882a13d1',1,'Films',1,1,2,3,4,1,1,1,0,0,NULL,NULL,'scholium 0.1.0',1,1,1700000333730999);
CREATE TABLE channel(
  key INTEGER PRIMARY KEY, task INTEGER NOT NULL REFERENCES task(key), name TEXT NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL,
  UNIQUE(task, name)
) STRICT;
INSERT INTO channel VALUES(1,1,'production',1,1,1700000333730999);
CREATE TABLE channel_event(
  key INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel(key), what TEXT NOT NULL,
  build INTEGER NOT NULL REFERENCES build(key), weight INTEGER NOT NULL, pool TEXT, state TEXT NOT NULL,
  accepts TEXT NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO channel_event VALUES(2,1,'published',1,1,NULL,'live','',1,2,1700000333730999);
CREATE TABLE person(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO person VALUES(1,'06gzvjw0rnxt366a4qs4d8epmw','person',1,4,1700000334853740);
CREATE TABLE person_event(
  key INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES person(key), what TEXT NOT NULL, value TEXT,
    branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO person_event VALUES(1,1,'named','amara',1,4,1700000334853740);
CREATE TABLE example(
  key INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO example VALUES(1,X'0fbafca68e82ea54606762631c30f7e440ead7316f0c50b0c53ed3e409893f8b',1,3,1700000333962831);
INSERT INTO example VALUES(2,X'08181e3693c04eb64e00f0161c6350e3c4e384bbd8f0e78e1ea9c24e16d764f0',1,3,1700000333962831);
INSERT INTO example VALUES(3,X'c8ca8e627dfcca98c6e93caa861963fa808c0dcc693726f0a86d4cb7a61dcce8',1,3,1700000333962831);
INSERT INTO example VALUES(4,X'280cc5defde4276f952694ec792a597f81355eb6a432088724fae3e4bcbd4e87',1,3,1700000333962831);
INSERT INTO example VALUES(5,X'c1980b22001b5b847e3ad14e1de67bd1faa6d6dc0ba907deb6d3e3e8b14b6dc8',1,3,1700000333962831);
INSERT INTO example VALUES(6,X'f566fff07a657abb544c5e4a59041412e81bcb0d3d60b458ad69546020e92b64',1,3,1700000333962831);
INSERT INTO example VALUES(7,X'f74bdb64b85589b55ca03fc70c37020f2a0495015f1823e7e8956312de8cd9f9',1,3,1700000333962831);
INSERT INTO example VALUES(8,X'f5e6883082720d622ccc8b7ca00e1f8b8635efedf9a04a74f5a83356cadc8dcb',1,3,1700000333962831);
INSERT INTO example VALUES(9,X'dd761ae54f6eedc27f53f470890a13ff82d52959394ee12a746d54d0c978322a',1,3,1700000333962831);
INSERT INTO example VALUES(10,X'abb46dcb20cf4210e586190c62f7d85abbe2a8a4ca85fc983ff74daa245e1ec6',1,3,1700000333962831);
INSERT INTO example VALUES(11,X'a9eae56e132f63408869dc18f9e3d2ad5a95beb6520a2fe98ce4136266b0aaa4',1,3,1700000333962831);
INSERT INTO example VALUES(12,X'98b26c88ad441f1e3bd23a57e7bc0b8e4f2584dfe08d2d740d1a23f4152ff1be',1,3,1700000333962831);
CREATE TABLE content(
  key INTEGER PRIMARY KEY, dataset INTEGER NOT NULL REFERENCES dataset(key),
  example INTEGER NOT NULL REFERENCES example(key), version INTEGER NOT NULL, digest BLOB NOT NULL, data BLOB,
    branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL, UNIQUE(dataset, example, version)
) STRICT;
INSERT INTO content VALUES(1,1,1,1,X'0fbafca68e82ea54606762631c30f7e440ead7316f0c50b0c53ed3e409893f8b',X'7b227469746c65223a2246696c6d2030227d',1,3,1700000333962831);
INSERT INTO content VALUES(2,1,2,1,X'08181e3693c04eb64e00f0161c6350e3c4e384bbd8f0e78e1ea9c24e16d764f0',X'7b227469746c65223a2246696c6d2031227d',1,3,1700000333962831);
INSERT INTO content VALUES(3,1,3,1,X'c8ca8e627dfcca98c6e93caa861963fa808c0dcc693726f0a86d4cb7a61dcce8',X'7b227469746c65223a2246696c6d2032227d',1,3,1700000333962831);
INSERT INTO content VALUES(4,1,4,1,X'280cc5defde4276f952694ec792a597f81355eb6a432088724fae3e4bcbd4e87',X'7b227469746c65223a2246696c6d2033227d',1,3,1700000333962831);
INSERT INTO content VALUES(5,1,5,1,X'c1980b22001b5b847e3ad14e1de67bd1faa6d6dc0ba907deb6d3e3e8b14b6dc8',X'7b227469746c65223a2246696c6d2034227d',1,3,1700000333962831);
INSERT INTO content VALUES(6,1,6,1,X'f566fff07a657abb544c5e4a59041412e81bcb0d3d60b458ad69546020e92b64',X'7b227469746c65223a2246696c6d2035227d',1,3,1700000333962831);
INSERT INTO content VALUES(7,1,7,1,X'f74bdb64b85589b55ca03fc70c37020f2a0495015f1823e7e8956312de8cd9f9',X'7b227469746c65223a2246696c6d2036227d',1,3,1700000333962831);
INSERT INTO content VALUES(8,1,8,1,X'f5e6883082720d622ccc8b7ca00e1f8b8635efedf9a04a74f5a83356cadc8dcb',X'7b227469746c65223a2246696c6d2037227d',1,3,1700000333962831);
INSERT INTO content VALUES(9,1,9,1,X'dd761ae54f6eedc27f53f470890a13ff82d52959394ee12a746d54d0c978322a',X'7b227469746c65223a2246696c6d2038227d',1,3,1700000333962831);
INSERT INTO content VALUES(10,1,10,1,X'abb46dcb20cf4210e586190c62f7d85abbe2a8a4ca85fc983ff74daa245e1ec6',X'7b227469746c65223a2246696c6d2039227d',1,3,1700000333962831);
INSERT INTO content VALUES(11,1,11,1,X'a9eae56e132f63408869dc18f9e3d2ad5a95beb6520a2fe98ce4136266b0aaa4',X'7b227469746c65223a2246696c6d203130227d',1,3,1700000333962831);
INSERT INTO content VALUES(12,1,12,1,X'98b26c88ad441f1e3bd23a57e7bc0b8e4f2584dfe08d2d740d1a23f4152ff1be',X'7b227469746c65223a2246696c6d203131227d',1,3,1700000333962831);
CREATE TABLE exposure(
  scope INTEGER NOT NULL REFERENCES scope(key), example INTEGER NOT NULL REFERENCES example(key),
  person INTEGER NOT NULL REFERENCES person(key), ui_version INTEGER NOT NULL REFERENCES definition(key),
    branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(scope, example, person)
) STRICT, WITHOUT ROWID;
INSERT INTO exposure VALUES(1,1,1,1,1,5,1700000334923851);
INSERT INTO exposure VALUES(1,2,1,1,1,6,1700000334939671);
INSERT INTO exposure VALUES(1,3,1,1,1,7,1700000334968583);
INSERT INTO exposure VALUES(1,4,1,1,1,8,1700000334996397);
INSERT INTO exposure VALUES(1,5,1,1,1,9,1700000335024365);
CREATE TABLE assignment(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, scope INTEGER NOT NULL REFERENCES scope(key),
  example INTEGER NOT NULL REFERENCES example(key), person INTEGER NOT NULL REFERENCES person(key),
  build INTEGER NOT NULL REFERENCES build(key), channel INTEGER NOT NULL REFERENCES channel(key),
  content INTEGER NOT NULL REFERENCES content(key), purpose TEXT NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO assignment VALUES(1,'06gzvjw11dvxb9m0bk5hrse8fc',1,1,1,1,1,1,'fresh',1,5,1700000334923851);
INSERT INTO assignment VALUES(2,'06gzvjw13dra3554raqz9swq80',1,2,1,1,1,2,'fresh',1,6,1700000334939671);
INSERT INTO assignment VALUES(3,'06gzvjw171y811n29mdarrdryr',1,3,1,1,1,3,'fresh',1,7,1700000334968583);
INSERT INTO assignment VALUES(4,'06gzvjw1ahvnhazmq8y8ba5w88',1,4,1,1,1,4,'fresh',1,8,1700000334996397);
INSERT INTO assignment VALUES(5,'06gzvjw1e1tc949yb7bk2cxwf8',1,5,1,1,1,5,'fresh',1,9,1700000335024365);
CREATE TABLE assignment_event(
  key INTEGER PRIMARY KEY, assignment INTEGER NOT NULL REFERENCES assignment(key), what TEXT NOT NULL, comment TEXT,
    branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE answer(key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO answer VALUES(1,'{"genre":"comedy"}');
INSERT INTO answer VALUES(2,'{"genre":"drama"}');
INSERT INTO answer VALUES(3,'{"genre":"horror"}');
CREATE TABLE context(key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO context VALUES(1,'{"client":"pipe","program":"scholium 0.1.0"}');
CREATE TABLE response(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, assignment INTEGER NOT NULL REFERENCES assignment(key),
  example INTEGER NOT NULL REFERENCES example(key), person INTEGER NOT NULL REFERENCES person(key),
  build INTEGER NOT NULL REFERENCES build(key), status TEXT NOT NULL,
  supersedes INTEGER UNIQUE REFERENCES response(key), settles INTEGER REFERENCES response(key),
  answer INTEGER REFERENCES answer(key), comment TEXT, duration INTEGER,
  context INTEGER NOT NULL REFERENCES context(key), counted INTEGER NOT NULL,   branch INTEGER NOT NULL REFERENCES branch(key), revision INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
INSERT INTO response VALUES(1,'0sqcjfwjjqq80hq34fggnxja0s',1,1,1,1,'answered',NULL,NULL,1,NULL,900,1,1,1,6,1700000334939665);
INSERT INTO response VALUES(2,'dnrpm3xfycevzzkr7h3kk5cegg',2,2,1,1,'answered',NULL,NULL,2,NULL,900,1,1,1,7,1700000334968577);
INSERT INTO response VALUES(3,'bnt77a5hpxgh97kqr4qz6fd91k',3,3,1,1,'answered',NULL,NULL,3,NULL,900,1,1,1,8,1700000334996391);
INSERT INTO response VALUES(4,'ebcfbrnzfdmmfk86td9w1fdecx',4,4,1,1,'answered',NULL,NULL,2,NULL,900,1,1,1,9,1700000335024359);
CREATE TABLE clock(
  key INTEGER PRIMARY KEY CHECK(key = 1), revision INTEGER NOT NULL, at INTEGER NOT NULL,
  definitions INTEGER NOT NULL
) STRICT;
INSERT INTO clock VALUES(1,9,1700000335024365,3);
CREATE TABLE person_state(
  person INTEGER PRIMARY KEY REFERENCES person(key), name TEXT NOT NULL UNIQUE, is_paused INTEGER NOT NULL
) STRICT;
INSERT INTO person_state VALUES(1,'amara',0);
CREATE TABLE pool_member(
  pool TEXT NOT NULL, person INTEGER NOT NULL REFERENCES person(key), PRIMARY KEY(pool, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE session(
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person INTEGER NOT NULL REFERENCES person(key), process TEXT,
  opened INTEGER NOT NULL, closed INTEGER
) STRICT;
INSERT INTO session VALUES(1,'06gzvjw10xt53asw81aa164keg',1,'d3588e4a-fd94-4636-b2eb-c7d7411cad41 pid:[4026531836] 2540 3499038',1700000334853740,1700000335048064);
CREATE TABLE lease(
  assignment INTEGER PRIMARY KEY REFERENCES assignment(key), person INTEGER NOT NULL, channel INTEGER NOT NULL,
  example INTEGER NOT NULL, session INTEGER NOT NULL REFERENCES session(key), expires INTEGER NOT NULL
) STRICT;
INSERT INTO lease VALUES(5,1,1,5,1,1700002135024365);
CREATE TABLE comeback(
  key INTEGER PRIMARY KEY, person INTEGER NOT NULL, task INTEGER NOT NULL, example INTEGER NOT NULL,
  channel INTEGER NOT NULL, UNIQUE(person, task, example)
) STRICT;
CREATE TABLE draft(
  person INTEGER NOT NULL, task INTEGER NOT NULL, example INTEGER NOT NULL, answer TEXT NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY(person, task, example)
) STRICT, WITHOUT ROWID;
CREATE TABLE lane(
  key INTEGER PRIMARY KEY, channel INTEGER NOT NULL REFERENCES channel(key), priority INTEGER NOT NULL,
  next_seq INTEGER NOT NULL, UNIQUE(channel, priority)
) STRICT;
INSERT INTO lane VALUES(1,1,0,17);
CREATE TABLE cursor(
  person INTEGER NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(person, lane)
) STRICT, WITHOUT ROWID;
INSERT INTO cursor VALUES(1,1,5);
CREATE TABLE work(
  channel INTEGER NOT NULL, example INTEGER NOT NULL, lane INTEGER NOT NULL, seq INTEGER NOT NULL,
  need INTEGER NOT NULL, leased INTEGER NOT NULL, counted INTEGER NOT NULL, is_served INTEGER NOT NULL,
  is_for_review INTEGER NOT NULL, is_open INTEGER NOT NULL, PRIMARY KEY(channel, example)
) STRICT, WITHOUT ROWID;
INSERT INTO work VALUES(1,1,1,0,1,0,1,1,0,0);
INSERT INTO work VALUES(1,2,1,0,1,0,1,1,0,0);
INSERT INTO work VALUES(1,3,1,0,1,0,1,1,0,0);
INSERT INTO work VALUES(1,4,1,0,1,0,1,1,0,0);
INSERT INTO work VALUES(1,5,1,0,1,1,0,1,0,0);
INSERT INTO work VALUES(1,6,1,6,1,0,0,1,0,1);
INSERT INTO work VALUES(1,7,1,7,1,0,0,1,0,1);
INSERT INTO work VALUES(1,8,1,8,1,0,0,1,0,1);
INSERT INTO work VALUES(1,9,1,9,1,0,0,1,0,1);
INSERT INTO work VALUES(1,10,1,10,1,0,0,1,0,1);
INSERT INTO work VALUES(1,11,1,11,1,0,0,1,0,1);
INSERT INTO work VALUES(1,12,1,12,1,0,0,1,0,1);
CREATE TABLE tally(
  channel INTEGER PRIMARY KEY, answers INTEGER NOT NULL, wanted INTEGER NOT NULL, done INTEGER NOT NULL,
  examples INTEGER NOT NULL
) STRICT;
INSERT INTO tally VALUES(1,4,12,4,12);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('v1');
CREATE INDEX assignment_event_of ON assignment_event(assignment);
CREATE INDEX response_of_example ON response(example);
CREATE INDEX response_of_assignment ON response(assignment);
CREATE INDEX lease_of_person ON lease(person);
CREATE INDEX lease_end ON lease(expires);
CREATE INDEX lease_of_channel ON lease(channel, expires);
CREATE INDEX work_open ON work(lane, seq) WHERE is_open = 1;
CREATE TRIGGER exposure_happens_once BEFORE INSERT ON exposure
WHEN EXISTS (SELECT 1 FROM exposure
  WHERE scope = NEW.scope AND example = NEW.example AND person = NEW.person)
BEGIN SELECT RAISE(ABORT, 'rule 1: this person was shown this example already'); END;
CREATE TRIGGER assignment_is_new BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM assignment WHERE key = NEW.key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an assignment is never replaced'); END;
CREATE TRIGGER assignment_follows_exposure BEFORE INSERT ON assignment
WHEN NOT EXISTS (SELECT 1 FROM build JOIN task ON task.key = build.task
  JOIN exposure ON exposure.scope = task.scope AND exposure.example = NEW.example
    AND exposure.person = NEW.person
  WHERE build.key = NEW.build AND task.scope = NEW.scope AND exposure.ui_version = build.ui_version)
BEGIN SELECT RAISE(ABORT, 'rule 1: the exposure is missing or has another UI version than the build'); END;
CREATE TRIGGER response_is_new BEFORE INSERT ON response
WHEN EXISTS (SELECT 1 FROM response WHERE key = NEW.key OR id = NEW.id OR supersedes = NEW.supersedes)
BEGIN SELECT RAISE(ABORT, 'a response is never replaced, and has at most one successor'); END;
CREATE TRIGGER response_follows_assignment BEFORE INSERT ON response
WHEN NOT EXISTS (SELECT 1 FROM assignment WHERE key = NEW.assignment
  AND person = NEW.person AND example = NEW.example AND build = NEW.build)
BEGIN SELECT RAISE(ABORT, 'provenance: person, example and build are not those of the assignment'); END;
CREATE TRIGGER content_is_only_erased BEFORE UPDATE ON content
WHEN NEW.data IS NOT NULL OR NEW.key IS NOT OLD.key OR NEW.dataset IS NOT OLD.dataset
  OR NEW.example IS NOT OLD.example OR NEW.version IS NOT OLD.version OR NEW.digest IS NOT OLD.digest
  OR NEW.branch IS NOT OLD.branch OR NEW.revision IS NOT OLD.revision OR NEW.at IS NOT OLD.at
BEGIN SELECT RAISE(ABORT, 'content is kept as imported; it can only be erased'); END;
CREATE TRIGGER content_stays BEFORE DELETE ON content
BEGIN SELECT RAISE(ABORT, 'content rows stay; erasing empties them'); END;
CREATE TRIGGER answer_is_never_replaced BEFORE INSERT ON answer
WHEN EXISTS (SELECT 1 FROM answer WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM answer WHERE text = NEW.text)
BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER assignment_event_is_never_replaced BEFORE INSERT ON assignment_event
WHEN EXISTS (SELECT 1 FROM assignment_event WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM assignment_event WHERE FALSE)
BEGIN SELECT RAISE(ABORT, 'assignment_event is append-only'); END;
CREATE TRIGGER branch_is_never_replaced BEFORE INSERT ON branch
WHEN EXISTS (SELECT 1 FROM branch WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM branch WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'branch is append-only'); END;
CREATE TRIGGER build_is_never_replaced BEFORE INSERT ON build
WHEN EXISTS (SELECT 1 FROM build WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM build WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'build is append-only'); END;
CREATE TRIGGER channel_is_never_replaced BEFORE INSERT ON channel
WHEN EXISTS (SELECT 1 FROM channel WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM channel WHERE task = NEW.task AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'channel is append-only'); END;
CREATE TRIGGER channel_event_is_never_replaced BEFORE INSERT ON channel_event
WHEN EXISTS (SELECT 1 FROM channel_event WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM channel_event WHERE FALSE)
BEGIN SELECT RAISE(ABORT, 'channel_event is append-only'); END;
CREATE TRIGGER content_is_never_replaced BEFORE INSERT ON content
WHEN EXISTS (SELECT 1 FROM content WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM content WHERE dataset = NEW.dataset AND example = NEW.example AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'content is append-only'); END;
CREATE TRIGGER context_is_never_replaced BEFORE INSERT ON context
WHEN EXISTS (SELECT 1 FROM context WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM context WHERE text = NEW.text)
BEGIN SELECT RAISE(ABORT, 'context is append-only'); END;
CREATE TRIGGER dataset_is_never_replaced BEFORE INSERT ON dataset
WHEN EXISTS (SELECT 1 FROM dataset WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM dataset WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'dataset is append-only'); END;
CREATE TRIGGER definition_is_never_replaced BEFORE INSERT ON definition
WHEN EXISTS (SELECT 1 FROM definition WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM definition WHERE kind = NEW.kind AND digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'definition is append-only'); END;
CREATE TRIGGER example_is_never_replaced BEFORE INSERT ON example
WHEN EXISTS (SELECT 1 FROM example WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM example WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'example is append-only'); END;
CREATE TRIGGER person_is_never_replaced BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM person WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM person WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'person is append-only'); END;
CREATE TRIGGER person_event_is_never_replaced BEFORE INSERT ON person_event
WHEN EXISTS (SELECT 1 FROM person_event WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM person_event WHERE FALSE)
BEGIN SELECT RAISE(ABORT, 'person_event is append-only'); END;
CREATE TRIGGER scope_is_never_replaced BEFORE INSERT ON scope
WHEN EXISTS (SELECT 1 FROM scope WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM scope WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'scope is append-only'); END;
CREATE TRIGGER task_is_never_replaced BEFORE INSERT ON task
WHEN EXISTS (SELECT 1 FROM task WHERE key = NEW.key)
  OR EXISTS (SELECT 1 FROM task WHERE name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
CREATE TRIGGER answer_is_never_updated BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER answer_is_never_deleted BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'answer is append-only'); END;
CREATE TRIGGER assignment_is_never_updated BEFORE UPDATE ON assignment
BEGIN SELECT RAISE(ABORT, 'assignment is append-only'); END;
CREATE TRIGGER assignment_is_never_deleted BEFORE DELETE ON assignment
BEGIN SELECT RAISE(ABORT, 'assignment is append-only'); END;
CREATE TRIGGER assignment_event_is_never_updated BEFORE UPDATE ON assignment_event
BEGIN SELECT RAISE(ABORT, 'assignment_event is append-only'); END;
CREATE TRIGGER assignment_event_is_never_deleted BEFORE DELETE ON assignment_event
BEGIN SELECT RAISE(ABORT, 'assignment_event is append-only'); END;
CREATE TRIGGER branch_is_never_updated BEFORE UPDATE ON branch
BEGIN SELECT RAISE(ABORT, 'branch is append-only'); END;
CREATE TRIGGER branch_is_never_deleted BEFORE DELETE ON branch
BEGIN SELECT RAISE(ABORT, 'branch is append-only'); END;
CREATE TRIGGER build_is_never_updated BEFORE UPDATE ON build
BEGIN SELECT RAISE(ABORT, 'build is append-only'); END;
CREATE TRIGGER build_is_never_deleted BEFORE DELETE ON build
BEGIN SELECT RAISE(ABORT, 'build is append-only'); END;
CREATE TRIGGER channel_is_never_updated BEFORE UPDATE ON channel
BEGIN SELECT RAISE(ABORT, 'channel is append-only'); END;
CREATE TRIGGER channel_is_never_deleted BEFORE DELETE ON channel
BEGIN SELECT RAISE(ABORT, 'channel is append-only'); END;
CREATE TRIGGER channel_event_is_never_updated BEFORE UPDATE ON channel_event
BEGIN SELECT RAISE(ABORT, 'channel_event is append-only'); END;
CREATE TRIGGER channel_event_is_never_deleted BEFORE DELETE ON channel_event
BEGIN SELECT RAISE(ABORT, 'channel_event is append-only'); END;
CREATE TRIGGER context_is_never_updated BEFORE UPDATE ON context
BEGIN SELECT RAISE(ABORT, 'context is append-only'); END;
CREATE TRIGGER context_is_never_deleted BEFORE DELETE ON context
BEGIN SELECT RAISE(ABORT, 'context is append-only'); END;
CREATE TRIGGER dataset_is_never_updated BEFORE UPDATE ON dataset
BEGIN SELECT RAISE(ABORT, 'dataset is append-only'); END;
CREATE TRIGGER dataset_is_never_deleted BEFORE DELETE ON dataset
BEGIN SELECT RAISE(ABORT, 'dataset is append-only'); END;
CREATE TRIGGER definition_is_never_updated BEFORE UPDATE ON definition
BEGIN SELECT RAISE(ABORT, 'definition is append-only'); END;
CREATE TRIGGER definition_is_never_deleted BEFORE DELETE ON definition
BEGIN SELECT RAISE(ABORT, 'definition is append-only'); END;
CREATE TRIGGER example_is_never_updated BEFORE UPDATE ON example
BEGIN SELECT RAISE(ABORT, 'example is append-only'); END;
CREATE TRIGGER example_is_never_deleted BEFORE DELETE ON example
BEGIN SELECT RAISE(ABORT, 'example is append-only'); END;
CREATE TRIGGER exposure_is_never_updated BEFORE UPDATE ON exposure
BEGIN SELECT RAISE(ABORT, 'exposure is append-only'); END;
CREATE TRIGGER exposure_is_never_deleted BEFORE DELETE ON exposure
BEGIN SELECT RAISE(ABORT, 'exposure is append-only'); END;
CREATE TRIGGER person_is_never_updated BEFORE UPDATE ON person
BEGIN SELECT RAISE(ABORT, 'person is append-only'); END;
CREATE TRIGGER person_is_never_deleted BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'person is append-only'); END;
CREATE TRIGGER person_event_is_never_updated BEFORE UPDATE ON person_event
BEGIN SELECT RAISE(ABORT, 'person_event is append-only'); END;
CREATE TRIGGER person_event_is_never_deleted BEFORE DELETE ON person_event
BEGIN SELECT RAISE(ABORT, 'person_event is append-only'); END;
CREATE TRIGGER response_is_never_updated BEFORE UPDATE ON response
BEGIN SELECT RAISE(ABORT, 'response is append-only'); END;
CREATE TRIGGER response_is_never_deleted BEFORE DELETE ON response
BEGIN SELECT RAISE(ABORT, 'response is append-only'); END;
CREATE TRIGGER scope_is_never_updated BEFORE UPDATE ON scope
BEGIN SELECT RAISE(ABORT, 'scope is append-only'); END;
CREATE TRIGGER scope_is_never_deleted BEFORE DELETE ON scope
BEGIN SELECT RAISE(ABORT, 'scope is append-only'); END;
CREATE TRIGGER task_is_never_updated BEFORE UPDATE ON task
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
CREATE TRIGGER task_is_never_deleted BEFORE DELETE ON task
BEGIN SELECT RAISE(ABORT, 'task is append-only'); END;
COMMIT;
PRAGMA application_id = 1396918351;
PRAGMA journal_mode = WAL;
