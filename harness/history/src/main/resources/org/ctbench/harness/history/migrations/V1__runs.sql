-- Runs in the order in which they were added. What is known of a run stands in its document (JSON); the digest covers
-- sequence, previous and document. The primary key keeps two writers from taking one place in the chain.
-- H2 commits it before Flyway records it: after a kill between the two it is made again.
create table if not exists ctbench.runs (
    sequence bigint not null primary key,
    previous varchar(64) not null unique,
    run varchar(64) not null unique,
    document text not null,
    digest varchar(64) not null unique
);
