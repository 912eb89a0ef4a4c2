// The least that an import of examples can do: read each JSON line by hand, tell equal rows by a digest of their values,
// and keep the row beside it, a batch in a transaction.
#pragma once

/// Imports a file of JSON Lines into a new database: `synchronous=FULL`, SQLite's own checkpoints and cache. Rows of equal values
/// are kept once. The digest is a fast mix of 256 bits, no SHA-256: it costs next to nothing.
///
/// @param batch Rows in a transaction.
/// @return How many rows are there; -1 where the file or the database cannot be used, or a line is no flat JSON object.
long import_floor(const char *database, const char *lines, long batch);
