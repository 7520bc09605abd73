-- A server keeps values apart from the index of their keys already: nothing to do.
SELECT 1;
