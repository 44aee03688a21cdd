"""What the reading pages ask of the tables: functions of a connection that return plain rows, read-only and bounded."""
