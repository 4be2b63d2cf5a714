package dev.gradus.maturity.report;

import static dev.gradus.maturity.assess.Samples.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void thePageOfControlsTellsAllOfAControl() {
        String page = CatalogueReference.markdown(
                catalogue(runControl("fine", "core: true\ngamed: by luck\nresisted: by rule\npreview: 2027-01-31")));

        assertThat(page)
                .contains("| managed | 1 | 1 | at least 1/2 |")
                .contains("### `fine`\n\n**It is so.** It helps.")
                .contains("- Capability: V; core: the stage cannot be held without it")
                .contains("- Window: 10 days")
                .contains("- Gamed by: by luck\n- Resisted by: by rule")
                .contains("- Remedy (minutes): Make it so.")
                .contains("- A preview until 2027-01-31")
                .contains("| tree | E2 | [`trait`](facts.md#trait) | `trait.exists(t, t.name == 'fine')` |")
                .contains("## governed\n\nThe catalogue has no control for this stage yet");
    }

    @Test
    void aBarInAnExpressionDoesNotEndItsCell() {
        String page = CatalogueReference.markdown(
                catalogue(control("fine", "", check("tree", "E2", "trait", "size(trait) > 1 || size(trait) == 0"))));

        assertThat(page).contains("`size(trait) > 1 \\|\\| size(trait) == 0`");
    }

    @Test
    void thePageOfFactsTellsFieldsAndCollectors() {
        assertThat(FactsReference.markdown(VOCABULARY))
                .contains("## `model.file`\n\nA model.\n\nEvidence: tree. Observed by: tree.")
                .contains("| `pinned` | boolean |")
                .contains("Evidence: runtime. Observed by: runs.");
        assertThat(FactsReference.anchor("model.file")).isEqualTo("modelfile");
    }
}
