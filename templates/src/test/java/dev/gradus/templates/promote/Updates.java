package dev.gradus.templates.promote;

import dev.gradus.templates.TestPacks;
import dev.gradus.templates.pack.Pack;
import dev.gradus.templates.pack.Packs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The small pack's next version: one file says more, one lies elsewhere. */
final class Updates {
    private Updates() {}

    /** What a program carries that knows both versions. */
    static Packs packs() {
        return Packs.of(List.of(newer(), TestPacks.small()));
    }

    static Pack newer() {
        Map<String, byte[]> files = TestPacks.files();
        String yaml = TestPacks.YAML.replace("version: 1.0.0", "version: 1.1.0")
                + "moves: [{stage: adhoc, from: mk/10-core.mk, to: mk/10-base.mk}]\n";
        files.put("pack.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        files.put("adhoc/Makefile", TestPacks.bytes("# newer\ninclude mk/*.mk\n"));
        files.put("adhoc/mk/10-base.mk", files.remove("adhoc/mk/10-core.mk"));
        return Pack.of("small", files, true);
    }
}
