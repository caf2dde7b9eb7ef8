-- Rows are added and read, never changed: for every role but one that removes the trigger, which `history verify` is for.
create or replace function ctbench.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the history is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

drop trigger if exists append_only on ctbench.runs;

create trigger append_only before update or delete or truncate on ctbench.runs
    for each statement execute function ctbench.refuse_change();
