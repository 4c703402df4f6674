package org.stepwise.rest.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.stepwise.kernel.api.RecordId;
import org.stepwise.kernel.api.record.Card;
import org.stepwise.kernel.api.record.RecordType;
import org.stepwise.kernel.api.record.Records;
import org.stepwise.rest.internal.json.Json;
import org.stepwise.rest.internal.json.RowJson;

/** Reads a change that may hold the whole answer to a GET: what the system keeps is fine as long as it is what it was. */
final class Echo {
    private final Records records;

    Echo(Records records) {
        this.records = records;
    }

    /** @param version that the writer saw; when it is stale, that is told by the change itself */
    Map<String, Object> changes(RecordType<?> type, RecordId record, long version, ObjectNode body) {
        Answered answered = new Answered(type, record, version);
        return Values.read(type, body, answered::same);
    }

    /** The record as a GET answers it, looked up when it is needed. */
    private final class Answered {
        private final RecordType<?> type;
        private final RecordId record;
        private final long version;
        private Optional<Card> card = Optional.empty();
        private JsonNode json = Json.mapper().createObjectNode();

        Answered(RecordType<?> type, RecordId record, long version) {
            this.type = type;
            this.record = record;
            this.version = version;
        }

        boolean same(String name, JsonNode sent) {
            if (card.isEmpty()) load();
            if (card.orElseThrow().row().version() != version) return true;
            JsonNode kept = json.path(name);
            if (kept.isMissingNode() || sent.isNull()) return kept.isMissingNode() && sent.isNull();
            return kept.isValueNode() ? sent.isValueNode() && kept.asText().equals(sent.asText()) : kept.equals(sent);
        }

        private void load() {
            Card found = records.card(record);
            try (TokenBuffer buffer = new TokenBuffer(Json.mapper(), false)) {
                new RowJson(type).card(buffer, found, "");
                json = Json.mapper().readTree(buffer.asParser());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            card = Optional.of(found);
        }
    }
}
