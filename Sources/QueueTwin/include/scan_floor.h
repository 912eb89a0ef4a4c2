// The least that figures about answers can cost: one plain pass over the same columns of the same rows.
#pragma once

/// Reads what the dashboard reads of every response after one, and adds the integers up.
///
/// @param after The key of a response; 0 for all.
/// @param cpu_seconds Processor time of the pass, by clock_gettime(2), without opening the file.
/// @return How many rows there are; -1 where the database cannot be read.
long scan_floor(const char *database, long after, double *cpu_seconds);
