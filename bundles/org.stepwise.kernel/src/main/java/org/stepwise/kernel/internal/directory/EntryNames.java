package org.stepwise.kernel.internal.directory;

import org.stepwise.kernel.api.tx.Transactions;

/** Names of single entries, for titles made of several. */
record EntryNames(Transactions tx) {
    String person(Long id) {
        return name("select name from directory_person where id = ?", id);
    }

    String unit(Long id) {
        return name("select name_zh from directory_unit where id = ?", id);
    }

    String post(Long id) {
        return name("select name_zh from directory_post where id = ?", id);
    }

    private String name(String sql, Long id) {
        return id == null ? "" : tx.sql().first(sql, row -> row.text(1), id).orElse("");
    }
}
