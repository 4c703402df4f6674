package org.stepwise.kernel.internal.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.rules.ExternalResource;
import org.stepwise.kernel.api.access.Access;
import org.stepwise.kernel.api.access.Share;
import org.stepwise.kernel.api.record.Entity;
import org.stepwise.kernel.internal.directory.OrgKernel;

/** A company in two segments, one person for each scope that a role may have, and records of trial types in it. */
public final class TrialCompany extends ExternalResource {
    static final List<String> PEOPLE = List.of(
            "own", "line", "unit", "branch", "segment", "units", "all", "plain", "rep", "repwest", "low", "closedown");
    private final OrgKernel kernel = new OrgKernel();
    Access access;
    private long lastId = 100;

    @Override
    protected void before() {
        kernel.before();
        access = kernel.get(Access.class);
        found();
    }

    @Override
    protected void after() {
        kernel.after();
    }

    OrgKernel kernel() {
        return kernel;
    }

    private void found() {
        kernel.kernel()
                .install(
                        new TrialModule(),
                        "trial",
                        new TrialModule.DealType(),
                        new TrialModule.LineType(),
                        new TrialModule.MemoType());
        StringBuilder people = new StringBuilder("account,name,clearance\n");
        PEOPLE.forEach(
                account -> people.append(account + "," + account + "," + (account.equals("low") ? 0 : 3) + "\n"));
        kernel.load("people", people + "boss,boss,9\nsegadmin,segadmin,3\nadmin,admin,3\n");
        kernel.load(
                "units",
                "code,parent,kind,name_zh,head\nhq,,GROUP,集团,boss\neast,hq,SEGMENT,东版块,line\nwest,hq,SEGMENT,西版块,\n"
                        + "e1,east,DEPARTMENT,东一部,\ne2,east,DEPARTMENT,东二部,\ne11,e1,TEAM,东一组,\nw1,west,TEAM,西一组,\nout,,COMPANY,外部公司,\n");
        kernel.load("posts", "code,name_zh,level\nrep,销售,10\nlead,主管,40\n");
        kernel.load(
                "positions",
                "account,unit,post,primary\nboss,hq,lead,1\nown,e1,rep,1\nline,east,lead,1\nunit,e1,rep,1\nbranch,e1,lead,1\n"
                        + "segment,e2,rep,1\nunits,e2,rep,1\nall,hq,rep,1\nplain,e1,rep,1\nrep,e11,rep,1\nrepwest,w1,rep,1\n"
                        + "low,e1,rep,1\nclosedown,out,rep,1\nadmin,hq,rep,1\n");
        kernel.open("trial", "hq");
        roles();
    }

    private void roles() {
        for (String kind : List.of("own", "line", "unit", "branch", "segment", "all")) grant(kind + "-clerk", kind);
        grant("all-clerk", "closedown");
        grant("branch-clerk", "low");
        grant("administrator", "admin");
        kernel.system(() -> {
            kernel.directory()
                    .grantRole("units-clerk", kernel.person("units"), Set.of(kernel.unit("e11"), kernel.unit("w1")));
            return true;
        });
    }

    void grant(String role, String account) {
        kernel.system(() -> {
            kernel.directory().grantRole(role, kernel.person(account), Set.of());
            return true;
        });
    }

    TrialModule.Memo memo(String owner, String unit, int level) {
        TrialModule.Memo memo = new TrialModule.Memo();
        place(memo, owner, unit, level);
        insert("trial_memo", "name", memo, "memo");
        return memo;
    }

    TrialModule.Deal deal(String owner, String unit) {
        TrialModule.Deal deal = new TrialModule.Deal();
        place(deal, owner, unit, 0);
        insert("trial_deal", "name", deal, "deal");
        return deal;
    }

    TrialModule.Line line(TrialModule.Deal deal) {
        TrialModule.Line line = new TrialModule.Line();
        line.dealId = deal.id;
        line.id = ++lastId;
        line.ownerId = deal.ownerId;
        line.unitId = deal.unitId;
        line.segmentId = deal.segmentId;
        insert("trial_line", "name, deal_id", line, "line", deal.id);
        return line;
    }

    void place(Entity record, String owner, String unit, int level) {
        record.id = ++lastId;
        record.ownerId = kernel.person(owner);
        record.unitId = kernel.unit(unit);
        record.segmentId = kernel.directory().unit(record.unitId).orElseThrow().segment();
        record.securityLevel = level;
    }

    void insert(String table, String columns, Entity record, Object... values) {
        Object[] all = new Object[7 + values.length];
        Object[] fixed = {
            record.id,
            record.ownerId,
            record.unitId,
            record.segmentId,
            record.securityLevel,
            Instant.EPOCH,
            Instant.EPOCH
        };
        System.arraycopy(fixed, 0, all, 0, 7);
        System.arraycopy(values, 0, all, 7, values.length);
        kernel.tx()
                .run(() -> kernel.tx()
                        .sql()
                        .update(
                                "insert into " + table
                                        + " (id, owner_id, unit_id, segment_id, security_level, created_at,"
                                        + " updated_at, version, number, title, deleted, name_key, pinyin_key, created_by,"
                                        + " updated_by, " + columns
                                        + ") values (?, ?, ?, ?, ?, ?, ?, 1, '', '', false, '', '',"
                                        + " 0, 0" + ", ?".repeat(values.length) + ")",
                                all));
    }

    boolean sees(String account, String type, Entity record) {
        return access.may(kernel.caller(account), type, record, "see");
    }

    Set<String> whoSees(String type, Entity record) {
        return PEOPLE.stream().filter(account -> sees(account, type, record)).collect(Collectors.toSet());
    }

    void share(Share share) {
        kernel.system(() -> {
            access.share(share);
            return true;
        });
    }
}
