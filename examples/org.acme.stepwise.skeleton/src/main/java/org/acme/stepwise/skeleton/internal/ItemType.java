package org.acme.stepwise.skeleton.internal;

import org.osgi.service.component.annotations.Component;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Saving;

/** List, form, card, REST, import, export, history, links and search of {@link Item} follow from this. */
@Component(service = RecordType.class)
public final class ItemType extends RecordType<Item> {
    static final String ID = "skeleton.item";
    static final String FINISH = "finish";

    public ItemType() {
        super(ID, Item.class);
        title(item -> item.name);
        field("name").search().width(2);
        field("state").readOnly();
        field("dueOn");
        field("remark").longText();
        list("name", "state", "dueOn");
        filters("state", "dueOn");
        form("name", "state", "dueOn", "remark");
        action(FINISH, this::finish);
        icon("box");
        menu();
    }

    private void finish(Item item, Saving<Item> saving) {
        if (item.state == Item.State.FINISHED) saving.reject("state", "skeleton.problem.finished");
        item.state = Item.State.FINISHED;
    }
}
