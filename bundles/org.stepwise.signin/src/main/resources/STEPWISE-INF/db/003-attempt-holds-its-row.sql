-- an attempt under way holds its row instead of being counted
alter table signin_attempt drop column under_way;
