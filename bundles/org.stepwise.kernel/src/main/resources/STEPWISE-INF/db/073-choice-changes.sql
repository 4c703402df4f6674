-- Shipped lists stay in their modules' files; only what the company changed is stored.
drop table kernel_choice_list;
