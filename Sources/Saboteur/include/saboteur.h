// Preloaded into the program under test (LD_PRELOAD, ld.so(8)), it takes safeguards away, so that a test of a
// safeguard can show its teeth on the very binary that people use. Nothing of it is linked into the product.
//
//   SABOTEUR_WITHOUT   the safeguards to take away, separated by commas:
//     fair-lock          flock(2) succeeds without locking
//     checkpoint-lock    the locks on SQLite's log that are held beside SQLite's own are not taken
//     full-sync          connections get synchronous=NORMAL and say that it is FULL
//     atomic             each statement of an immediate transaction is committed by itself
//     write-errors       pwrite(2), fdatasync(2) and ftruncate(2) that fail say that they did not
//     damage-reports     a statement that meets damage says that it is done
//     steady-clock       a transaction does not learn the moment of the last one
//   SABOTEUR_CLOCK     a file with a number of seconds by which CLOCK_REALTIME is off; read at each look at the clock
//   SABOTEUR_KILL      CALL:SUFFIX:N, such as pwrite64:-wal:17: SIGKILL instead of the Nth pread64 or pwrite64 on a file
//                      whose name ends so
//   SABOTEUR_PAUSE     milliseconds that munmap(2) takes longer: for a checkpointer with an mmap_size the time between its
//                      look at a changed log's header and its work
