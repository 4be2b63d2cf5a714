package dev.gradus.platform.differential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Searches of every kind, and the next pages of those before. */
final class SearchCalls {
    private final Dice dice;
    private final World world;
    private final Filters filters;

    SearchCalls(Dice dice, World world, Words words) {
        this.dice = dice;
        this.world = world;
        this.filters = new Filters(dice, world, words);
    }

    Draft next() {
        return switch (dice.below(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> runs();
            case 7, 8, 9 -> experiments();
            case 10, 11 -> models();
            case 12, 13 -> versions();
            case 14, 15 -> loggedModels();
            case 16 -> new Draft(Endpoint.SEARCH_DATASETS).with("experiment_ids", experimentIds());
            default -> experiments();
        };
    }

    private Draft runs() {
        Draft draft = new Draft(Endpoint.SEARCH_RUNS).with("experiment_ids", experimentIds());
        if (!dice.oneIn(4)) {
            draft.with("filter", filters.runs());
        }
        if (dice.oneIn(3)) {
            draft.with("run_view_type", dice.of("ACTIVE_ONLY", "DELETED_ONLY", "ALL"));
        }
        return paged(draft, filters.orderOfRuns(), 50_000);
    }

    private Draft experiments() {
        Draft draft = new Draft(dice.oneIn(3) ? Endpoint.LIST_EXPERIMENTS : Endpoint.SEARCH_EXPERIMENTS);
        if (!dice.oneIn(3)) {
            draft.with("filter", filters.experiments());
        }
        if (dice.oneIn(2)) {
            draft.with("view_type", dice.of("ACTIVE_ONLY", "DELETED_ONLY", "ALL"));
        }
        return paged(draft, filters.orderOfExperiments(), 50_000);
    }

    private Draft models() {
        Draft draft = new Draft(Endpoint.SEARCH_MODELS);
        return paged(dice.oneIn(3) ? draft : draft.with("filter", filters.models()), filters.orderOfModels(), 1000);
    }

    private Draft versions() {
        Draft draft = new Draft(Endpoint.SEARCH_VERSIONS);
        return paged(
                dice.oneIn(3) ? draft : draft.with("filter", filters.versions()), filters.orderOfVersions(), 200_000);
    }

    private Draft loggedModels() {
        Draft draft = new Draft(Endpoint.SEARCH_LOGGED_MODELS).with("experiment_ids", experimentIds());
        if (!dice.oneIn(3)) {
            draft.with("filter", filters.loggedModels());
        }
        if (dice.oneIn(6)) {
            ObjectNode dataset = Words.JSON.objectNode().put("dataset_name", dice.of("rides", "zones"));
            draft.with(
                    "datasets",
                    Words.JSON.arrayNode().add(dice.oneIn(2) ? dataset : dataset.put("dataset_digest", "d1")));
        }
        ArrayNode order = Words.JSON.arrayNode();
        if (dice.oneIn(2)) {
            order.add(Words.JSON
                    .objectNode()
                    .put(
                            "field_name",
                            dice.of(
                                    "name",
                                    "creation_timestamp",
                                    "metrics.loss",
                                    "params.lr",
                                    "model_id",
                                    "status",
                                    "absent"))
                    .put("ascending", dice.oneIn(2)));
        }
        return paged(draft, order, 100);
    }

    private Draft paged(Draft draft, ArrayNode order, int most) {
        if (!order.isEmpty()) {
            draft.with("order_by", order);
        }
        if (dice.oneIn(2)) {
            draft.with("max_results", dice.oneIn(8) ? dice.of(0, -1, most, most + 1) : 1 + dice.below(4));
        }
        if (dice.oneIn(25)) {
            draft.with("page_token", dice.of("bad", "!!", "eyJvZmZzZXQiOiAtMX0=", "e30=", "W10="));
        }
        remember(draft);
        return draft;
    }

    private void remember(Draft draft) {
        String token = world.symbol("page");
        draft.learns(token, "/next_page_token")
                .then(() -> world.pages.add(new World.Page(draft.endpoint(), draft.fields(), "${" + token + "}")));
    }

    /** The page after one of those that were read since something last changed. */
    Draft nextPage() {
        World.Page page = world.pages.get(world.pages.size() - 1 - dice.below(Math.min(8, world.pages.size())));
        Draft draft = new Draft(page.endpoint());
        page.fields().properties().forEach(field -> draft.with(field.getKey(), field.getValue()));
        draft.with("page_token", page.token());
        remember(draft);
        return draft;
    }

    private ArrayNode experimentIds() {
        ArrayNode ids = Words.JSON.arrayNode();
        int many = dice.oneIn(20) ? 0 : 1 + dice.below(3);
        for (int i = 0; i < many; i++) {
            ids.add(world.experiment());
        }
        return ids;
    }
}
