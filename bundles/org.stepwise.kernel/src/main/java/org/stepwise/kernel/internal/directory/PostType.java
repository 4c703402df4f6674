package org.stepwise.kernel.internal.directory;

import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** Posts (DIR-2). */
@Component(service = RecordType.class)
public final class PostType extends RecordType<PostEntry> {
    @Activate
    public PostType() {
        super("directory.post", PostEntry.class);
        idsFrom(Shape.PRINCIPALS);
        title(post -> post.nameZh);
        icon("id-badge");
        menu();
        field("code").unique().search().help();
        field("nameZh");
        field("nameEn").search();
        field("level").help();
        field("reportsToId").ref("directory.post").help();
        list("nameZh", "code", "level", "nameEn");
        filters("level");
        form("code", "nameZh", "nameEn", "level", "reportsToId");
        sort("-level");
    }

    @Override
    protected void derive(PostEntry post, Saving<PostEntry> saving) {
        if (post.nameEn == null) post.nameEn = "";
    }

    @Override
    protected void validate(PostEntry post, Saving<PostEntry> saving) {
        if (post.id != 0 && Objects.equals(post.reportsToId, post.id)) {
            saving.reject("reportsToId", "directory.problem.postItself");
        }
    }
}
